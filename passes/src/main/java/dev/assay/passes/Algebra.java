package dev.assay.passes;

import static dev.assay.ir.Type.I32;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Provenance;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Local simplification by the rules of arithmetic, and canonical forms that other passes count on: constants stand to the right, a test of
 * a comparison's result is that comparison, a branch tests no negation.
 *
 * <p>Each rule looks at an instruction and the definitions of its operands, and gives an existing value or an instruction of the same
 * size. Floats are left alone but for comparisons, since NaN and -0.0 break almost every rule. Cost: linear, one visit per instruction in
 * reverse postorder, so operands are simplified before their users.
 */
final class Algebra implements Pass {
  @Override
  public String name() {
    return "algebra";
  }

  @Override
  public Set<Analysis> preserves() {
    return EnumSet.noneOf(Analysis.class);
  }

  @Override
  public int run(Function function, PassContext context) {
    return new Simplification(function, context).run();
  }

  private static final class Simplification {
    private final Function function;
    private final PassContext context;
    private final Aliases aliases;
    private final Definitions definitions;
    private final Provenance provenance;
    // The block being rewritten, up to the present instruction.
    private List<Insn> out;
    private int changes;

    Simplification(Function function, PassContext context) {
      this.function = function;
      this.context = context;
      aliases = new Aliases(function);
      definitions = new Definitions(function);
      provenance = new Provenance(function);
    }

    int run() {
      for (var block : context.cfg(function).reversePostorder()) simplify(block);
      aliases.apply(function);
      return changes;
    }

    private void simplify(Block block) {
      var insns = List.copyOf(block.insns());
      block.insns().clear();
      out = block.insns();
      for (var insn : insns) rewrite(insn);
    }

    private void rewrite(Insn insn) {
      // Block arguments may be replaced later; those are resolved when the aliases are applied.
      var now = insn.map(aliases::of);
      while (true) {
        var same = now.result() == null || now instanceof Terminator ? null : value(now);
        if (same != null && context.spend("replace", now.pos())) {
          aliases.replace(now.result(), same);
          changes++;
          return;
        }
        var simpler = simpler(now);
        if (simpler == now || !context.spend("simplify", now.pos())) break;
        changes++;
        now = simpler;
      }
      add(now);
    }

    // Instructions whose result is there already

    /** The value that the instruction computes, if it is one of those it starts from; or null. */
    private Value value(Insn insn) {
      return switch (insn) {
        case Insn.Binary i -> i.result().type().isInt() ? value(i) : null;
        case Insn.Convert i -> value(i);
        case Insn.Check i -> passes(i) ? i.operands().getFirst() : null;
        case Insn.ArrayLength i -> definitions.of(i.array()) instanceof Insn.NewArray a ? a.length() : null;
        // A comparison's result that is compared with 0 for being true.
        case Insn.Compare i -> i.op() == CompareOp.NE && isZero(i.rhs()) && isTruth(i.lhs()) ? i.lhs() : null;
        default -> null;
      };
    }

    private Value value(Insn.Binary i) {
      boolean same = i.lhs() == i.rhs();
      return switch (i.op()) {
        case ADD, SUB, XOR, SHL, SHR, USHR -> isZero(i.rhs()) ? i.lhs() : null;
        case OR -> isZero(i.rhs()) || same ? i.lhs() : null;
        case AND -> definitions.isConstant(i.rhs(), -1) || same ? i.lhs() : isZero(i.rhs()) ? i.rhs() : null;
        case MUL -> definitions.isConstant(i.rhs(), 1) ? i.lhs() : isZero(i.rhs()) ? i.rhs() : null;
        case DIV -> definitions.isConstant(i.rhs(), 1) ? i.lhs() : null;
        case MIN, MAX -> same ? i.lhs() : null;
        case REM, MULHIGH, UMULHIGH -> null;
      };
    }

    private Value value(Insn.Convert i) {
      var inner = definitions.of(i.operand());
      boolean widened = inner instanceof Insn.Convert c && (c.op() == ConvertOp.SEXT || c.op() == ConvertOp.ZEXT);
      return switch (i.op()) {
        case TRUNC -> widened ? ((Insn.Convert) inner).operand() : null;
        case SEXT8, SEXT16, ZEXT16 -> isAlready(i.op(), inner) ? i.operand() : null;
        case BITS -> inner instanceof Insn.Convert c && c.op() == ConvertOp.BITS ? c.operand() : null;
        case SEXT, ZEXT, ITOF, FTOI, FEXT, FTRUNC, ASREF -> null;
      };
    }

    /** Whether a value defined like this is in the range of a narrow type, so that the cast to it changes nothing. */
    private static boolean isAlready(ConvertOp op, Insn inner) {
      var from = switch (inner) {
        case Insn.Convert c -> switch (c.op()) {
          case SEXT8 -> MemType.I8;
          case SEXT16 -> MemType.I16;
          case ZEXT16 -> MemType.U16;
          case SEXT, ZEXT, TRUNC, ITOF, FTOI, FEXT, FTRUNC, BITS, ASREF -> null;
        };
        case Insn.ArrayLoad l -> l.mem();
        case null, default -> null;
      };
      if (from == null) return false;
      return switch (op) {
        case SEXT8 -> from == MemType.I8;
        case SEXT16 -> from == MemType.I8 || from == MemType.I16;
        default -> from == MemType.U16;
      };
    }

    /** Whether the check cannot fail because of where its operand comes from. */
    private boolean passes(Insn.Check i) {
      var value = i.operands().getFirst();
      var operand = definitions.of(value);
      boolean checked = operand instanceof Insn.Check c && c.op() == i.op();
      return switch (i.op()) {
        case NONZERO -> provenance.isProven(Provenance.Kind.NONZERO, value);
        case SIZE -> provenance.isProven(Provenance.Kind.LENGTH, value);
        case NULL -> provenance.isProven(Provenance.Kind.NON_NULL, value);
        case CAST -> checked && ((Insn.Check) operand).detail().equals(i.detail());
        case BOUNDS, STORE -> checked && ((Insn.Check) operand).operands().get(1) == i.operands().get(1);
      };
    }

    // Instructions that have a better form

    /** An instruction with the same result; the same one if there is nothing better. */
    private Insn simpler(Insn insn) {
      return switch (insn) {
        case Insn.Binary i -> i.result().type().isInt() ? simpler(i) : constantRight(i);
        case Insn.Compare i -> simpler(i);
        case Insn.Convert i -> simpler(i);
        case Insn.ArrayStore i -> simpler(i);
        case Terminator.Branch i -> simpler(i);
        case Terminator.Try t -> t.body() instanceof Insn.Check check && passes(check)
            ? new Terminator.Jump(t.pos(), t.normal()).map(value -> value == check.result() ? check.operands().getFirst() : value) : t;
        default -> insn;
      };
    }

    private Insn.Binary constantRight(Insn.Binary i) {
      boolean swap = i.has(Trait.COMMUTATIVE) && isConstant(i.lhs()) && !isConstant(i.rhs());
      return swap ? new Insn.Binary(i.pos(), i.result(), i.op(), i.rhs(), i.lhs()) : i;
    }

    private Insn simpler(Insn.Binary given) {
      var i = constantRight(given);
      if (i.lhs() == i.rhs() && (i.op() == BinaryOp.SUB || i.op() == BinaryOp.XOR)) return new Insn.Const(i.pos(), i.result(), 0);
      var type = i.result().type();
      var constant = definitions.constant(i.rhs());
      if (constant == null) return i;
      // A difference with a constant is a sum, so that sums need one rule only.
      if (i.op() == BinaryOp.SUB)
        return new Insn.Binary(i.pos(), i.result(), BinaryOp.ADD, i.lhs(), constant(i, type, BinaryOp.SUB.fold(type, 0, constant.bits())));
      if (!i.has(Trait.ASSOCIATIVE) || !(definitions.of(i.lhs()) instanceof Insn.Binary inner) || inner.op() != i.op()) return i;
      var other = definitions.constant(inner.rhs());
      if (other == null) return i;
      return new Insn.Binary(i.pos(), i.result(), i.op(), inner.lhs(), constant(i, type, i.op().fold(type, other.bits(), constant.bits())));
    }

    private Insn simpler(Insn.Compare i) {
      if (isConstant(i.lhs()) && !isConstant(i.rhs()) && swapped(i.op()).isPresent())
        return new Insn.Compare(i.pos(), i.result(), swapped(i.op()).get(), i.rhs(), i.lhs());
      boolean tests = i.op() == CompareOp.EQ || i.op() == CompareOp.NE;
      if (tests && i.lhs().type() == Type.REF && isZero(i.rhs()) && provenance.isProven(Provenance.Kind.NON_NULL, i.lhs()))
        return new Insn.Const(i.pos(), i.result(), i.op() == CompareOp.NE ? 1 : 0);
      if (!isZero(i.rhs()) || !(definitions.of(i.lhs()) instanceof Insn.Compare inner)) return i;
      var type = inner.lhs().type();
      // A comparison that is compared with 0 for being false, and the sign of a three-way comparison.
      var op = isTruth(i.lhs()) ? i.op() == CompareOp.EQ ? inner.op().negated(type) : Optional.<CompareOp>empty()
          : ofSign(inner.op(), i.op());
      return op.isPresent() ? new Insn.Compare(i.pos(), i.result(), op.get(), inner.lhs(), inner.rhs()) : i;
    }

    /** What the sign test of a three-way comparison compares; a float's order with the NaN on the wrong side has no op. */
    private static Optional<CompareOp> ofSign(CompareOp inner, CompareOp test) {
      boolean signed = test == CompareOp.EQ || test == CompareOp.NE || test == CompareOp.LT || test == CompareOp.LE || test == CompareOp.GT
          || test == CompareOp.GE;
      boolean below = test == CompareOp.LT || test == CompareOp.LE;
      boolean above = test == CompareOp.GT || test == CompareOp.GE;
      return switch (inner) {
        case CMP -> signed ? Optional.of(test) : Optional.empty();
        // With NaN cmpl is -1 and cmpg is 1, and only ne is true.
        case CMPL -> signed && !below ? Optional.of(test) : Optional.empty();
        case CMPG -> signed && !above ? Optional.of(test) : Optional.empty();
        case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE -> Optional.empty();
      };
    }

    private static Optional<CompareOp> swapped(CompareOp op) {
      return switch (op) {
        case EQ, NE -> Optional.of(op);
        case LT -> Optional.of(CompareOp.GT);
        case LE -> Optional.of(CompareOp.GE);
        case GT -> Optional.of(CompareOp.LT);
        case GE -> Optional.of(CompareOp.LE);
        case ULT -> Optional.of(CompareOp.UGT);
        case ULE -> Optional.of(CompareOp.UGE);
        case UGT -> Optional.of(CompareOp.ULT);
        case UGE -> Optional.of(CompareOp.ULE);
        case CMP, CMPL, CMPG -> Optional.empty();
      };
    }

    private Insn simpler(Insn.Convert i) {
      // Of two narrowings only the bits that both keep matter: the inner one is skipped if it keeps all that the outer one looks at.
      if (!(definitions.of(i.operand()) instanceof Insn.Convert inner)) return i;
      boolean skip = switch (i.op()) {
        case SEXT8 -> inner.op() == ConvertOp.SEXT16 || inner.op() == ConvertOp.ZEXT16;
        case SEXT16 -> inner.op() == ConvertOp.ZEXT16;
        case ZEXT16 -> inner.op() == ConvertOp.SEXT16;
        case SEXT, ZEXT, TRUNC, ITOF, FTOI, FEXT, FTRUNC, BITS, ASREF -> false;
      };
      return skip ? new Insn.Convert(i.pos(), i.result(), i.op(), inner.operand()) : i;
    }

    /** A narrow store keeps the low bits, so a cast that keeps them is not needed before it. */
    private Insn simpler(Insn.ArrayStore i) {
      if (!(definitions.of(i.value()) instanceof Insn.Convert c)) return i;
      boolean skip = switch (i.mem()) {
        case I8 -> c.op() == ConvertOp.SEXT8 || c.op() == ConvertOp.SEXT16 || c.op() == ConvertOp.ZEXT16;
        case I16, U16 -> c.op() == ConvertOp.SEXT16 || c.op() == ConvertOp.ZEXT16;
        case BOOL, I32, I64, F32, F64, REF, PTR -> false;
      };
      return skip ? new Insn.ArrayStore(i.pos(), i.mem(), i.array(), i.index(), c.operand()) : i;
    }

    private Insn simpler(Terminator.Branch i) {
      if (!(definitions.of(i.condition()) instanceof Insn.Compare test)) return i;
      if (isZero(test.rhs()) && test.lhs().type() == I32) {
        if (test.op() == CompareOp.NE) return new Terminator.Branch(i.pos(), test.lhs(), i.ifTrue(), i.ifFalse());
        if (test.op() == CompareOp.EQ) return new Terminator.Branch(i.pos(), test.lhs(), i.ifFalse(), i.ifTrue());
      }
      return floatOrder(i, test);
    }

    /** The negation of a float order is no op of its own, but a branch on the order with its edges exchanged. */
    private Insn floatOrder(Terminator.Branch i, Insn.Compare test) {
      if (!isZero(test.rhs()) || !(definitions.of(test.lhs()) instanceof Insn.Compare inner)) return i;
      var order = switch (inner.op()) {
        case CMPG -> test.op() == CompareOp.GE ? CompareOp.LT : test.op() == CompareOp.GT ? CompareOp.LE : null;
        case CMPL -> test.op() == CompareOp.LE ? CompareOp.GT : test.op() == CompareOp.LT ? CompareOp.GE : null;
        case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE, CMP -> null;
      };
      if (order == null) return i;
      var condition = function.newValue(I32);
      add(new Insn.Compare(test.pos(), condition, order, inner.lhs(), inner.rhs()));
      return new Terminator.Branch(i.pos(), condition, i.ifFalse(), i.ifTrue());
    }

    // What is known of values

    private boolean isConstant(Value value) {
      return definitions.constant(value) != null;
    }

    /** An integer's or null's; the bits of 0.0 are 0 too, but no rule for floats asks. */
    private boolean isZero(Value value) {
      return !value.type().isFloat() && definitions.isConstant(value, 0);
    }

    /** Whether the value is 0 or 1. */
    private boolean isTruth(Value value) {
      return switch (definitions.of(value)) {
        case Insn.Compare c -> switch (c.op()) {
          case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE -> true;
          case CMP, CMPL, CMPG -> false;
        };
        case Insn.InstanceOf _ -> true;
        case null, default -> false;
      };
    }

    private Value constant(Insn at, Type type, long bits) {
      var value = function.newValue(type);
      add(new Insn.Const(at.pos(), value, bits));
      return value;
    }

    private void add(Insn insn) {
      out.add(insn);
      if (insn.result() != null && !(insn instanceof Terminator)) definitions.set(insn);
    }
  }
}
