package dev.assay.llvm;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.LoopForest;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What is done to innermost loops as they are written, because LLVM cannot do it itself. Both need a small reducible loop that calls nothing.
 *
 * <p><b>Strip mining</b>, of a loop that begins with a poll: the poll is made once in {@link #ROUNDS} rounds, by a loop around the loop,
 * as HotSpot does with its safepoints. A poll in each round is a call, over which LLVM neither vectorises nor moves checks. 1024 rounds
 * without calls take microseconds. The first rounds pass without a poll: loops around have their own.
 *
 * <p><b>Peeling</b>, of a loop with a check or load of something that does not change in it: the first round is written apart. What
 * it has checked and loaded then holds in the rounds that follow, and LLVM takes it out of them. It could not before, since a bounds
 * check that may throw first stands before it, and LLVM itself peels no loop with such exits.
 *
 * <p>Cost: linear.
 */
final class LoopPlan {
  static final int ROUNDS = 1024;

  private static final int MAX_INSNS = 200;
  private static final int NONE = -1;

  private final BitSet stripped = new BitSet();
  // By block id, the header's id of the peeled loop around it.
  private final int[] peeledLoop;
  private LoopForest loops;

  private LoopPlan(int blocks) {
    peeledLoop = new int[blocks];
    Arrays.fill(peeledLoop, NONE);
  }

  /** Leaves all loops as they are. */
  static LoopPlan none(Function function) {
    return new LoopPlan(function.blockCount());
  }

  static LoopPlan of(Function function) {
    var plan = none(function);
    if (!mayLoop(function)) return plan;
    var cfg = Cfg.of(function);
    plan.loops = LoopForest.of(cfg);
    var outer = new BitSet();
    for (int header : plan.loops.headers()) if (plan.loops.parent(header) >= 0) outer.set(plan.loops.parent(header));
    // By value id: the loop that was looked at last when the value was found to be defined in it.
    int[] definedIn = new int[function.valueCount()];
    Arrays.fill(definedIn, NONE);
    for (int header : plan.loops.headers()) {
      if (outer.get(header) || plan.loops.isIrreducible(header)) continue;
      plan.choose(header, cfg, definedIn);
    }
    return plan;
  }

  // An edge to a block that stands before its source: there is one in each loop, whatever the order of the blocks.
  private static boolean mayLoop(Function function) {
    var seen = new BitSet();
    for (var block : function.blocks()) {
      seen.set(block.id());
      for (var edge : block.terminator().edges()) if (seen.get(edge.target().id())) return true;
    }
    return false;
  }

  private void choose(int header, Cfg cfg, int[] definedIn) {
    int[] nodes = loops.nodes(header);
    int insns = 0;
    for (int node : nodes)
      for (var insn : cfg.block(node).insns()) {
        if (!(insn instanceof Insn.Poll) && (insn.has(Trait.CALLS) || insn.has(Trait.SAFEPOINT))) return;
        insns++;
        // Constants and symbols are the same in each round wherever they stand.
        boolean varies = !(insn instanceof Insn.Const || insn instanceof Insn.Symbol);
        if (varies && insn.result() != null) definedIn[insn.result().id()] = header;
      }
    if (insns > MAX_INSNS) return;
    if (beginsWithPoll(cfg.block(header))) stripped.set(header);
    for (int node : nodes) for (var param : cfg.block(node).params()) definedIn[param.id()] = header;
    for (int node : nodes)
      for (var insn : cfg.block(node).insns())
        if (isFixed(insn, header, definedIn)) {
          for (int n : nodes) peeledLoop[n] = header;
          return;
        }
  }

  static boolean beginsWithPoll(Block block) {
    return block.insns().getFirst() instanceof Insn.Poll;
  }

  /** Whether the instruction checks or reads the same thing in each round. */
  private static boolean isFixed(Insn insn, int header, int[] definedIn) {
    var body = insn instanceof Terminator.Try t ? t.body() : insn;
    boolean worthwhile = body instanceof Insn.Check || body instanceof Insn.Load || body instanceof Insn.InstanceOf;
    return worthwhile && definedIn[body.operands().getFirst().id()] != header;
  }

  boolean isStripped(Block header) {
    return stripped.get(header.id());
  }

  /** Whether an edge between these ends a round of a strip-mined loop. */
  boolean isRound(Block from, Block to) {
    return isStripped(to) && loops.contains(to.id(), from.id());
  }

  /** Whether the block belongs to a peeled loop. */
  boolean isPeeled(Block block) {
    return peeledLoop[block.id()] != NONE;
  }

  /** Whether the block is the header of a peeled loop. */
  boolean isPeeledHeader(Block block) {
    return peeledLoop[block.id()] == block.id();
  }

  /** Whether both lie in one peeled loop, or neither in any. */
  boolean inSamePeeledLoop(Block a, Block b) {
    return peeledLoop[a.id()] == peeledLoop[b.id()];
  }
}
