package dev.assay.cranelift;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;

/** What each op means, written down anew in Java's own operators and not taken from the ops' folds. Null where it is not defined. */
final class Oracle {
  private Oracle() {}

  private static float f(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double d(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static Long of(float value) {
    return (long) Float.floatToRawIntBits(value);
  }

  private static Long of(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static Long of(boolean value) {
    return value ? 1L : 0L;
  }

  static Long unary(UnaryOp op, Type type, long a) {
    int i = (int) a;
    return switch (type) {
      case I32 -> switch (op) {
        case NEG -> (long) -i;
        case POPCOUNT -> (long) Integer.bitCount(i);
        case CLZ -> (long) Integer.numberOfLeadingZeros(i);
        case CTZ -> (long) Integer.numberOfTrailingZeros(i);
        case BSWAP -> (long) Integer.reverseBytes(i);
        case BITREV -> (long) Integer.reverse(i);
        case ABS, SQRT, FLOOR, CEIL, RINT -> null;
      };
      case I64 -> switch (op) {
        case NEG -> -a;
        case POPCOUNT -> (long) Long.bitCount(a);
        case CLZ -> (long) Long.numberOfLeadingZeros(a);
        case CTZ -> (long) Long.numberOfTrailingZeros(a);
        case BSWAP -> Long.reverseBytes(a);
        case BITREV -> Long.reverse(a);
        case ABS, SQRT, FLOOR, CEIL, RINT -> null;
      };
      case F32 -> switch (op) {
        case NEG -> of(-f(a));
        case ABS -> of(Math.abs(f(a)));
        case SQRT -> of((float) Math.sqrt(f(a)));
        case FLOOR, CEIL, RINT, POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> null;
      };
      case F64 -> switch (op) {
        case NEG -> of(-d(a));
        case ABS -> of(Math.abs(d(a)));
        case SQRT -> of(Math.sqrt(d(a)));
        case FLOOR -> of(Math.floor(d(a)));
        case CEIL -> of(Math.ceil(d(a)));
        case RINT -> of(Math.rint(d(a)));
        case POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> null;
      };
      case REF, PTR -> null;
    };
  }

  /** The divisor of an integer division is not 0. */
  static Long binary(BinaryOp op, Type type, long a, long b) {
    int i = (int) a;
    int j = (int) b;
    return switch (type) {
      case I32 -> switch (op) {
        case ADD -> (long) (i + j);
        case SUB -> (long) (i - j);
        case MUL -> (long) (i * j);
        case DIV -> (long) (i / j);
        case REM -> (long) (i % j);
        case AND -> (long) (i & j);
        case OR -> (long) (i | j);
        case XOR -> (long) (i ^ j);
        case SHL -> (long) (i << j);
        case SHR -> (long) (i >> j);
        case USHR -> (long) (i >>> j);
        case MIN -> (long) Math.min(i, j);
        case MAX -> (long) Math.max(i, j);
        case MULHIGH, UMULHIGH -> null;
      };
      case I64 -> switch (op) {
        case ADD -> a + b;
        case SUB -> a - b;
        case MUL -> a * b;
        case DIV -> a / b;
        case REM -> a % b;
        case AND -> a & b;
        case OR -> a | b;
        case XOR -> a ^ b;
        case SHL -> a << j;
        case SHR -> a >> j;
        case USHR -> a >>> j;
        case MIN -> Math.min(a, b);
        case MAX -> Math.max(a, b);
        case MULHIGH -> Math.multiplyHigh(a, b);
        case UMULHIGH -> Math.unsignedMultiplyHigh(a, b);
      };
      case F32 -> switch (op) {
        case ADD -> of(f(a) + f(b));
        case SUB -> of(f(a) - f(b));
        case MUL -> of(f(a) * f(b));
        case DIV -> of(f(a) / f(b));
        case REM -> of(f(a) % f(b));
        case MIN -> of(Math.min(f(a), f(b)));
        case MAX -> of(Math.max(f(a), f(b)));
        case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> null;
      };
      case F64 -> switch (op) {
        case ADD -> of(d(a) + d(b));
        case SUB -> of(d(a) - d(b));
        case MUL -> of(d(a) * d(b));
        case DIV -> of(d(a) / d(b));
        case REM -> of(d(a) % d(b));
        case MIN -> of(Math.min(d(a), d(b)));
        case MAX -> of(Math.max(d(a), d(b)));
        case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> null;
      };
      case REF, PTR -> null;
    };
  }

  static Long fma(Type type, long a, long b, long c) {
    return type == Type.F32 ? of(Math.fma(f(a), f(b), f(c))) : of(Math.fma(d(a), d(b), d(c)));
  }

  static Long compare(CompareOp op, Type type, long a, long b) {
    return switch (type) {
      case I32, I64 -> switch (op) {
        case EQ -> of(a == b);
        case NE -> of(a != b);
        case LT -> of(a < b);
        case LE -> of(a <= b);
        case GT -> of(a > b);
        case GE -> of(a >= b);
        case ULT -> of(a + Long.MIN_VALUE < b + Long.MIN_VALUE);
        case ULE -> of(a + Long.MIN_VALUE <= b + Long.MIN_VALUE);
        case UGT -> of(a + Long.MIN_VALUE > b + Long.MIN_VALUE);
        case UGE -> of(a + Long.MIN_VALUE >= b + Long.MIN_VALUE);
        case CMP -> a < b ? -1L : a > b ? 1L : 0L;
        case CMPL, CMPG -> null;
      };
      case F32 -> floats(op, f(a), f(b));
      case F64 -> floats(op, d(a), d(b));
      case REF, PTR -> null;
    };
  }

  private static Long floats(CompareOp op, double a, double b) {
    boolean nan = Double.isNaN(a) || Double.isNaN(b);
    return switch (op) {
      case EQ -> of(a == b);
      case NE -> of(a != b);
      case LT -> of(a < b);
      case LE -> of(a <= b);
      case GT -> of(a > b);
      case GE -> of(a >= b);
      case CMPL -> nan ? -1L : a < b ? -1L : a > b ? 1L : 0L;
      case CMPG -> nan ? 1L : a < b ? -1L : a > b ? 1L : 0L;
      case ULT, ULE, UGT, UGE, CMP -> null;
    };
  }

  static Long convert(ConvertOp op, Type from, Type to, long a) {
    return switch (op) {
      case SEXT -> (long) (int) a;
      case ZEXT -> a & 0xffff_ffffL;
      case TRUNC -> (long) (int) a;
      case SEXT8 -> (long) (byte) a;
      case SEXT16 -> (long) (short) a;
      case ZEXT16 -> (long) (char) a;
      case ITOF -> to == Type.F32 ? of(from == Type.I32 ? (float) (int) a : (float) a)
          : of(from == Type.I32 ? (double) (int) a : (double) a);
      case FTOI -> to == Type.I32 ? Long.valueOf(from == Type.F32 ? (int) f(a) : (int) d(a))
          : Long.valueOf(from == Type.F32 ? (long) f(a) : (long) d(a));
      case FEXT -> of((double) f(a));
      case FTRUNC -> of((float) d(a));
      case BITS -> a;
      case ASREF -> null;
    };
  }
}
