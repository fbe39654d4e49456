package dev.assay.llvm;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Trait;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.LoopForest;
import java.util.BitSet;

/**
 * The innermost loops whose poll is worth moving out of the way: it is made once in {@link #ROUNDS} rounds, by a loop around the loop
 * (strip mining, as HotSpot does for its safepoints). A poll in each round is a call that LLVM can neither vectorise over nor move
 * checks across; Lu and MatMulDouble of the bundled programs run three and two times longer with it.
 *
 * <p>Such a loop is reducible, begins with its poll, and calls nothing, so that its rounds are short and 1024 of them take microseconds.
 * Cost: linear.
 */
final class PollStrips {
  static final int ROUNDS = 1024;

  /** No loop at all. */
  static final PollStrips NONE = new PollStrips(new BitSet(), null);

  private final BitSet headers;
  private final LoopForest loops;

  private PollStrips(BitSet headers, LoopForest loops) {
    this.headers = headers;
    this.loops = loops;
  }

  static PollStrips of(Function function) {
    if (function.blocks().stream().noneMatch(PollStrips::beginsWithPoll)) return NONE;
    var cfg = Cfg.of(function);
    var loops = LoopForest.of(cfg);
    var outer = new BitSet();
    for (int header : loops.headers()) if (loops.parent(header) >= 0) outer.set(loops.parent(header));
    var headers = new BitSet();
    for (int header : loops.headers()) {
      if (outer.get(header) || loops.isIrreducible(header) || !beginsWithPoll(cfg.block(header))) continue;
      if (callsNothing(loops.nodes(header), cfg)) headers.set(header);
    }
    return new PollStrips(headers, loops);
  }

  private static boolean beginsWithPoll(Block block) {
    return block.insns().getFirst() instanceof Insn.Poll;
  }

  private static boolean callsNothing(int[] nodes, Cfg cfg) {
    for (int node : nodes)
      for (var insn : cfg.block(node).insns())
        if (!(insn instanceof Insn.Poll) && (insn.has(Trait.CALLS) || insn.has(Trait.SAFEPOINT))) return false;
    return true;
  }

  boolean isHeader(Block block) {
    return headers.get(block.id());
  }

  /** Whether an edge between these ends a round of a strip-mined loop. */
  boolean isRound(Block from, Block to) {
    return isHeader(to) && loops.contains(to.id(), from.id());
  }
}
