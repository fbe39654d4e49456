package dev.assay.llvm;

import dev.assay.ir.CompareOp;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Insn;
import dev.assay.ir.Type;
import dev.assay.ir.Value;

/**
 * Java's arithmetic in LLVM's. No instruction carries a flag that makes a result poison (nsw, exact, fast), since Java defines them all;
 * shift counts are masked, conversions saturate, and a division by -1 is made one by 1, because the hardware traps on MIN / -1.
 *
 * <p>LLVM folds what gives NaN to one with another sign than the hardware's, and so the host's, which a program sees in the raw bits. Such
 * results come of zeros and infinities, and of -1, by which it multiplies as by a change of sign; so those are hidden from it. So is one
 * operand where both are constants, and what a function is called with.
 */
final class Arithmetic {
  private final FunctionText text;
  private final StringBuilder out;
  private final ModuleText module;

  Arithmetic(FunctionText text, ModuleText module) {
    this.text = text;
    this.out = text.out;
    this.module = module;
  }

  private static String type(Value value) {
    return ModuleText.type(value.type());
  }

  /** The suffix of an overloaded intrinsic. */
  private static String suffix(Type type) {
    return switch (type) {
      case I32 -> "i32";
      case I64 -> "i64";
      case F32 -> "f32";
      case F64 -> "f64";
      case REF, PTR -> throw new CompilerBug("no arithmetic on " + type);
    };
  }

  /** Whether LLVM may not know this constant. */
  static boolean isHidden(Insn.Const insn) {
    double value = switch (insn.result().type()) {
      case F32 -> Float.intBitsToFloat((int) insn.bits());
      case F64 -> Double.longBitsToDouble(insn.bits());
      case I32, I64, REF, PTR -> 1;
    };
    return value == 0 || value == -1 || Double.isInfinite(value);
  }

  void hidden(Insn.Const insn) {
    fence(text.define(insn.result()), insn.result().type(), FunctionText.constant(insn.result().type(), insn.bits()));
  }

  /** A name that stands for a float constant and hides it. */
  String hidden(Value constant) {
    var name = text.temp();
    fence(text.define(name), constant.type(), text.name(constant));
    return name;
  }

  private StringBuilder fence(StringBuilder line, Type type, String operand) {
    var name = ModuleText.type(type);
    var callee = module.intrinsic("llvm.arithmetic.fence." + suffix(type), name, name);
    return line.append("call ").append(callee).append('(').append(name).append(' ').append(operand).append(")\n");
  }

  void unary(Insn.Unary insn) {
    boolean floating = insn.operand().type().isFloat();
    switch (insn.op()) {
      case NEG -> {
        if (floating) {
          text.define(insn.result()).append("fneg ");
          text.typed(insn.operand()).append('\n');
        } else {
          text.define(insn.result()).append("sub ").append(type(insn.operand())).append(" 0, ");
          text.value(insn.operand()).append('\n');
        }
      }
      case ABS -> intrinsic(insn.result(), "fabs", "", insn.operand());
      case SQRT -> intrinsic(insn.result(), "sqrt", "", insn.operand());
      case FLOOR -> intrinsic(insn.result(), "floor", "", insn.operand());
      case CEIL -> intrinsic(insn.result(), "ceil", "", insn.operand());
      case RINT -> intrinsic(insn.result(), "roundeven", "", insn.operand());
      case POPCOUNT -> intrinsic(insn.result(), "ctpop", "", insn.operand());
      // False: the result for 0 is the width, not poison.
      case CLZ -> intrinsic(insn.result(), "ctlz", ", i1 false", insn.operand());
      case CTZ -> intrinsic(insn.result(), "cttz", ", i1 false", insn.operand());
      case BSWAP -> intrinsic(insn.result(), "bswap", "", insn.operand());
      case BITREV -> intrinsic(insn.result(), "bitreverse", "", insn.operand());
    }
  }

  void fma(Insn.Fma insn) {
    intrinsic(insn.result(), "fma", "", insn.a(), insn.b(), insn.c());
  }

  /** A call of an intrinsic whose result and operands have one type. */
  private void intrinsic(Value result, String name, String flag, Value... operands) {
    var type = type(result);
    var params = new StringBuilder(type);
    for (int i = 1; i < operands.length; i++) params.append(", ").append(type);
    if (!flag.isEmpty()) params.append(", i1");
    var callee = module.intrinsic("llvm." + name + "." + suffix(result.type()), type, params.toString());
    text.define(result).append("call ").append(callee).append('(');
    for (int i = 0; i < operands.length; i++) {
      if (i > 0) out.append(", ");
      text.typed(operands[i]);
    }
    out.append(flag).append(")\n");
  }

  void binary(Insn.Binary insn) {
    boolean floating = insn.result().type().isFloat();
    switch (insn.op()) {
      case ADD -> plain(insn, floating ? "fadd" : "add");
      case SUB -> plain(insn, floating ? "fsub" : "sub");
      case MUL -> plain(insn, floating ? "fmul" : "mul");
      case DIV -> {
        if (floating) plain(insn, "fdiv");
        else divide(insn);
      }
      case REM -> {
        if (floating) plain(insn, "frem");
        else remainder(insn);
      }
      case AND -> plain(insn, "and");
      case OR -> plain(insn, "or");
      case XOR -> plain(insn, "xor");
      case SHL -> shift(insn, "shl");
      case SHR -> shift(insn, "ashr");
      case USHR -> shift(insn, "lshr");
      case MIN -> intrinsic(insn.result(), floating ? "minimum" : "smin", "", insn.lhs(), insn.rhs());
      case MAX -> intrinsic(insn.result(), floating ? "maximum" : "smax", "", insn.lhs(), insn.rhs());
      case MULHIGH -> multiplyHigh(insn, "sext");
      case UMULHIGH -> multiplyHigh(insn, "zext");
    }
  }

  private void plain(Insn.Binary insn, String op) {
    if (insn.result().type().isFloat() && !text.isName(insn.lhs()) && !text.isName(insn.rhs())) {
      var lhs = hidden(insn.lhs());
      text.define(insn.result()).append(op).append(' ').append(type(insn.lhs())).append(' ').append(lhs).append(", ");
      text.value(insn.rhs()).append('\n');
      return;
    }
    text.define(insn.result()).append(op).append(' ');
    text.typed(insn.lhs()).append(", ");
    text.value(insn.rhs()).append('\n');
  }

  private void divide(Insn.Binary insn) {
    if (isNot(insn.rhs(), -1)) {
      plain(insn, "sdiv");
      return;
    }
    var type = type(insn.result());
    var minusOne = isMinusOne(insn.rhs());
    var divisor = oneIf(minusOne, insn.rhs());
    var quotient = text.temp();
    text.define(quotient).append("sdiv ");
    text.typed(insn.lhs()).append(", ").append(divisor).append('\n');
    var negated = text.temp();
    text.define(negated).append("sub ").append(type).append(" 0, ");
    text.value(insn.lhs()).append('\n');
    text.define(insn.result()).append("select i1 ").append(minusOne).append(", ").append(type).append(' ').append(negated);
    out.append(", ").append(type).append(' ').append(quotient).append('\n');
  }

  private void remainder(Insn.Binary insn) {
    if (isNot(insn.rhs(), -1)) {
      plain(insn, "srem");
      return;
    }
    // x rem 1 is 0 like x rem -1.
    var divisor = oneIf(isMinusOne(insn.rhs()), insn.rhs());
    text.define(insn.result()).append("srem ");
    text.typed(insn.lhs()).append(", ").append(divisor).append('\n');
  }

  private boolean isNot(Value value, long excluded) {
    var constant = text.integerConstant(value);
    return constant != null && constant != excluded;
  }

  private String isMinusOne(Value value) {
    var bit = text.temp();
    text.define(bit).append("icmp eq ");
    text.typed(value).append(", -1\n");
    return bit;
  }

  private String oneIf(String bit, Value value) {
    var type = type(value);
    var divisor = text.temp();
    text.define(divisor).append("select i1 ").append(bit).append(", ").append(type).append(" 1, ");
    text.typed(value).append('\n');
    return divisor;
  }

  private void shift(Insn.Binary insn, String op) {
    boolean wide = insn.result().type() == Type.I64;
    var count = text.temp();
    text.define(count).append("and i32 ");
    text.value(insn.rhs()).append(wide ? ", 63\n" : ", 31\n");
    if (wide) {
      var extended = text.temp();
      text.define(extended).append("zext i32 ").append(count).append(" to i64\n");
      count = extended;
    }
    text.define(insn.result()).append(op).append(' ');
    text.typed(insn.lhs()).append(", ").append(count).append('\n');
  }

  private void multiplyHigh(Insn.Binary insn, String extend) {
    var a = text.temp();
    text.define(a).append(extend).append(' ');
    text.typed(insn.lhs()).append(" to i128\n");
    var b = text.temp();
    text.define(b).append(extend).append(' ');
    text.typed(insn.rhs()).append(" to i128\n");
    var product = text.temp();
    text.define(product).append("mul i128 ").append(a).append(", ").append(b).append('\n');
    var high = text.temp();
    text.define(high).append("lshr i128 ").append(product).append(", 64\n");
    text.define(insn.result()).append("trunc i128 ").append(high).append(" to i64\n");
  }

  void compare(Insn.Compare insn) {
    switch (insn.op()) {
      case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE -> {
        var bit = text.bit(insn.result());
        bit(bit, insn.op(), insn.lhs(), insn.rhs());
        if (text.isNeededAsInteger(insn.result())) text.define(insn.result()).append("zext i1 ").append(bit).append(" to i32\n");
      }
      case CMP -> {
        var type = type(insn.lhs());
        var callee = module.intrinsic("llvm.scmp.i32." + suffix(insn.lhs().type()), "i32", type + ", " + type);
        text.define(insn.result()).append("call ").append(callee).append('(');
        text.typed(insn.lhs()).append(", ");
        text.typed(insn.rhs()).append(")\n");
      }
      case CMPL -> threeWay(insn, CompareOp.GT, 1, -1);
      case CMPG -> threeWay(insn, CompareOp.LT, -1, 1);
    }
  }

  // NaN answers false to both comparisons and so gives the last value.
  private void threeWay(Insn.Compare insn, CompareOp first, int ifFirst, int otherwise) {
    var ordered = text.temp();
    bit(ordered, first, insn.lhs(), insn.rhs());
    var equal = text.temp();
    bit(equal, CompareOp.EQ, insn.lhs(), insn.rhs());
    var rest = text.temp();
    text.define(rest).append("select i1 ").append(equal).append(", i32 0, i32 ").append(otherwise).append('\n');
    text.define(insn.result()).append("select i1 ").append(ordered).append(", i32 ").append(ifFirst);
    out.append(", i32 ").append(rest).append('\n');
  }

  private void bit(String name, CompareOp op, Value lhs, Value rhs) {
    boolean floating = lhs.type().isFloat();
    text.define(name).append(floating ? "fcmp " : "icmp ").append(predicate(op, floating)).append(' ');
    text.typed(lhs).append(", ");
    text.value(rhs).append('\n');
  }

  private static String predicate(CompareOp op, boolean floating) {
    return switch (op) {
      case EQ -> floating ? "oeq" : "eq";
      case NE -> floating ? "une" : "ne";
      case LT -> floating ? "olt" : "slt";
      case LE -> floating ? "ole" : "sle";
      case GT -> floating ? "ogt" : "sgt";
      case GE -> floating ? "oge" : "sge";
      case ULT -> "ult";
      case ULE -> "ule";
      case UGT -> "ugt";
      case UGE -> "uge";
      case CMP, CMPL, CMPG -> throw new CompilerBug(op + " is no predicate");
    };
  }

  void convert(Insn.Convert insn) {
    switch (insn.op()) {
      case SEXT -> cast(insn, "sext");
      case ZEXT -> cast(insn, "zext");
      case TRUNC -> cast(insn, "trunc");
      case SEXT8 -> narrow(insn, "i8", "sext");
      case SEXT16 -> narrow(insn, "i16", "sext");
      case ZEXT16 -> narrow(insn, "i16", "zext");
      case ITOF -> cast(insn, "sitofp");
      case FTOI -> {
        var to = insn.result().type();
        var from = insn.operand().type();
        var callee = module.intrinsic("llvm.fptosi.sat." + suffix(to) + "." + suffix(from), suffix(to), type(insn.operand()));
        text.define(insn.result()).append("call ").append(callee).append('(');
        text.typed(insn.operand()).append(")\n");
      }
      case FEXT -> cast(insn, "fpext");
      case FTRUNC -> cast(insn, "fptrunc");
      case BITS -> cast(insn, "bitcast");
      case ASREF -> {
        // Stands for its operand, see FunctionText.
      }
    }
  }

  private void cast(Insn.Convert insn, String op) {
    text.define(insn.result()).append(op).append(' ');
    text.typed(insn.operand()).append(" to ").append(type(insn.result())).append('\n');
  }

  private void narrow(Insn.Convert insn, String width, String extend) {
    var low = text.temp();
    text.define(low).append("trunc i32 ");
    text.value(insn.operand()).append(" to ").append(width).append('\n');
    text.define(insn.result()).append(extend).append(' ').append(width).append(' ').append(low).append(" to i32\n");
  }
}
