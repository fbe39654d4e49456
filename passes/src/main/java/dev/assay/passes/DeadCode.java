package dev.assay.passes;

import dev.assay.ir.Block;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Removes unreachable blocks, instructions that have no effect and whose result is unused, and block parameters that nothing needs. A
 * value is needed if an instruction with an effect uses it, directly or through others; so loops of values that only feed each other go
 * as well. Checks, calls, allocations and guards stay. Loops stay, even empty ones. Cost: linear in instructions and block arguments.
 */
final class DeadCode implements Pass {
  @Override
  public String name() {
    return "dead-code";
  }

  @Override
  public Set<Analysis> preserves() {
    return EnumSet.of(Analysis.CFG, Analysis.DOMINATOR_TREE, Analysis.LOOP_FOREST);
  }

  @Override
  public int run(Function function, PassContext context) {
    int changes = 0;
    if (context.cfg(function).reversePostorder().size() < function.blocks().size()) {
      if (!context.spend("block", Position.NONE)) return 0;
      changes += UnreachableBlocks.remove(function);
    }
    return changes + new Sweep(function, context).run();
  }

  static boolean hasEffect(Insn insn) {
    return !insn.has(Trait.PURE) && !insn.traits().equals(Insn.READS);
  }

  private static final class Sweep {
    private final Function function;
    private final PassContext context;
    private final BitSet needed = new BitSet();
    private final List<Value> pending = new ArrayList<>();

    Sweep(Function function, PassContext context) {
      this.function = function;
      this.context = context;
    }

    int run() {
      mark();
      return removeParams() + removeInsns();
    }

    private void mark() {
      var definition = new Insn[function.valueCount()];
      // By value id: the block and the place of a parameter.
      var paramOf = new Block[function.valueCount()];
      var paramIndex = new int[function.valueCount()];
      var incoming = new ArrayList<List<Edge>>();
      for (int i = 0; i < function.blockCount(); i++) incoming.add(null);
      for (var block : function.blocks()) {
        for (int i = 0; i < block.params().size(); i++) {
          paramOf[block.params().get(i).id()] = block;
          paramIndex[block.params().get(i).id()] = i;
        }
        for (var insn : block.insns()) {
          if (insn.result() != null) definition[insn.result().id()] = insn;
          if (insn instanceof Terminator || hasEffect(insn)) need(insn.operands());
        }
        for (var edge : block.terminator().edges()) {
          int target = edge.target().id();
          if (incoming.get(target) == null) incoming.set(target, new ArrayList<>());
          incoming.get(target).add(edge);
        }
      }
      need(function.entry().params());
      while (!pending.isEmpty()) {
        int value = pending.removeLast().id();
        if (definition[value] != null) need(definition[value].operands());
        if (paramOf[value] == null || incoming.get(paramOf[value].id()) == null) continue;
        for (var edge : incoming.get(paramOf[value].id())) need(edge.args().get(paramIndex[value]));
      }
    }

    private void need(List<Value> values) {
      for (var value : values) need(value);
    }

    private void need(Value value) {
      if (needed.get(value.id())) return;
      needed.set(value.id());
      pending.add(value);
    }

    /**
     * Parameters go together with all instructions that use them, as one change: in a loop each is an argument for the other, so there is
     * no order in which they could go one by one.
     */
    private int removeParams() {
      var users = new BitSet();
      var changed = new BitSet();
      Block first = null;
      for (var block : function.blocks()) {
        for (var param : block.params()) {
          if (needed.get(param.id())) continue;
          users.set(param.id());
          changed.set(block.id());
          if (first == null) first = block;
        }
      }
      if (first == null || !context.spend("parameters", first.insns().getFirst().pos())) return 0;
      int before = users.cardinality();
      // A definition comes before its uses in this order, but for those by parameters.
      for (var block : context.cfg(function).reversePostorder())
        for (var insn : block.insns())
          if (isDead(insn) && insn.operands().stream().anyMatch(v -> users.get(v.id()))) users.set(insn.result().id());
      int insns = users.cardinality() - before;
      for (var block : function.blocks()) {
        var t = block.terminator();
        if (t.edges().stream().anyMatch(edge -> changed.get(edge.target().id())))
          block.insns().set(block.insns().size() - 1, t.withEdges(t.edges().stream().map(this::withoutDeadArgs).toList()));
      }
      for (var block : function.blocks()) {
        if (changed.get(block.id())) block.params().removeIf(param -> !needed.get(param.id()));
        if (insns > 0) block.insns().removeIf(insn -> isDead(insn) && users.get(insn.result().id()));
      }
      return before + insns;
    }

    private Edge withoutDeadArgs(Edge edge) {
      var args = new ArrayList<Value>();
      for (int i = 0; i < edge.args().size(); i++) if (needed.get(edge.target().params().get(i).id())) args.add(edge.args().get(i));
      return args.size() == edge.args().size() ? edge : new Edge(edge.target(), args);
    }

    private boolean isDead(Insn insn) {
      return insn.result() != null && !needed.get(insn.result().id()) && !(insn instanceof Terminator) && !hasEffect(insn);
    }

    /** Users before definitions: running out of fuel must not leave a use without its definition. */
    private int removeInsns() {
      int removed = 0;
      for (var block : context.cfg(function).reversePostorder().reversed()) {
        var insns = block.insns();
        int kept = insns.size();
        // Compacted toward the end, since removing one by one would move the rest of the block each time.
        for (int i = insns.size() - 1; i >= 0; i--) {
          if (isDead(insns.get(i)) && context.spend("remove", insns.get(i).pos())) removed++;
          else insns.set(--kept, insns.get(i));
        }
        insns.subList(0, kept).clear();
      }
      return removed;
    }
  }
}
