package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Every op over edge values against Java written here: operands as parameters and as constants, comparisons also as jumps, either way
 * round. All probes of a kind are one module, so that many functions share classes.
 */
class OpsTest {
  private static final int[] I32 = {0, 1, -1, 2, 7, 31, 32, 33, 255, 256, -128, 32767, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE,
    0x12345678};
  private static final long[] I64 = {0, 1, -1, 2, 63, 64, 65, 1L << 31, -(1L << 31), 1L << 32, 0xffff_ffffL, Long.MAX_VALUE, Long.MIN_VALUE,
    0x0123456789abcdefL};
  private static final float[] F32 = {0f, -0f, 1f, -1f, 2f, 0.5f, -2.5f, 1e9f, 3e38f, Float.MIN_VALUE, Float.NaN, Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY, 2147483648f, -9.3e18f};
  private static final double[] F64 = {0.0, -0.0, 1.0, -1.0, 2.0, 0.5, -2.5, 3.5, 1e18, 1e300, Double.MIN_VALUE, Double.NaN,
    Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2147483648.0, 9223372036854775808.0, 1e-45};

  private record Probe(String function, long[] args, long expected, Type result) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Probe> probes = new ArrayList<>();
  private int functions;

  private static List<Long> values(Type type) {
    var values = new ArrayList<Long>();
    switch (type) {
      case I32 -> {
        for (int v : I32) values.add((long) v);
      }
      case I64 -> {
        for (long v : I64) values.add(v);
      }
      case F32 -> {
        for (float v : F32) values.add(bits(v));
      }
      case F64 -> {
        for (double v : F64) values.add(bits(v));
      }
      case REF, PTR -> throw new AssertionError(type);
    }
    return values;
  }

  private static long bits(Object value) {
    return switch (value) {
      case Integer i -> i;
      case Long l -> l;
      case Float f -> Float.floatToRawIntBits(f);
      case Double d -> Double.doubleToRawLongBits(d);
      case Boolean b -> b ? 1 : 0;
      default -> throw new AssertionError(value);
    };
  }

  private static Object boxed(Type type, long bits) {
    return switch (type) {
      case I32 -> (int) bits;
      case I64 -> bits;
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case REF, PTR -> throw new AssertionError(type);
    };
  }

  private static String literal(Type type, long bits) {
    return switch (type) {
      case I32, I64 -> Long.toString(bits);
      case F32 -> Float.isNaN(Float.intBitsToFloat((int) bits)) ? String.format("nan:0x%08x", (int) bits)
          : Float.toString(Float.intBitsToFloat((int) bits));
      case F64 -> Double.isNaN(Double.longBitsToDouble(bits)) ? String.format("nan:0x%016x", bits)
          : Double.toString(Double.longBitsToDouble(bits));
      case REF, PTR -> throw new AssertionError(type);
    };
  }

  private void function(String params, Type result, String body) {
    text.append("func @f").append(functions++).append('(').append(params).append(") -> ").append(result).append(" {\nentry:\n").append(body)
        .append("}\n");
  }

  private void expect(Type result, Object value, long... args) {
    probes.add(new Probe("f" + (functions - 1), args, bits(value), result));
  }

  private void run() {
    try (var guest = Guest.of(text.toString())) {
      for (var probe : probes) {
        long got = guest.call(probe.function, probe.args);
        if (isNaN(probe.result, probe.expected) && isNaN(probe.result, got)) continue;
        assertEquals(probe.expected, got, () -> probe.function + java.util.Arrays.toString(probe.args) + "\n" + text);
      }
    }
  }

  private static boolean isNaN(Type type, long bits) {
    return type == Type.F32 && Float.isNaN(Float.intBitsToFloat((int) bits))
        || type == Type.F64 && Double.isNaN(Double.longBitsToDouble(bits));
  }

  private void unary(UnaryOp op, Type type, Function<Object, Object> java) {
    function("%a: " + type, type, "  %r: " + type + " = " + op.text() + " %a\n  return %r\n");
    for (long a : values(type)) expect(type, java.apply(boxed(type, a)), a);
    for (long a : values(type)) {
      function("", type, "  %a: " + type + " = const " + literal(type, a) + "\n  %r: " + type + " = " + op.text() + " %a\n  return %r\n");
      expect(type, java.apply(boxed(type, a)));
    }
  }

  @Test
  void unary() {
    for (var op : UnaryOp.values())
      for (var type : List.of(Type.I32, Type.I64, Type.F32, Type.F64))
        if (op.accepts(type)) unary(op, type, a -> javaUnary(op, a));
    run();
  }

  private static Object javaUnary(UnaryOp op, Object a) {
    return switch (op) {
      case NEG -> switch (a) {
        case Integer i -> -i;
        case Long l -> -l;
        case Float f -> -f;
        case Double d -> -d;
        default -> throw new AssertionError();
      };
      case ABS -> a instanceof Float f ? Math.abs(f) : (Object) Math.abs((Double) a);
      case SQRT -> a instanceof Float f ? (float) Math.sqrt(f) : (Object) Math.sqrt((Double) a);
      case FLOOR -> StrictMath.floor((Double) a);
      case CEIL -> StrictMath.ceil((Double) a);
      case RINT -> StrictMath.rint((Double) a);
      case POPCOUNT -> a instanceof Integer i ? Integer.bitCount(i) : (Object) (long) Long.bitCount((Long) a);
      case CLZ -> a instanceof Integer i ? Integer.numberOfLeadingZeros(i) : (Object) (long) Long.numberOfLeadingZeros((Long) a);
      case CTZ -> a instanceof Integer i ? Integer.numberOfTrailingZeros(i) : (Object) (long) Long.numberOfTrailingZeros((Long) a);
      case BSWAP -> a instanceof Integer i ? Integer.reverseBytes(i) : (Object) Long.reverseBytes((Long) a);
      case BITREV -> a instanceof Integer i ? Integer.reverse(i) : (Object) Long.reverse((Long) a);
    };
  }

  @Test
  void binary() {
    for (var op : BinaryOp.values())
      for (var type : List.of(Type.I32, Type.I64, Type.F32, Type.F64)) if (op.accepts(type)) binary(op, type);
    run();
  }

  private void binary(BinaryOp op, Type type) {
    var right = op.isShift() ? Type.I32 : type;
    boolean checked = op.needsNonzero(type);
    var check = checked ? "  %d: " + type + " = check.nonzero %b\n" : "";
    var line = check + "  %r: " + type + " = " + op.text() + " %a, " + (checked ? "%d" : "%b") + "\n  return %r\n";
    function("%a: " + type + ", %b: " + right, type, line);
    forPairs(type, right, checked, (a, b) -> expect(type, javaBinary(op, boxed(type, a), boxed(right, b)), a, b));
    for (long b : values(right)) {
      if (checked && b == 0) continue;
      function("%a: " + type, type, "  %b: " + right + " = const " + literal(right, b) + "\n" + line);
      for (long a : values(type)) expect(type, javaBinary(op, boxed(type, a), boxed(right, b)), a);
    }
    for (long a : values(type)) {
      function("%b: " + right, type, "  %a: " + type + " = const " + literal(type, a) + "\n" + line);
      for (long b : values(right)) if (!checked || b != 0) expect(type, javaBinary(op, boxed(type, a), boxed(right, b)), b);
    }
  }

  private interface Pair {
    void of(long a, long b);
  }

  private static void forPairs(Type left, Type right, boolean nonzero, Pair pair) {
    for (long a : values(left)) for (long b : values(right)) if (!nonzero || b != 0) pair.of(a, b);
  }

  private static Object javaBinary(BinaryOp op, Object x, Object y) {
    return switch (x) {
      case Integer a when y instanceof Integer b -> switch (op) {
        case ADD -> a + b;
        case SUB -> a - b;
        case MUL -> a * b;
        case DIV -> a / b;
        case REM -> a % b;
        case AND -> a & b;
        case OR -> a | b;
        case XOR -> a ^ b;
        case SHL -> a << b;
        case SHR -> a >> b;
        case USHR -> a >>> b;
        case MIN -> a < b ? a : b;
        case MAX -> a > b ? a : b;
        case MULHIGH, UMULHIGH -> throw new AssertionError();
      };
      case Long a when y instanceof Integer b -> op == BinaryOp.SHL ? a << b : op == BinaryOp.SHR ? a >> b : a >>> b;
      case Long a when y instanceof Long b -> switch (op) {
        case ADD -> a + b;
        case SUB -> a - b;
        case MUL -> a * b;
        case DIV -> a / b;
        case REM -> a % b;
        case AND -> a & b;
        case OR -> a | b;
        case XOR -> a ^ b;
        case MIN -> a < b ? a : b;
        case MAX -> a > b ? a : b;
        case MULHIGH -> wide(a).multiply(wide(b)).shiftRight(64).longValue();
        case UMULHIGH -> unsigned(a).multiply(unsigned(b)).shiftRight(64).longValue();
        case SHL, SHR, USHR -> throw new AssertionError();
      };
      case Float a when y instanceof Float b -> switch (op) {
        case ADD -> a + b;
        case SUB -> a - b;
        case MUL -> a * b;
        case DIV -> a / b;
        case REM -> a % b;
        case MIN -> Math.min(a, b);
        case MAX -> Math.max(a, b);
        default -> throw new AssertionError();
      };
      case Double a when y instanceof Double b -> switch (op) {
        case ADD -> a + b;
        case SUB -> a - b;
        case MUL -> a * b;
        case DIV -> a / b;
        case REM -> a % b;
        case MIN -> Math.min(a, b);
        case MAX -> Math.max(a, b);
        default -> throw new AssertionError();
      };
      default -> throw new AssertionError();
    };
  }

  private static java.math.BigInteger wide(long value) {
    return java.math.BigInteger.valueOf(value);
  }

  private static java.math.BigInteger unsigned(long value) {
    return new java.math.BigInteger(Long.toUnsignedString(value));
  }

  @Test
  void compare() {
    for (var op : CompareOp.values())
      for (var type : List.of(Type.I32, Type.I64, Type.F32, Type.F64)) if (op.accepts(type)) compare(op, type);
    run();
  }

  private void compare(CompareOp op, Type type) {
    var compare = "  %r: i32 = " + op.text() + " %a, %b\n";
    // As a number, as a jump to what is next, as a jump over it.
    var number = "  return %r\n";
    var jump = "  branch %r, yes, no\nno:\n  %f: i32 = const 0\n  return %f\nyes:\n  %t: i32 = const 1\n  return %t\n";
    var back = """
          jump head
        head:
          branch %r, yes(%a), no(%a)
        yes(%p: T):
          %t: i32 = const 1
          return %t
        no(%q: T):
          %f: i32 = const 0
          return %f
        """.replace("T", type.toString());
    for (var body : List.of(number, jump, back)) {
      boolean asJump = body != number;
      function("%a: " + type + ", %b: " + type, Type.I32, compare + body);
      forPairs(type, type, false, (a, b) -> expect(Type.I32, outcome(op, type, a, b, asJump), a, b));
    }
    for (long b : values(type)) {
      function("%a: " + type, Type.I32, "  %b: " + type + " = const " + literal(type, b) + "\n" + compare + jump);
      for (long a : values(type)) expect(Type.I32, outcome(op, type, a, b, true), a);
      function("%b: " + type, Type.I32, "  %a: " + type + " = const " + literal(type, b) + "\n" + compare + jump);
      for (long a : values(type)) expect(Type.I32, outcome(op, type, b, a, true), a);
    }
  }

  private static int outcome(CompareOp op, Type type, long a, long b, boolean asJump) {
    int number = javaCompare(op, boxed(type, a), boxed(type, b));
    return asJump ? number != 0 ? 1 : 0 : number;
  }

  private static int javaCompare(CompareOp op, Object x, Object y) {
    return switch (x) {
      case Integer a -> integers(op, a, (Integer) y, (a & 0xffff_ffffL) - ((Integer) y & 0xffff_ffffL) < 0);
      case Long a -> integers(op, a, (Long) y, a + Long.MIN_VALUE < (Long) y + Long.MIN_VALUE);
      case Float a -> floats(op, a, (Float) y);
      case Double a -> floats(op, a, (Double) y);
      default -> throw new AssertionError();
    };
  }

  private static int integers(CompareOp op, long a, long b, boolean below) {
    return switch (op) {
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case ULT -> bit(below);
      case ULE -> bit(below || a == b);
      case UGT -> bit(!below && a != b);
      case UGE -> bit(!below);
      case CMP -> a < b ? -1 : a > b ? 1 : 0;
      case CMPL, CMPG -> throw new AssertionError();
    };
  }

  private static int floats(CompareOp op, double a, double b) {
    return switch (op) {
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case CMPL -> a > b ? 1 : a == b ? 0 : -1;
      case CMPG -> a < b ? -1 : a == b ? 0 : 1;
      case ULT, ULE, UGT, UGE, CMP -> throw new AssertionError();
    };
  }

  private static int bit(boolean value) {
    return value ? 1 : 0;
  }

  @Test
  void convert() {
    for (var op : ConvertOp.values())
      for (var from : List.of(Type.I32, Type.I64, Type.F32, Type.F64))
        for (var to : List.of(Type.I32, Type.I64, Type.F32, Type.F64)) if (op.accepts(from, to)) convert(op, from, to);
    run();
  }

  private void convert(ConvertOp op, Type from, Type to) {
    BiFunction<Type, Object, Object> java = (type, a) -> javaConvert(op, type, a);
    var line = "  %r: " + to + " = " + op.text() + " %a\n  return %r\n";
    function("%a: " + from, to, line);
    for (long a : values(from)) expect(to, java.apply(to, boxed(from, a)), a);
    for (long a : values(from)) {
      function("", to, "  %a: " + from + " = const " + literal(from, a) + "\n" + line);
      expect(to, java.apply(to, boxed(from, a)));
    }
  }

  private static Object javaConvert(ConvertOp op, Type to, Object a) {
    return switch (op) {
      case SEXT -> (long) (Integer) a;
      case ZEXT -> (Integer) a & 0xffff_ffffL;
      case TRUNC -> (int) (long) (Long) a;
      case SEXT8 -> (int) (byte) (int) (Integer) a;
      case SEXT16 -> (int) (short) (int) (Integer) a;
      case ZEXT16 -> (int) (char) (int) (Integer) a;
      case ITOF -> a instanceof Integer i ? to == Type.F32 ? (float) i : (Object) (double) i : to == Type.F32 ? (float) (Long) a
          : (Object) (double) (Long) a;
      case FTOI -> a instanceof Float f ? to == Type.I32 ? (int) (float) f : (Object) (long) (float) f
          : to == Type.I32 ? (int) (double) (Double) a : (Object) (long) (double) (Double) a;
      case FEXT -> (double) (Float) a;
      case FTRUNC -> (float) (double) (Double) a;
      case BITS -> boxed(to, bits(a));
      case ASREF -> throw new AssertionError();
    };
  }

  @Test
  void fma() {
    for (var type : List.of(Type.F32, Type.F64)) {
      function("%a: T, %b: T, %c: T".replace("T", type.toString()), type, "  %r: " + type + " = fma %a, %b, %c\n  return %r\n");
      for (long a : values(type))
        for (long b : values(type))
          for (long c : values(type))
            expect(type, type == Type.F32 ? Math.fma((Float) boxed(type, a), (Float) boxed(type, b), (Float) boxed(type, c))
                : (Object) Math.fma((Double) boxed(type, a), (Double) boxed(type, b), (Double) boxed(type, c)), a, b, c);
    }
    run();
  }
}
