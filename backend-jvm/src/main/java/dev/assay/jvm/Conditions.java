package dev.assay.jvm;

import static org.objectweb.asm.Opcodes.*;

import dev.assay.ir.CompareOp;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Insn;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.List;
import org.objectweb.asm.Label;

/** Jumps on comparisons, their operands being on the stack. */
final class Conditions {
  private Conditions() {}

  /**
   * Jumps if the comparison has the wanted outcome.
   *
   * @param pushed what is on the stack of the comparison's operands: both, or the one that is compared with 0 or null
   */
  static void jump(Code out, Insn.Compare compare, List<Value> pushed, boolean wanted, Label target) {
    var op = compare.op();
    var type = compare.lhs().type();
    if (pushed.size() == 1) {
      if (pushed.getFirst() != compare.lhs()) op = Trees.swapped(op);
      if (type == Type.REF) out.jump((op == CompareOp.EQ) == wanted ? IFNULL : IFNONNULL, target);
      else out.jump(zeroJump(op, wanted), target);
      return;
    }
    switch (op) {
      case EQ, NE, LT, LE, GT, GE -> {
        switch (type) {
          case I32 -> out.jump(zeroJump(op, wanted) + (IF_ICMPEQ - IFEQ), target);
          case I64 -> {
            out.op(LCMP);
            out.jump(zeroJump(op, wanted), target);
          }
          case F32, F64 -> {
            // The form that makes NaN the outcome for which the comparison is false.
            boolean less = op == CompareOp.LT || op == CompareOp.LE;
            out.op(type == Type.F32 ? less ? FCMPG : FCMPL : less ? DCMPG : DCMPL);
            out.jump(zeroJump(op, wanted), target);
          }
          case REF -> out.jump((op == CompareOp.EQ) == wanted ? IF_ACMPEQ : IF_ACMPNE, target);
          case PTR -> throw new CompilerBug("a ptr in high IR");
        }
      }
      case ULT, ULE, UGT, UGE -> {
        boolean wide = type == Type.I64;
        out.callStatic(wide ? "java/lang/Long" : "java/lang/Integer", "compareUnsigned", wide ? "(JJ)I" : "(II)I");
        out.jump(zeroJump(signed(op), wanted), target);
      }
      case CMP, CMPL, CMPG -> {
        if (op == CompareOp.CMPG) out.op(type == Type.F32 ? FCMPG : DCMPG);
        else if (op == CompareOp.CMPL) out.op(type == Type.F32 ? FCMPL : DCMPL);
        else if (type == Type.I64) out.op(LCMP);
        else out.callStatic("java/lang/Integer", "compare", "(II)I");
        out.jump(wanted ? IFNE : IFEQ, target);
      }
    }
  }

  private static int zeroJump(CompareOp op, boolean wanted) {
    return switch (op) {
      case EQ -> wanted ? IFEQ : IFNE;
      case NE -> wanted ? IFNE : IFEQ;
      case LT -> wanted ? IFLT : IFGE;
      case LE -> wanted ? IFLE : IFGT;
      case GT -> wanted ? IFGT : IFLE;
      case GE -> wanted ? IFGE : IFLT;
      case ULT, ULE, UGT, UGE, CMP, CMPL, CMPG -> throw new CompilerBug("no jump for " + op.text());
    };
  }

  private static CompareOp signed(CompareOp op) {
    return switch (op) {
      case ULT -> CompareOp.LT;
      case ULE -> CompareOp.LE;
      case UGT -> CompareOp.GT;
      case UGE -> CompareOp.GE;
      case EQ, NE, LT, LE, GT, GE, CMP, CMPL, CMPG -> op;
    };
  }
}
