package dev.assay.passes;

import dev.assay.ir.Block;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shortens control flow, in three steps.
 *
 * <ol>
 *   <li>A branch or switch whose edges are all alike becomes a jump.
 *   <li>Jump threading: an edge to a block that only decides where to go next leads there at once. That is a block with nothing but a
 *       jump, or one with a few pure instructions and a branch that these and the edge's constant arguments decide; Java's boolean
 *       expressions end in such blocks. No edge skips a loop header that decides, since the loop would get a second entry.
 *   <li>A block whose only predecessor jumps to it is merged into that.
 * </ol>
 *
 * <p>A block is skipped only if no other block uses what it defines, so nothing needs repair. Cost: linear; an edge is threaded through at
 * most {@link #MAX_HOPS} blocks, and blocks are visited successors first, so that chains collapse in one step each.
 */
final class SimplifyCfg implements Pass {
  private static final int MAX_HOPS = 8;
  private static final int MAX_DECIDING_INSNS = 4;

  @Override
  public String name() {
    return "simplify-cfg";
  }

  @Override
  public Set<Analysis> preserves() {
    return Set.of();
  }

  @Override
  public int run(Function function, PassContext context) {
    int changes = joinEqualEdges(function, context) + new Threading(function, context).run();
    if (changes > 0) UnreachableBlocks.remove(function);
    return changes + merge(function, context);
  }

  private static int joinEqualEdges(Function function, PassContext context) {
    int changes = 0;
    for (var block : function.blocks()) {
      var t = block.terminator();
      if (!(t instanceof Terminator.Branch) && !(t instanceof Terminator.Switch)) continue;
      var first = t.edges().getFirst();
      if (!t.edges().stream().allMatch(first::equals) || !context.spend("equal-edges", t.pos())) continue;
      replaceTerminator(block, new Terminator.Jump(t.pos(), first));
      changes++;
    }
    return changes;
  }

  private static void replaceTerminator(Block block, Terminator terminator) {
    block.insns().set(block.insns().size() - 1, terminator);
  }

  private static int merge(Function function, PassContext context) {
    var cfg = Cfg.of(function);
    var merged = new BitSet();
    var aliases = new Aliases(function);
    for (var block : cfg.reversePostorder()) {
      if (merged.get(block.id())) continue;
      while (block.terminator() instanceof Terminator.Jump(var pos, var edge)) {
        var next = edge.target();
        if (next == block || cfg.predecessors(next).length != 1 || !context.spend("merge", pos)) break;
        for (int i = 0; i < next.params().size(); i++) aliases.replace(next.params().get(i), edge.args().get(i));
        block.insns().removeLast();
        block.insns().addAll(next.insns());
        merged.set(next.id());
      }
    }
    if (merged.isEmpty()) return 0;
    // Unreachable blocks may use what a merged block defined, and lead to it.
    function.blocks().removeIf(block -> merged.get(block.id()) || !cfg.isReachable(block));
    aliases.apply(function);
    return merged.cardinality();
  }

  private static final class Threading {
    private final Function function;
    private final PassContext context;
    private final Cfg cfg;
    private final Definitions definitions;
    // By value id: used in another block than its own.
    private final BitSet usedOutside = new BitSet();
    // By value id: the block that defines it; for a parameter its place, from 1.
    private final int[] home;
    private final int[] paramIndex;
    // By block id.
    private final BitSet headers = new BitSet();
    private final BitSet skippable = new BitSet();

    Threading(Function function, PassContext context) {
      this.function = function;
      this.context = context;
      cfg = Cfg.of(function);
      definitions = new Definitions(function);
      home = new int[function.valueCount()];
      paramIndex = new int[function.valueCount()];
    }

    int run() {
      findUses();
      for (var block : cfg.reversePostorder()) {
        if (!isSkippable(block)) continue;
        skippable.set(block.id());
        // When an empty header is skipped, the next block takes its place.
        if (headers.get(block.id()) && block.terminator() instanceof Terminator.Jump t) headers.set(t.target().target().id());
      }
      int changes = 0;
      for (var block : cfg.reversePostorder().reversed()) {
        var t = block.terminator();
        List<Edge> edges = null;
        for (int i = 0; i < t.edges().size(); i++) {
          var edge = thread(t.edges().get(i), t.pos());
          if (edge == t.edges().get(i)) continue;
          if (edges == null) edges = new ArrayList<>(t.edges());
          edges.set(i, edge);
          changes++;
        }
        if (edges != null) replaceTerminator(block, t.withEdges(edges));
      }
      return changes;
    }

    private void findUses() {
      for (var block : cfg.reversePostorder()) {
        for (int i = 0; i < block.params().size(); i++) {
          home[block.params().get(i).id()] = block.id();
          paramIndex[block.params().get(i).id()] = i + 1;
        }
        for (var insn : block.insns()) {
          if (insn.result() != null) home[insn.result().id()] = block.id();
          if (insn instanceof Terminator.Try t) home[t.exception().id()] = block.id();
        }
        for (var edge : block.terminator().edges()) if (cfg.order(edge.target()) <= cfg.order(block)) headers.set(edge.target().id());
      }
      for (var block : function.blocks()) {
        for (var insn : block.insns())
          for (var operand : insn.operands()) if (home[operand.id()] != block.id()) usedOutside.set(operand.id());
        for (var edge : block.terminator().edges())
          for (var arg : edge.args()) if (home[arg.id()] != block.id()) usedOutside.set(arg.id());
      }
    }

    private boolean isSkippable(Block block) {
      if (block == function.entry() || block.params().stream().anyMatch(p -> usedOutside.get(p.id()))) return false;
      int insns = block.insns().size() - 1;
      return switch (block.terminator()) {
        case Terminator.Jump t -> insns == 0 && t.target().target() != block;
        case Terminator.Branch _,Terminator.Switch _ -> insns <= MAX_DECIDING_INSNS && !headers.get(block.id()) && onlyDecides(block);
        case Terminator.Return _,Terminator.Throw _,Terminator.Try _ -> false;
      };
    }

    private boolean onlyDecides(Block block) {
      var results = new BitSet();
      for (var insn : block.insns()) {
        if (insn instanceof Terminator) continue;
        switch (insn) {
          case Insn.Const _,Insn.Unary _,Insn.Binary _,Insn.Compare _,Insn.Convert _ -> results.set(insn.result().id());
          default -> {
            return false;
          }
        }
        if (usedOutside.get(insn.result().id())) return false;
      }
      for (var edge : block.terminator().edges()) if (edge.args().stream().anyMatch(arg -> results.get(arg.id()))) return false;
      return true;
    }

    private Edge thread(Edge edge, Position pos) {
      for (int hop = 0; hop < MAX_HOPS && skippable.get(edge.target().id()); hop++) {
        var next = next(edge);
        if (next == null || !context.spend("thread", pos)) break;
        int skipped = edge.target().id();
        var passed = edge.args();
        edge = new Edge(next.target(), next.args().stream()
            .map(arg -> home[arg.id()] == skipped && paramIndex[arg.id()] > 0 ? passed.get(paramIndex[arg.id()] - 1) : arg).toList());
      }
      return edge;
    }

    /** The edge that the target of this one takes, over its own values; null if that is not known. */
    private Edge next(Edge edge) {
      return switch (edge.target().terminator()) {
        // What was threaded to jump to itself waits for ever.
        case Terminator.Jump t -> t.target().target() == edge.target() ? null : t.target();
        case Terminator.Branch t -> {
          var condition = evaluate(edge, t.condition());
          yield condition == null ? null : condition != 0 ? t.ifTrue() : t.ifFalse();
        }
        case Terminator.Switch t -> {
          var value = evaluate(edge, t.value());
          yield value == null ? null : t.select(value.intValue());
        }
        case Terminator.Return _,Terminator.Throw _,Terminator.Try _ -> null;
      };
    }

    /** The bits of a value in the edge's target when it is entered by this edge, or null. */
    private Long evaluate(Edge edge, Value wanted) {
      var block = edge.target();
      Map<Value, Long> known = new HashMap<>();
      for (int i = 0; i < block.params().size(); i++) {
        var constant = definitions.constant(edge.args().get(i));
        if (constant != null) known.put(block.params().get(i), constant.bits());
      }
      for (var insn : block.insns()) {
        if (insn instanceof Terminator) continue;
        var operands = new long[insn.operands().size()];
        boolean all = true;
        for (int i = 0; i < operands.length; i++) {
          var operand = insn.operands().get(i);
          var bits = known.get(operand);
          if (bits == null && definitions.constant(operand) != null) bits = definitions.constant(operand).bits();
          all &= bits != null;
          operands[i] = bits == null ? 0 : bits;
        }
        if (!all) continue;
        switch (insn) {
          case Insn.Const i -> known.put(i.result(), i.bits());
          case Insn.Unary i -> known.put(i.result(), i.op().fold(i.result().type(), operands[0]));
          case Insn.Binary i -> {
            if (!i.op().needsNonzero(i.result().type()) || operands[1] != 0)
              known.put(i.result(), i.op().fold(i.result().type(), operands[0], operands[1]));
          }
          case Insn.Compare i -> known.put(i.result(), (long) i.op().fold(i.lhs().type(), operands[0], operands[1]));
          case Insn.Convert i -> known.put(i.result(), i.op().fold(i.operand().type(), i.result().type(), operands[0]));
          default -> {
          }
        }
      }
      var bits = known.get(wanted);
      return bits != null || definitions.constant(wanted) == null ? bits : Long.valueOf(definitions.constant(wanted).bits());
    }
  }
}
