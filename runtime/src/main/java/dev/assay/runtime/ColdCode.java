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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The functions that hardly ever run, which a code generator need not spend time on: those that are called only where an exception is about
 * to be thrown, and class initialisers.
 *
 * <p>A block is cold if all paths from it end in a throw. What a block that is not cold calls in a function that is not cold is not cold, and
 * what is asked for or may be called virtually is not. A class initialiser without loops runs once; one with loops may take long, as those
 * that compute tables do. What the entry, if it has no loops, does about an exception happens once at most. Cost: linear.
 */
public final class ColdCode {
  private final Module module;
  private final Set<String> warm = new HashSet<>();

  private ColdCode(Module module) {
    this.module = module;
  }

  /**
   * @param exports functions of the module
   */
  public static ColdCode of(Module module, Collection<String> exports, Collection<String> dispatched) {
    var analysis = new ColdCode(module);
    analysis.warm.addAll(exports);
    analysis.warm.addAll(dispatched);
    var pending = new ArrayDeque<>(analysis.warm);
    while (!pending.isEmpty()) {
      var function = module.function(pending.remove());
      var coldBlocks = analysis.coldBlocks(function);
      for (var block : function.blocks()) {
        if (coldBlocks.get(block.id())) continue;
        for (var insn : block.insns()) {
          var body = insn instanceof Terminator.Try t ? t.body() : insn;
          if (body instanceof Insn.Call call && analysis.warm.add(call.function())) pending.add(call.function());
        }
      }
    }
    return analysis;
  }

  /** True if the function hardly ever runs. */
  public boolean test(Function function) {
    return !warm.contains(function.name()) || isInitialiser(function) && !hasLoops(function);
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
