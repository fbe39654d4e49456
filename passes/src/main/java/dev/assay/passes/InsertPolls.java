package dev.assay.passes;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.LoopForest;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Puts a {@code poll} at the head of each block that an edge enters against reverse postorder. Every cycle, reducible or not, has such an
 * edge, so no loop runs without a poll; in reducible flow these blocks are exactly the loop headers. Calls need no poll: recursion ends
 * at the stack limit.
 *
 * <p>An innermost loop that provably ends after at most {@link #MAX_TRIPS} rounds has none: its counter starts at a constant, goes on by a
 * constant and is compared with a constant in each round. The proof is to count. Running the pass twice inserts nothing more. It is always
 * run, so it spends no fuel. Cost: linear, and {@link #MAX_TRIPS} steps for each loop that looks counted.
 */
final class InsertPolls implements Pass {
  static final int MAX_TRIPS = 1024;

  @Override
  public String name() {
    return "insert-polls";
  }

  @Override
  public Set<Analysis> preserves() {
    return EnumSet.allOf(Analysis.class);
  }

  @Override
  public int run(Function function, PassContext context) {
    var cfg = context.cfg(function);
    var headers = new BitSet();
    for (var block : cfg.reversePostorder())
      for (var edge : block.terminator().edges()) if (cfg.order(edge.target()) <= cfg.order(block)) headers.set(edge.target().id());
    if (headers.isEmpty()) return 0;
    var loops = context.loopForest(function);
    var outer = new BitSet();
    for (int header : loops.headers()) if (loops.parent(header) >= 0) outer.set(loops.parent(header));
    var definitions = new Definitions(function);
    int inserted = 0;
    for (var block : cfg.reversePostorder()) {
      if (!headers.get(block.id()) || block.insns().stream().anyMatch(Insn.Poll.class::isInstance)) continue;
      boolean innermost = loops.isHeader(block) && !loops.isIrreducible(block.id()) && !outer.get(block.id());
      if (innermost && new CountedLoop(block, cfg, loops, definitions).isShort()) continue;
      block.insns().addFirst(new Insn.Poll(block.insns().getFirst().pos()));
      inserted++;
    }
    return inserted;
  }

  /** An innermost natural loop, looked at for a counter. */
  private record CountedLoop(Block header, Cfg cfg, LoopForest loops, Definitions definitions) {
    boolean isShort() {
      Block latch = null;
      for (int p : cfg.predecessors(header)) {
        if (!loops.contains(header.id(), p)) continue;
        if (latch != null) return false;
        latch = cfg.block(p);
      }
      // Both are passed in each round, other blocks of the loop need not be.
      return latch != null && (isShort(latch, header) || isShort(latch, latch));
    }

    private boolean isShort(Block latch, Block test) {
      if (!(test.terminator() instanceof Terminator.Branch branch)) return false;
      if (!(definitions.of(branch.condition()) instanceof Insn.Compare compare)) return false;
      boolean leavesIfTrue = !loops.contains(header.id(), branch.ifTrue().target().id());
      boolean leavesIfFalse = !loops.contains(header.id(), branch.ifFalse().target().id());
      if (leavesIfTrue == leavesIfFalse) return false;
      for (int i = 0; i < header.params().size(); i++) {
        var counter = header.params().get(i);
        if (!counter.type().isInt()) continue;
        var next = argument(latch, i);
        if (!(definitions.of(next) instanceof Insn.Binary step) || !readsOnly(step, counter, counter)) continue;
        if (readsOnly(compare, counter, next)) return endsSoon(i, counter, step, compare, leavesIfTrue);
      }
      return false;
    }

    private Value argument(Block from, int index) {
      for (var edge : from.terminator().edges()) if (edge.target() == header) return edge.args().get(index);
      return null;
    }

    /** Whether the operands are constants and these values, at least one of them. */
    private boolean readsOnly(Insn insn, Value a, Value b) {
      boolean reads = false;
      for (var operand : insn.operands()) {
        if (operand == a || operand == b) reads = true;
        else if (definitions.constant(operand) == null) return false;
      }
      return reads;
    }

    private boolean endsSoon(int index, Value counter, Insn.Binary step, Insn.Compare compare, boolean leavesIfTrue) {
      for (int p : cfg.predecessors(header)) {
        if (loops.contains(header.id(), p)) continue;
        for (var edge : cfg.block(p).terminator().edges()) {
          if (edge.target() != header) continue;
          var start = definitions.constant(edge.args().get(index));
          if (start == null || !endsSoon(start.bits(), counter, step, compare, leavesIfTrue)) return false;
        }
      }
      return true;
    }

    private boolean endsSoon(long start, Value counter, Insn.Binary step, Insn.Compare compare, boolean leavesIfTrue) {
      long now = start;
      for (int trip = 0; trip <= MAX_TRIPS; trip++) {
        long rhs = bits(step.rhs(), counter, now, null, 0);
        if (step.op().needsNonzero(counter.type()) && rhs == 0) return false;
        long next = step.op().fold(counter.type(), bits(step.lhs(), counter, now, null, 0), rhs);
        int condition = compare.op().fold(compare.lhs().type(), bits(compare.lhs(), counter, now, step.result(), next),
            bits(compare.rhs(), counter, now, step.result(), next));
        if (condition != 0 == leavesIfTrue) return true;
        now = next;
      }
      return false;
    }

    private long bits(Value value, Value counter, long now, Value stepped, long next) {
      return value == counter ? now : value == stepped ? next : definitions.constant(value).bits();
    }
  }
}
