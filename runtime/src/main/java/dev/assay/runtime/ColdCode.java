package dev.assay.runtime;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.LoopForest;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What hardly ever runs, which a compiler need not spend time on: functions that are called only where an exception is about to be thrown,
 * class initialisers, and blocks on the way to a throw or that run once. Known from the code alone, as static branch prediction is (Ball and
 * Larus, "Branch prediction for free", PLDI 1993).
 *
 * <p>A block is cold if all paths from it end in a throw. What a block that is not cold calls in a function that is not cold is not cold, and
 * what is asked for or may be called virtually is not. A class initialiser without loops runs once; one with loops may take long, as those
 * that compute tables do. What the entry, if it has no loops, does about an exception happens once at most. Cost: linear.
 */
public final class ColdCode {
  private final Module module;
  private final Set<String> warm = new HashSet<>();
  private final Set<String> once = new HashSet<>();

  private ColdCode(Module module) {
    this.module = module;
  }

  /** For the whole module: its entry is what is asked for, or every function if it has none. */
  public static ColdCode of(Module module, Collection<String> dispatched) {
    var exports = module.entry() == null ? module.functions().stream().map(Function::name).toList() : List.of(module.entry());
    return of(module, exports, dispatched);
  }

  /**
   * @param exports functions of the module
   * @param dispatched those that may be called virtually
   */
  public static ColdCode of(Module module, Collection<String> exports, Collection<String> dispatched) {
    var analysis = new ColdCode(module);
    analysis.warm.addAll(exports);
    analysis.warm.addAll(dispatched);
    var callCounts = new HashMap<String, Integer>();
    for (var name : analysis.warm) callCounts.put(name, 2);
    var pending = new ArrayDeque<>(analysis.warm);
    while (!pending.isEmpty()) {
      var function = module.function(pending.remove());
      var coldBlocks = analysis.coldBlocks(function);
      for (var block : function.blocks()) {
        if (coldBlocks.get(block.id())) continue;
        for (var insn : block.insns())
          if (callIn(insn) instanceof Insn.Call call && analysis.warm.add(call.function())) pending.add(call.function());
      }
    }
    for (var function : module.functions())
      for (var block : function.blocks())
        for (var insn : block.insns()) if (callIn(insn) instanceof Insn.Call call) callCounts.merge(call.function(), 1, Integer::sum);
    analysis.findOnce(callCounts);
    return analysis;
  }

  private static Insn callIn(Insn insn) {
    return insn instanceof Terminator.Try t ? t.body() : insn;
  }

  /**
   * The entry, the initialisers, and what one of these calls outside of loops and nothing else calls.
   *
   * @param callCounts by function: how many calls of it there are, more than 1 if there may be others
   */
  private void findOnce(Map<String, Integer> callCounts) {
    if (module.entry() != null) once.add(module.entry());
    for (var function : module.functions()) if (isInitialiser(function)) once.add(function.name());
    var pending = new ArrayDeque<>(once);
    while (!pending.isEmpty()) {
      var function = module.function(pending.remove());
      var loops = LoopForest.of(Cfg.of(function));
      for (var block : function.blocks()) {
        if (loops.depth(block) > 0) continue;
        for (var insn : block.insns())
          if (callIn(insn) instanceof Insn.Call call && callCounts.get(call.function()) == 1 && once.add(call.function()))
            pending.add(call.function());
      }
    }
  }

  /** True if the function hardly ever runs. */
  public boolean test(Function function) {
    return !warm.contains(function.name()) || isInitialiser(function) && !hasLoops(function);
  }

  /** The blocks, by id, that hardly ever run: those on the way to a throw, and of a function that runs once, those outside of its loops. */
  public BitSet blocks(Function function) {
    var cfg = Cfg.of(function);
    var blocks = coldBlocks(function);
    boolean all = test(function);
    var loops = all || !once.contains(function.name()) ? null : LoopForest.of(cfg);
    for (var block : cfg.reversePostorder()) if (all || loops != null && loops.depth(block) == 0) blocks.set(block.id());
    return blocks;
  }

  private static boolean isInitialiser(Function function) {
    return function.name().endsWith(".<clinit>()V");
  }

  private static boolean hasLoops(Function function) {
    return LoopForest.of(Cfg.of(function)).headers().length > 0;
  }

  /** By block id. */
  private BitSet coldBlocks(Function function) {
    var cfg = Cfg.of(function);
    var cold = new BitSet();
    if (function.name().equals(module.entry()) && !hasLoops(function)) cold = reachedByExceptions(cfg);
    int[] others = new int[function.blockCount()];
    var pending = new ArrayDeque<Integer>();
    for (var block : cfg.reversePostorder()) {
      others[block.id()] = cfg.successors(block).length;
      if (block.terminator() instanceof Terminator.Throw) cold.set(block.id());
      if (cold.get(block.id())) pending.add(block.id());
    }
    // From the throws backwards: a block is cold when its last successor is.
    while (!pending.isEmpty())
      for (int before : cfg.predecessors(cfg.block(pending.remove())))
        if (--others[before] == 0 && !cold.get(before)) {
          cold.set(before);
          pending.add(before);
        }
    return cold;
  }

  /** The blocks that are not reached unless there is an exception. */
  private static BitSet reachedByExceptions(Cfg cfg) {
    var blocks = new BitSet();
    for (var block : cfg.reversePostorder()) blocks.set(block.id());
    var pending = new ArrayDeque<Block>(List.of(cfg.function().entry()));
    while (!pending.isEmpty()) {
      var block = pending.remove();
      if (!blocks.get(block.id())) continue;
      blocks.clear(block.id());
      for (var edge : block.terminator() instanceof Terminator.Try t ? List.of(t.normal()) : block.terminator().edges())
        pending.add(edge.target());
    }
    return blocks;
  }
}
