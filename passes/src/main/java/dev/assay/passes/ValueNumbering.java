package dev.assay.passes;

import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.DominatorTree;
import dev.assay.ir.analysis.Provenance;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reuses a value where a dominating instruction has computed it already: dominator-based value numbering (Briggs, Cooper, Simpson, "Value
 * numbering", Software: Practice and Experience 27(6), 1997). Pure instructions are merged, and checks with a check of the same operands
 * that dominates them, which has passed by then. A check in a try then needs no try. Comparisons with null and casts are also answered by a
 * branch on null or on {@code instanceof}; a null check is not, since what it yields is what proves a use right ({@link Provenance}).
 *
 * <p>Before that, a block parameter that gets the same value on each edge is replaced by it. Constants and strings are merged within a
 * block only: one for a whole function would be live through all of it, and backends make constants for nothing. Loads are left alone.
 *
 * <p>One hash table without scopes serves: blocks are visited in a depth-first preorder of the dominator tree, so an entry that does not
 * dominate the present block will never do so again and is replaced. Cost: one hash probe per instruction.
 */
final class ValueNumbering implements Pass {
  @Override
  public String name() {
    return "value-numbering";
  }

  /** A check whose try goes takes an edge away. */
  @Override
  public Set<Analysis> preserves() {
    return EnumSet.noneOf(Analysis.class);
  }

  @Override
  public int run(Function function, PassContext context) {
    return new Numbering(function, context).run();
  }

  /**
   * What two instructions must have in common to compute the same.
   *
   * @param op the enum row, or the shape where there is only one op
   * @param type of the result
   * @param detail a name or a number that belongs to the op
   */
  private record Expression(Object op, Type type, Object detail, List<Integer> operands) {}

  private static final class Numbering {
    /** A round beyond the first finds parameters that feed each other through others; there are few, and each round is linear. */
    private static final int MAX_PARAMETER_ROUNDS = 3;

    private final Function function;
    private final PassContext context;
    private final Cfg cfg;
    private final DominatorTree dominators;
    private final Aliases aliases;
    private final Definitions definitions;
    // By check: the block before which a branch has answered it.
    private final Map<Expression, Block> answered = new HashMap<>();
    private final Map<Expression, Value> table = new HashMap<>();
    // By value id: the block that defines it.
    private final Block[] home;
    // By value id: the id that stands for it in expressions. Equal constants have one, wherever they are; what a check yields has that of
    // its operand.
    private final int[] number;
    private int changes;

    Numbering(Function function, PassContext context) {
      this.function = function;
      this.context = context;
      cfg = context.cfg(function);
      dominators = context.dominatorTree(function);
      aliases = new Aliases(function);
      definitions = new Definitions(function);
      home = new Block[function.valueCount()];
      number = new int[function.valueCount()];
      for (int i = 0; i < number.length; i++) number[i] = i;
    }

    int run() {
      replaceParams();
      var constants = new HashMap<Expression, Integer>();
      for (var block : function.blocks()) {
        for (var param : block.params()) home[param.id()] = block;
        for (var insn : block.insns()) {
          if (insn.result() != null) home[insn.result().id()] = block;
          if (insn instanceof Insn.Const c)
            number[c.result().id()] = constants.computeIfAbsent(new Expression(null, c.result().type(), c.bits(), List.of()),
                _ -> c.result().id());
        }
      }
      for (int node : dominators.preorder()) number(cfg.block(node));
      if (changes > 0) aliases.apply(function);
      return changes;
    }

    // Parameters with one value

    private void replaceParams() {
      var ofTry = new BitSet();
      for (var block : cfg.reversePostorder()) {
        if (!(block.terminator() instanceof Terminator.Try t)) continue;
        ofTry.set(t.exception().id());
        if (t.result() != null) ofTry.set(t.result().id());
      }
      for (int round = 0; round < MAX_PARAMETER_ROUNDS; round++) {
        int before = changes;
        var only = new Value[function.valueCount()];
        var several = new BitSet();
        for (var block : cfg.reversePostorder()) {
          for (var edge : block.terminator().edges()) {
            for (int i = 0; i < edge.args().size(); i++) {
              var param = edge.target().params().get(i);
              var arg = aliases.of(edge.args().get(i));
              if (arg == aliases.of(param)) continue;
              if (only[param.id()] == null) only[param.id()] = arg;
              // What a try defines must stay an argument.
              if (only[param.id()] != arg || ofTry.get(arg.id())) several.set(param.id());
            }
          }
        }
        for (var block : cfg.reversePostorder())
          for (var param : block.params()) {
            var value = only[param.id()] == null ? null : aliases.of(only[param.id()]);
            if (value == null || value == param || several.get(param.id()) || aliases.of(param) != param) continue;
            if (context.spend("parameter", block.insns().getFirst().pos())) replace(param, value);
          }
        if (changes == before) break;
      }
    }

    private void replace(Value value, Value leader) {
      aliases.replace(value, leader);
      changes++;
    }

    // Instructions

    private void number(Block block) {
      checkedByPredecessor(block);
      answeredByPredecessor(block);
      var insns = block.insns();
      int kept = 0;
      for (int i = 0; i < insns.size() - 1; i++) {
        var insn = insns.get(i) instanceof Insn.Compare c ? nullTest(c, block) : insns.get(i);
        if (!isRepeated(insn, block)) insns.set(kept++, insn);
      }
      var terminator = terminator(block);
      insns.subList(kept, insns.size()).clear();
      insns.add(terminator);
    }

    private boolean isRepeated(Insn insn, Block block) {
      var expression = expression(insn);
      if (expression == null) return false;
      var leader = insn instanceof Insn.Check check ? passedBefore(check, block) : leader(expression, block);
      boolean cheap = insn instanceof Insn.Const || insn instanceof Insn.Symbol;
      boolean elsewhere = leader != null && cheap && home[leader.id()] != block;
      if (leader == null || elsewhere) {
        table.put(expression, insn.result());
        if (insn instanceof Insn.Check check) number[check.result().id()] = number(check.operands().getFirst());
        return false;
      }
      if (!context.spend(insn instanceof Insn.Check ? "check" : "reuse", insn.pos())) return false;
      replace(insn.result(), leader);
      return true;
    }

    private Value leader(Expression expression, Block block) {
      var leader = table.get(expression);
      return leader != null && dominators.dominates(home[leader.id()], block) ? leader : null;
    }

    /** The answer, if the comparison is with null and a check or a branch has given it before; else the comparison. */
    private Insn nullTest(Insn.Compare c, Block block) {
      if (!isNullTest(c)) return c;
      var check = new Expression(CheckOp.NULL, Type.REF, null, List.of(number(c.lhs())));
      if (!isAnswered(check, block) && leader(check, block) == null || !context.spend("compare", c.pos())) return c;
      changes++;
      return new Insn.Const(c.pos(), c.result(), c.op() == CompareOp.NE ? 1 : 0);
    }

    /** What the check would give, if an earlier check or a branch makes it needless; or null. */
    private Value passedBefore(Insn.Check check, Block block) {
      var expression = expression(check);
      var leader = leader(expression, block);
      if (check.op() != CheckOp.CAST && check.op() != CheckOp.STORE) return leader;
      // The operand, since it may be proven not to be null where the leader is not.
      return leader != null || isAnswered(expression, block) ? aliases.of(check.operands().getFirst()) : null;
    }

    private boolean isAnswered(Expression check, Block block) {
      var at = answered.get(check);
      return at != null && dominators.dominates(at, block);
    }

    private Terminator terminator(Block block) {
      if (!(block.terminator() instanceof Terminator.Try t) || !(t.body() instanceof Insn.Check check)) return block.terminator();
      var leader = passedBefore(check, block);
      if (leader == null || !context.spend("check", check.pos())) return t;
      changes++;
      return new Terminator.Jump(t.pos(), t.normal()).map(value -> value == check.result() ? leader : value);
    }

    /** The result of a check in a try is the parameter it is passed for, in the block that only success enters. */
    private void checkedByPredecessor(Block block) {
      if (cfg.predecessors(block).length != 1) return;
      if (!(cfg.block(cfg.predecessors(block)[0]).terminator() instanceof Terminator.Try t)) return;
      if (t.normal().target() != block || !(t.body() instanceof Insn.Check check)) return;
      int i = t.normal().args().indexOf(check.result());
      if (i < 0 || passedBefore(check, block) != null) return;
      table.put(expression(check), block.params().get(i));
      number[block.params().get(i).id()] = number(check.operands().getFirst());
    }

    /** What a branch on null or on {@code instanceof} says in the block that only one of its edges enters. */
    private void answeredByPredecessor(Block block) {
      if (cfg.predecessors(block).length != 1) return;
      if (!(cfg.block(cfg.predecessors(block)[0]).terminator() instanceof Terminator.Branch branch)) return;
      boolean holds = branch.ifTrue().target() == block;
      switch (definitions.of(aliases.of(branch.condition()))) {
        case Insn.Compare c when isNullTest(c) && holds == (c.op() == CompareOp.NE) -> passes(CheckOp.NULL, null, c.lhs(), block);
        case Insn.InstanceOf i when holds -> {
          passes(CheckOp.NULL, null, i.operand(), block);
          passes(CheckOp.CAST, i.className(), i.operand(), block);
        }
        case null, default -> {}
      }
    }

    private boolean isNullTest(Insn.Compare c) {
      return (c.op() == CompareOp.EQ || c.op() == CompareOp.NE) && c.lhs().type() == Type.REF
          && definitions.isConstant(aliases.of(c.rhs()), 0);
    }

    private void passes(CheckOp op, String detail, Value ref, Block block) {
      var check = new Expression(op, Type.REF, detail, List.of(number(ref)));
      if (!isAnswered(check, block)) answered.put(check, block);
    }

    /** Null for what is not merged. */
    private Expression expression(Insn insn) {
      return switch (insn) {
        case Insn.Const i -> new Expression(null, i.result().type(), i.bits(), List.of());
        case Insn.Symbol i -> i.onlyAt() == null ? new Expression(i.op(), i.result().type(), i.name(), List.of()) : null;
        case Insn.Unary i -> new Expression(i.op(), i.result().type(), null, operands(i));
        case Insn.Binary i -> binary(i);
        case Insn.Fma i -> new Expression("fma", i.result().type(), null, operands(i));
        case Insn.Compare i -> compare(i);
        case Insn.Convert i -> new Expression(i.op(), i.result().type(), null, operands(i));
        // The message of a null check says nothing about the value.
        case Insn.Check i -> new Expression(i.op(), i.result().type(), i.op() == CheckOp.CAST ? i.detail() : null, operands(i));
        case Insn.InstanceOf i -> new Expression("instanceof", Type.I32, i.className(), operands(i));
        case Insn.GetClass i -> new Expression("get.class", Type.REF, null, operands(i));
        case Insn.ArrayLength i -> new Expression("array.length", Type.I32, null, operands(i));
        case Insn.HostCall i -> i.has(Trait.PURE) ? new Expression(i.op(), i.result().type(), null, operands(i)) : null;
        case Insn.StaticGet _,Insn.StaticPut _,Insn.ClassInit _,Insn.ArrayLoad _,Insn.ArrayStore _,Insn.NewArray _ -> null;
        case Insn.NewObject _,Insn.FieldGet _,Insn.FieldPut _,Insn.CallVirtual _,Insn.CallIndirect _ -> null;
        case Insn.Load _,Insn.Store _,Insn.Poll _,Insn.Call _,Insn.Guard _,Terminator _ -> null;
        // A pointer into an object must not live across a safepoint, so it is made anew.
        case Insn.Address _ -> null;
      };
    }

    private Expression binary(Insn.Binary i) {
      var operands = operands(i);
      boolean swap = i.has(Trait.COMMUTATIVE) && operands.get(0) > operands.get(1);
      return new Expression(i.op(), i.result().type(), null, swap ? operands.reversed() : operands);
    }

    private Expression compare(Insn.Compare i) {
      var operands = operands(i);
      boolean swap = (i.op() == CompareOp.EQ || i.op() == CompareOp.NE) && operands.get(0) > operands.get(1);
      return new Expression(i.op(), i.lhs().type(), null, swap ? operands.reversed() : operands);
    }

    private List<Integer> operands(Insn insn) {
      return insn.operands().stream().map(this::number).toList();
    }

    private int number(Value value) {
      return number[aliases.of(value).id()];
    }
  }
}
