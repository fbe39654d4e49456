package dev.assay.cli;

import static dev.assay.cli.ConformanceKit.bit;
import static dev.assay.cli.ConformanceKit.bits;
import static dev.assay.cli.ConformanceKit.f32;
import static dev.assay.cli.ConformanceKit.f64;
import static dev.assay.cli.ConformanceKit.literal;
import static dev.assay.cli.ConformanceKit.product;
import static dev.assay.ir.Type.F32;
import static dev.assay.ir.Type.F64;
import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Level;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;

/** Constants, arithmetic, comparisons, conversions. */
final class ArithmeticProbes {
  private static final List<Type> NUMBERS = List.of(I32, I64, F32, F64);

  private interface FloatUnary {
    float of(float a);
  }

  private interface FloatBinary {
    float of(float a, float b);
  }

  /** On raw bits. */
  private interface Compared {
    int of(long a, long b);
  }

  private ArithmeticProbes() {}

  static List<ConformanceKit.Group> groups() {
    var groups = new ArrayList<ConformanceKit.Group>();
    for (var type : NUMBERS) {
      groups.add(constants(type));
      for (var op : UnaryOp.values()) {
        var java = java(op, type);
        if (java != null) groups.add(unary(op, type, java));
      }
      for (var op : BinaryOp.values()) {
        var java = java(op, type);
        if (java != null) groups.add(binary(op, type, java));
      }
      for (var op : CompareOp.values()) {
        var java = java(op, type);
        if (java != null) groups.add(compare(op, type, java));
      }
      for (var op : ConvertOp.values()) {
        for (var to : NUMBERS) {
          var java = java(op, type, to);
          if (java != null) groups.add(convert(op, type, to, java));
        }
      }
      if (type.isFloat()) groups.add(fma(type));
    }
    return groups;
  }

  // Constants

  private static ConformanceKit.Group constants(Type type) {
    var group = new ConformanceKit.Builder();
    int k = 0;
    for (long value : EdgeValues.of(type))
      group.probe("c" + k++, List.of(), type, product(List.of()), "  %r: " + type + " = const " + literal(type, value) + "\n  return %r\n",
          (_, _) -> value);
    // A parameter that is handed on as it came, the bits of a NaN apart.
    group.probe("same", List.of(type), type, product(List.of(EdgeValues.of(type))), "  return %a\n", (a, _) -> a[0]);
    return group.group(Level.HIGH, "const " + type);
  }

  // Unary

  private static ConformanceKit.Group unary(UnaryOp op, Type type, LongUnaryOperator java) {
    var group = new ConformanceKit.Builder();
    var values = EdgeValues.of(type);
    var line = "  %r: " + type + " = " + op.text() + " ";
    group.probe("f", List.of(type), type, product(List.of(values)), line + "%a\n  return %r\n", (a, _) -> java.applyAsLong(a[0]));
    group.probe("twice", List.of(type), type, product(List.of(values)),
        "  %q: " + type + " = " + op.text() + " %a\n" + line + "%q\n  return %r\n",
        (a, _) -> java.applyAsLong(java.applyAsLong(a[0])));
    int k = 0;
    for (long value : values)
      group.probe("k" + k++, List.of(), type, product(List.of()),
          "  %k: " + type + " = const " + literal(type, value) + "\n" + line + "%k\n  return %r\n",
          (_, _) -> java.applyAsLong(value));
    return group.group(Level.HIGH, op.text() + " " + type);
  }

  private static LongUnaryOperator java(UnaryOp op, Type type) {
    return switch (type) {
      case I32 -> {
        IntUnaryOperator f = switch (op) {
          case NEG -> a -> -a;
          case POPCOUNT -> a -> BigInteger.valueOf(a & 0xffffffffL).bitCount();
          case CLZ -> a -> 32 - BigInteger.valueOf(a & 0xffffffffL).bitLength();
          case CTZ -> a -> a == 0 ? 32 : BigInteger.valueOf(a).getLowestSetBit();
          case BSWAP -> a -> a << 24 | (a & 0xff00) << 8 | a >>> 8 & 0xff00 | a >>> 24;
          case BITREV -> a -> (int) Long.parseLong(new StringBuilder(binary(a & 0xffffffffL, 32)).reverse().toString(), 2);
          case ABS, SQRT, FLOOR, CEIL, RINT -> null;
        };
        yield f == null ? null : a -> f.applyAsInt((int) a);
      }
      case I64 -> switch (op) {
        case NEG -> a -> -a;
        case POPCOUNT -> a -> unsigned(a).bitCount();
        case CLZ -> a -> 64 - unsigned(a).bitLength();
        case CTZ -> a -> a == 0 ? 64 : BigInteger.valueOf(a).getLowestSetBit();
        case BSWAP -> a -> {
          long r = 0;
          for (int i = 0; i < 8; i++) r |= (a >>> 8 * i & 0xff) << 8 * (7 - i);
          return r;
        };
        case BITREV -> a -> Long.parseUnsignedLong(new StringBuilder(binary(a, 64)).reverse().toString(), 2);
        case ABS, SQRT, FLOOR, CEIL, RINT -> null;
      };
      case F32 -> {
        FloatUnary f = switch (op) {
          case NEG -> a -> -a;
          case ABS -> a -> Float.intBitsToFloat(Float.floatToRawIntBits(a) & Integer.MAX_VALUE);
          case SQRT -> a -> (float) Math.sqrt(a);
          case FLOOR, CEIL, RINT, POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> null;
        };
        yield f == null ? null : a -> bits(f.of(f32(a)));
      }
      case F64 -> {
        DoubleUnaryOperator f = switch (op) {
          case NEG -> a -> -a;
          case ABS -> a -> Double.longBitsToDouble(Double.doubleToRawLongBits(a) & Long.MAX_VALUE);
          case SQRT -> ArithmeticProbes::sqrt;
          case FLOOR -> a -> integral(a, RoundingMode.FLOOR);
          case CEIL -> a -> integral(a, RoundingMode.CEILING);
          case RINT -> a -> integral(a, RoundingMode.HALF_EVEN);
          case POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> null;
        };
        yield f == null ? null : a -> bits(f.applyAsDouble(f64(a)));
      }
      case REF, PTR -> null;
    };
  }

  private static String binary(long bits, int width) {
    var digits = Long.toBinaryString(bits);
    return "0".repeat(width - digits.length()) + digits;
  }

  private static BigInteger unsigned(long a) {
    return new BigInteger(Long.toUnsignedString(a));
  }

  /** By arithmetic of any length, so that the host's own instruction is not its own witness. */
  private static double sqrt(double a) {
    if (!(a > 0) || Double.isInfinite(a)) return a < 0 ? Double.NaN : a;
    return new BigDecimal(a).sqrt(new MathContext(60)).doubleValue();
  }

  private static double integral(double a, RoundingMode mode) {
    if (Double.isNaN(a) || Double.isInfinite(a)) return a;
    return Math.copySign(new BigDecimal(a).setScale(0, mode).doubleValue(), a);
  }

  // Binary

  private static ConformanceKit.Group binary(BinaryOp op, Type type, LongBinaryOperator java) {
    var group = new ConformanceKit.Builder();
    boolean shift = op == BinaryOp.SHL || op == BinaryOp.SHR || op == BinaryOp.USHR;
    boolean checked = type.isInt() && (op == BinaryOp.DIV || op == BinaryOp.REM);
    var countType = shift ? I32 : type;
    var lefts = EdgeValues.of(type);
    var rights = shift ? EdgeValues.SHIFT_COUNTS : lefts;
    var check = checked ? "  %d: " + type + " = check.nonzero %b\n" : "";
    var divisor = checked ? "%d" : "%b";
    var line = "  %r: " + type + " = " + op.text() + " ";
    group.probe("f", List.of(type, countType), type, product(List.of(lefts, rights)), check + line + "%a, " + divisor + "\n  return %r\n",
        (a, _) -> java.applyAsLong(a[0], a[1]));
    if (countType == type)
      group.probe("same", List.of(type), type, product(List.of(lefts)),
          (checked ? "  %d: " + type + " = check.nonzero %a\n" : "") + line + "%a, " + (checked ? "%d" : "%a") + "\n  return %r\n",
          (a, _) -> java.applyAsLong(a[0], a[0]));
    int k = 0;
    for (long value : EdgeValues.constants(type))
      group.probe("left" + k++, List.of(countType), type, product(List.of(rights)),
          (checked ? "  %d: " + type + " = check.nonzero %a\n" : "") + "  %k: " + type + " = const " + literal(type, value) + "\n" + line
              + "%k, "
              + (checked ? "%d" : "%a") + "\n  return %r\n",
          (a, _) -> java.applyAsLong(value, a[0]));
    k = 0;
    for (long value : shift ? rights : EdgeValues.constants(type)) {
      var constant = "  %b: " + countType + " = const " + literal(countType, value) + "\n";
      group.probe("right" + k, List.of(type), type, product(List.of(lefts)), constant + check + line + "%a, " + divisor + "\n  return %r\n",
          (a, _) -> java.applyAsLong(a[0], value));
      // A divisor that is a constant may go without its check.
      if (checked && value != 0)
        group.probe("unchecked" + k, List.of(type), type, product(List.of(lefts)), constant + line + "%a, %b\n  return %r\n",
            (a, _) -> java.applyAsLong(a[0], value));
      k++;
    }
    var subject = op.text() + " " + type;
    return checked && op == BinaryOp.DIV ? group.group(Level.HIGH, subject, "check.nonzero " + type) : group.group(Level.HIGH, subject);
  }

  private static LongBinaryOperator java(BinaryOp op, Type type) {
    return switch (type) {
      case I32 -> {
        IntBinaryOperator f = switch (op) {
          case ADD -> (a, b) -> a + b;
          case SUB -> (a, b) -> a - b;
          case MUL -> (a, b) -> a * b;
          case DIV -> (a, b) -> a / b;
          case REM -> (a, b) -> a % b;
          case AND -> (a, b) -> a & b;
          case OR -> (a, b) -> a | b;
          case XOR -> (a, b) -> a ^ b;
          case SHL -> (a, b) -> a << b;
          case SHR -> (a, b) -> a >> b;
          case USHR -> (a, b) -> a >>> b;
          case MIN -> (a, b) -> a < b ? a : b;
          case MAX -> (a, b) -> a > b ? a : b;
          case MULHIGH, UMULHIGH -> null;
        };
        yield f == null ? null : (a, b) -> f.applyAsInt((int) a, (int) b);
      }
      case I64 -> switch (op) {
        case ADD -> (a, b) -> a + b;
        case SUB -> (a, b) -> a - b;
        case MUL -> (a, b) -> a * b;
        case DIV -> (a, b) -> a / b;
        case REM -> (a, b) -> a % b;
        case AND -> (a, b) -> a & b;
        case OR -> (a, b) -> a | b;
        case XOR -> (a, b) -> a ^ b;
        case SHL -> (a, b) -> a << (int) b;
        case SHR -> (a, b) -> a >> (int) b;
        case USHR -> (a, b) -> a >>> (int) b;
        case MIN -> (a, b) -> a < b ? a : b;
        case MAX -> (a, b) -> a > b ? a : b;
        case MULHIGH -> (a, b) -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).shiftRight(64).longValue();
        case UMULHIGH -> (a, b) -> unsigned(a).multiply(unsigned(b)).shiftRight(64).longValue();
      };
      case F32 -> {
        FloatBinary f = switch (op) {
          case ADD -> (a, b) -> a + b;
          case SUB -> (a, b) -> a - b;
          case MUL -> (a, b) -> a * b;
          case DIV -> (a, b) -> a / b;
          case REM -> (a, b) -> a % b;
          case MIN -> Math::min;
          case MAX -> Math::max;
          case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> null;
        };
        yield f == null ? null : (a, b) -> bits(f.of(f32(a), f32(b)));
      }
      case F64 -> {
        DoubleBinaryOperator f = switch (op) {
          case ADD -> (a, b) -> a + b;
          case SUB -> (a, b) -> a - b;
          case MUL -> (a, b) -> a * b;
          case DIV -> (a, b) -> a / b;
          case REM -> (a, b) -> a % b;
          case MIN -> Math::min;
          case MAX -> Math::max;
          case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> null;
        };
        yield f == null ? null : (a, b) -> bits(f.applyAsDouble(f64(a), f64(b)));
      }
      case REF, PTR -> null;
    };
  }

  // Comparisons

  private static ConformanceKit.Group compare(CompareOp op, Type type, Compared java) {
    var group = new ConformanceKit.Builder();
    var values = EdgeValues.of(type);
    var pairs = product(List.of(values, values));
    var types = List.of(type, type);
    var line = "  %r: i32 = " + op.text() + " ";
    group.probe("value", types, I32, pairs, line + "%a, %b\n  return %r\n", (a, _) -> java.of(a[0], a[1]));
    group.probe("same", List.of(type), I32, product(List.of(values)), line + "%a, %a\n  return %r\n", (a, _) -> java.of(a[0], a[0]));
    // A branch takes the comparison into itself, one way or the other.
    group.probe("branch", types, I32, pairs, line + "%a, %b\n" + yesNo("%r", "yes", "no"), (a, _) -> bit(java.of(a[0], a[1]) != 0));
    group.probe("negated", types, I32, pairs, line + "%a, %b\n" + yesNo("%r", "no", "yes"), (a, _) -> bit(java.of(a[0], a[1]) == 0));
    group.probe("both", types, I32, pairs, line + "%a, %b\n" + """
          branch %r, join(%r), other
        other:
          %k: i32 = const 7
          jump join(%k)
        join(%x: i32):
          %y: i32 = add %x, %r
          return %y
        """, (a, _) -> java.of(a[0], a[1]) == 0 ? 7 : 2 * java.of(a[0], a[1]));
    group.probe("select", List.of(type, type), type, pairs,
        line + "%a, %b\n  branch %r, join(%a), join(%b)\njoin(%x: " + type + "):\n  return %x\n",
        (a, _) -> java.of(a[0], a[1]) != 0 ? a[0] : a[1]);
    int k = 0;
    for (long value : EdgeValues.constants(type)) {
      var constant = "  %k: " + type + " = const " + literal(type, value) + "\n";
      group.probe("left" + k, List.of(type), I32, product(List.of(values)), constant + line + "%k, %a\n  return %r\n",
          (a, _) -> java.of(value, a[0]));
      group.probe("right" + k, List.of(type), I32, product(List.of(values)), constant + line + "%a, %k\n  return %r\n",
          (a, _) -> java.of(a[0], value));
      group.probe("branchright" + k, List.of(type), I32, product(List.of(values)), constant + line + "%a, %k\n" + yesNo("%r", "yes", "no"),
          (a, _) -> bit(java.of(a[0], value) != 0));
      k++;
    }
    if (op == CompareOp.CMP || op == CompareOp.CMPL || op == CompareOp.CMPG) signs(group, op, types, pairs, java);
    return group.group(Level.HIGH, op.text() + " " + type);
  }

  private static String yesNo(String condition, String ifTrue, String ifFalse) {
    return "  branch " + condition + ", " + ifTrue + ", " + ifFalse + """

        yes:
          %one: i32 = const 1
          return %one
        no:
          %zero: i32 = const 0
          return %zero
        """;
  }

  /** What a three-way comparison is for: its result compared with 0. */
  private static void signs(ConformanceKit.Builder group, CompareOp op, List<Type> types, List<long[]> pairs, Compared java) {
    for (var relation : List.of(CompareOp.EQ, CompareOp.NE, CompareOp.LT, CompareOp.LE, CompareOp.GT, CompareOp.GE)) {
      var holds = java(relation, I32);
      group.probe("sign_" + relation.text(), types, I32, pairs,
          "  %c: i32 = " + op.text() + " %a, %b\n  %origin: i32 = const 0\n  %r: i32 = "
              + relation.text() + " %c, %origin\n" + yesNo("%r", "yes", "no"),
          (a, _) -> holds.of(java.of(a[0], a[1]), 0));
    }
  }

  private static Compared java(CompareOp op, Type type) {
    return switch (type) {
      case I32, I64 -> switch (op) {
        case EQ -> (a, b) -> a == b ? 1 : 0;
        case NE -> (a, b) -> a != b ? 1 : 0;
        case LT -> (a, b) -> a < b ? 1 : 0;
        case LE -> (a, b) -> a <= b ? 1 : 0;
        case GT -> (a, b) -> a > b ? 1 : 0;
        case GE -> (a, b) -> a >= b ? 1 : 0;
        // The order of unsigned integers is that of signed ones with the top bit flipped; i32 bits are sign-extended, which keeps it.
        case ULT -> (a, b) -> a + Long.MIN_VALUE < b + Long.MIN_VALUE ? 1 : 0;
        case ULE -> (a, b) -> a + Long.MIN_VALUE <= b + Long.MIN_VALUE ? 1 : 0;
        case UGT -> (a, b) -> a + Long.MIN_VALUE > b + Long.MIN_VALUE ? 1 : 0;
        case UGE -> (a, b) -> a + Long.MIN_VALUE >= b + Long.MIN_VALUE ? 1 : 0;
        case CMP -> (a, b) -> a < b ? -1 : a > b ? 1 : 0;
        case CMPL, CMPG -> null;
      };
      case F32 -> switch (op) {
        case EQ -> (a, b) -> f32(a) == f32(b) ? 1 : 0;
        case NE -> (a, b) -> f32(a) != f32(b) ? 1 : 0;
        case LT -> (a, b) -> f32(a) < f32(b) ? 1 : 0;
        case LE -> (a, b) -> f32(a) <= f32(b) ? 1 : 0;
        case GT -> (a, b) -> f32(a) > f32(b) ? 1 : 0;
        case GE -> (a, b) -> f32(a) >= f32(b) ? 1 : 0;
        case CMPL -> (a, b) -> f32(a) > f32(b) ? 1 : f32(a) == f32(b) ? 0 : -1;
        case CMPG -> (a, b) -> f32(a) < f32(b) ? -1 : f32(a) == f32(b) ? 0 : 1;
        case ULT, ULE, UGT, UGE, CMP -> null;
      };
      case F64 -> switch (op) {
        case EQ -> (a, b) -> f64(a) == f64(b) ? 1 : 0;
        case NE -> (a, b) -> f64(a) != f64(b) ? 1 : 0;
        case LT -> (a, b) -> f64(a) < f64(b) ? 1 : 0;
        case LE -> (a, b) -> f64(a) <= f64(b) ? 1 : 0;
        case GT -> (a, b) -> f64(a) > f64(b) ? 1 : 0;
        case GE -> (a, b) -> f64(a) >= f64(b) ? 1 : 0;
        case CMPL -> (a, b) -> f64(a) > f64(b) ? 1 : f64(a) == f64(b) ? 0 : -1;
        case CMPG -> (a, b) -> f64(a) < f64(b) ? -1 : f64(a) == f64(b) ? 0 : 1;
        case ULT, ULE, UGT, UGE, CMP -> null;
      };
      case REF, PTR -> null;
    };
  }

  // Conversions

  private static ConformanceKit.Group convert(ConvertOp op, Type from, Type to, LongUnaryOperator java) {
    var group = new ConformanceKit.Builder();
    var values = EdgeValues.of(from);
    var line = "  %r: " + to + " = " + op.text() + " ";
    group.probe("f", List.of(from), to, product(List.of(values)), line + "%a\n  return %r\n", (a, _) -> java.applyAsLong(a[0]));
    int k = 0;
    for (long value : values)
      group.probe("k" + k++, List.of(), to, product(List.of()),
          "  %k: " + from + " = const " + literal(from, value) + "\n" + line + "%k\n  return %r\n",
          (_, _) -> java.applyAsLong(value));
    return group.group(Level.HIGH, op.text() + " " + from + " to " + to);
  }

  private static LongUnaryOperator java(ConvertOp op, Type from, Type to) {
    return switch (op) {
      case SEXT -> from == I32 && to == I64 ? a -> (long) (int) a : null;
      case ZEXT -> from == I32 && to == I64 ? a -> (int) a & 0xffffffffL : null;
      case TRUNC -> from == I64 && to == I32 ? a -> (int) a : null;
      case SEXT8 -> from == I32 && to == I32 ? a -> (byte) (int) a : null;
      case SEXT16 -> from == I32 && to == I32 ? a -> (short) (int) a : null;
      case ZEXT16 -> from == I32 && to == I32 ? a -> (char) (int) a : null;
      case ITOF -> {
        if (from == I32 && to == F32) yield a -> bits((float) (int) a);
        if (from == I32 && to == F64) yield a -> bits((double) (int) a);
        if (from == I64 && to == F32) yield a -> bits((float) a);
        yield from == I64 && to == F64 ? a -> bits((double) a) : null;
      }
      case FTOI -> {
        if (from == F32 && to == I32) yield a -> (int) f32(a);
        if (from == F32 && to == I64) yield a -> (long) f32(a);
        if (from == F64 && to == I32) yield a -> (int) f64(a);
        yield from == F64 && to == I64 ? a -> (long) f64(a) : null;
      }
      case FEXT -> from == F32 && to == F64 ? a -> bits((double) f32(a)) : null;
      case FTRUNC -> from == F64 && to == F32 ? a -> bits((float) f64(a)) : null;
      case BITS -> from.isInt() != to.isInt() && (from == I32 || from == F32) == (to == I32 || to == F32) ? a -> a : null;
      case ASREF -> null;
    };
  }

  // a × b + c

  private static ConformanceKit.Group fma(Type type) {
    var group = new ConformanceKit.Builder();
    var few = EdgeValues.few(type);
    var body = "  %r: " + type + " = fma %a, %b, %c\n  return %r\n";
    ConformanceKit.Expectation java = (a, _) -> type == F32 ? bits(Math.fma(f32(a[0]), f32(a[1]), f32(a[2])))
        : bits(Math.fma(f64(a[0]), f64(a[1]), f64(a[2])));
    group.probe("f", List.of(type, type, type), type, product(List.of(few, few, few)), body, java);
    // Rounded once: the product is off by less than the sum's last place, and the sum takes away all but that.
    var near = type == F32 ? List.of(bits(1 + 0x1p-12f), bits(-1 - 0x1p-11f), bits(0x1p-24f), bits(1 + 0x1p-23f))
        : List.of(bits(1 + 0x1p-27), bits(-1 - 0x1p-26), bits(0x1p-53), bits(1 + 0x1p-52));
    group.probe("near", List.of(type, type, type), type, product(List.of(near, near, near)), body, java);
    // The same without fusing is rounded twice.
    group.probe("apart", List.of(type, type, type), type, product(List.of(near, near, near)),
        "  %p: " + type + " = mul %a, %b\n  %r: " + type + " = add %p, %c\n  return %r\n",
        (a, _) -> type == F32 ? bits(f32(a[0]) * f32(a[1]) + f32(a[2])) : bits(f64(a[0]) * f64(a[1]) + f64(a[2])));
    int k = 0;
    for (long value : few)
      group.probe("k" + k++, List.of(type, type), type, product(List.of(few, few)),
          "  %c: " + type + " = const " + literal(type, value) + "\n" + body,
          (a, out) -> java.of(new long[] {a[0], a[1], value}, out));
    return group.group(Level.HIGH, "fma " + type);
  }
}
