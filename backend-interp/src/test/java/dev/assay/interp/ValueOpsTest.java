package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every row of the op tables on every type it has, over edge values, against the host's arithmetic written out here
 * once more.
 */
class ValueOpsTest {
  private static final int[] INTS = {0, 1, -1, 2, -2, 3, 7, 31, 32, 33, 63, 64, 127, 128, -128, -129, 255, 256, 32767,
    32768, -32768,
    65535, 65536, 0x1234_5678, 0x8765_4321, Integer.MAX_VALUE, Integer.MAX_VALUE - 1, Integer.MIN_VALUE,
    Integer.MIN_VALUE + 1};

  private static final long[] LONGS = {0, 1, -1, 2, -2, 5, 63, 64, 65, 255, -256, 0x7fff_ffffL, 0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L, -0x8000_0000L, -0x8000_0001L, 0x0123_4567_89ab_cdefL, 0xfedc_ba98_7654_3210L, (1L << 53) + 1,
    (1L << 62) + 1,
    Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, Long.MIN_VALUE + 1};

  private static final float[] FLOATS = {0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 3f, 0.1f, 1e10f, -1e10f,
    2147483648f,
    -2147483648f, 2147483520f, 9.223372E18f, 1e30f, 16777217f, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

  private static final double[] DOUBLES = {0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 3.0, 0.1, -0.1, 1e10, -1e10,
    2147483647.5,
    -2147483648.5, 9.223372036854775807E18, -9.3E18, 4503599627370497.5, 1e40, 1e-40, 1e300, -1e-300, Double.MIN_VALUE,
    Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY,
    Double.NaN};

  private static final List<Type> NUMBERS = List.of(Type.I32, Type.I64, Type.F32, Type.F64);

  private static long[] edgeValues(Type type) {
    return switch (type) {
      case I32 -> Arrays.stream(INTS).asLongStream().toArray();
      case I64 -> LONGS;
      case F32 -> {
        long[] bits = new long[FLOATS.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(FLOATS[i]);
        yield bits;
      }
      case F64 -> Arrays.stream(DOUBLES).mapToLong(Double::doubleToRawLongBits).toArray();
      case REF, PTR -> throw new AssertionError(type);
    };
  }

  private interface Body {
    Insn of(Value result, List<Value> params);
  }

  /** A module with the one function f that applies an instruction to its parameters. */
  private static Guest guest(Type result, List<Type> params, Body body) {
    var function = new Function("f", result);
    var entry = function.newBlock("entry");
    for (var type : params) entry.params().add(function.newValue(type));
    var operands = new ArrayList<>(entry.params());
    var value = function.newValue(result);
    if (body.of(value, operands) instanceof Insn.Binary binary && binary.op().needsNonzero(result)) {
      var divisor = function.newValue(result);
      entry.insns().add(new Insn.Check(Position.NONE, divisor, CheckOp.NONZERO, List.of(operands.get(1)), ""));
      operands.set(1, divisor);
    }
    entry.insns().add(body.of(value, operands));
    entry.insns().add(new Terminator.Return(Position.NONE, value));
    var module = new Module("test");
    module.add(function);
    return Guest.of(module);
  }

  private static float f32(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double f64(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  /** Equal bits; a NaN's payload is not defined by arithmetic. */
  private static void assertBits(Type type, long expected, long actual, String what) {
    if (type == Type.F32 && Float.isNaN(f32(expected))) assertTrue(Float.isNaN(f32(actual)), what);
    else if (type == Type.F64 && Double.isNaN(f64(expected))) assertTrue(Double.isNaN(f64(actual)), what);
    else assertEquals(expected, actual, what);
  }

  // Unary

  @TestFactory
  Stream<DynamicTest> unaryOps() {
    return Arrays.stream(UnaryOp.values())
        .flatMap(op -> NUMBERS.stream().filter(op::accepts)
            .map(t -> DynamicTest.dynamicTest(op.text() + " " + t, () -> unary(op, t))));
  }

  private static void unary(UnaryOp op, Type type) {
    try (var guest = guest(type, List.of(type), (r, p) -> new Insn.Unary(Position.NONE, r, op, p.get(0)))) {
      for (long a : edgeValues(type))
        assertBits(type, expected(op, type, a), guest.callHere("f", a), op.text() + " " + a);
    }
  }

  private static long expected(UnaryOp op, Type type, long a) {
    return switch (type) {
      case I32 -> expected(op, (int) a);
      case I64 -> expected(op, a);
      case F32 -> bits(expected(op, f32(a)));
      case F64 -> bits(expected(op, f64(a)));
      case REF, PTR -> throw new AssertionError(type);
    };
  }

  private static int expected(UnaryOp op, int a) {
    return switch (op) {
      case NEG -> 0 - a;
      case POPCOUNT -> (int) Integer.toBinaryString(a).chars().filter(c -> c == '1').count();
      case CLZ -> a == 0 ? 32 : 32 - Integer.toBinaryString(a).length();
      case CTZ -> a == 0 ? 32 : Integer.toBinaryString(a).length() - 1 - Integer.toBinaryString(a).lastIndexOf('1');
      case BSWAP -> a >>> 24 | (a >>> 8 & 0xff00) | (a << 8 & 0xff_0000) | a << 24;
      case BITREV -> {
        int reversed = 0;
        for (int i = 0; i < 32; i++) reversed |= (a >>> i & 1) << (31 - i);
        yield reversed;
      }
      case ABS, SQRT, FLOOR, CEIL, RINT -> throw new AssertionError(op);
    };
  }

  private static long expected(UnaryOp op, long a) {
    return switch (op) {
      case NEG -> 0 - a;
      case POPCOUNT -> Long.toBinaryString(a).chars().filter(c -> c == '1').count();
      case CLZ -> a == 0 ? 64 : 64 - Long.toBinaryString(a).length();
      case CTZ -> a == 0 ? 64 : Long.toBinaryString(a).length() - 1 - Long.toBinaryString(a).lastIndexOf('1');
      case BSWAP -> (expected(op, (int) a) & 0xffff_ffffL) << 32 | (expected(op, (int) (a >>> 32)) & 0xffff_ffffL);
      case BITREV -> {
        long reversed = 0;
        for (int i = 0; i < 64; i++) reversed |= (a >>> i & 1) << (63 - i);
        yield reversed;
      }
      case ABS, SQRT, FLOOR, CEIL, RINT -> throw new AssertionError(op);
    };
  }

  private static float expected(UnaryOp op, float a) {
    return switch (op) {
      case NEG -> Float.intBitsToFloat(Float.floatToRawIntBits(a) ^ 0x8000_0000);
      case ABS -> Float.intBitsToFloat(Float.floatToRawIntBits(a) & 0x7fff_ffff);
      case SQRT -> (float) Math.sqrt(a);
      case FLOOR, CEIL, RINT, POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> throw new AssertionError(op);
    };
  }

  private static double expected(UnaryOp op, double a) {
    return switch (op) {
      case NEG -> Double.longBitsToDouble(Double.doubleToRawLongBits(a) ^ Long.MIN_VALUE);
      case ABS -> Double.longBitsToDouble(Double.doubleToRawLongBits(a) & Long.MAX_VALUE);
      case SQRT -> StrictMath.sqrt(a);
      case FLOOR -> StrictMath.floor(a);
      case CEIL -> StrictMath.ceil(a);
      case RINT -> StrictMath.rint(a);
      case POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> throw new AssertionError(op);
    };
  }

  // Binary

  @TestFactory
  Stream<DynamicTest> binaryOps() {
    return Arrays.stream(BinaryOp.values())
        .flatMap(op -> NUMBERS.stream().filter(op::accepts)
            .map(t -> DynamicTest.dynamicTest(op.text() + " " + t, () -> binary(op, t))));
  }

  private static void binary(BinaryOp op, Type type) {
    var right = op.isShift() ? Type.I32 : type;
    try (var guest = guest(type, List.of(type, right),
        (r, p) -> new Insn.Binary(Position.NONE, r, op, p.get(0), p.get(1)))) {
      for (long a : edgeValues(type))
        for (long b : edgeValues(right)) {
          if (op.needsNonzero(type) && b == 0) continue;
          assertBits(type, expected(op, type, a, b), guest.callHere("f", a, b), a + " " + op.text() + " " + b);
        }
    }
  }

  private static long expected(BinaryOp op, Type type, long a, long b) {
    return switch (type) {
      case I32 -> expected(op, (int) a, (int) b);
      case I64 -> expected(op, a, b);
      case F32 -> bits(expected(op, f32(a), f32(b)));
      case F64 -> bits(expected(op, f64(a), f64(b)));
      case REF, PTR -> throw new AssertionError(type);
    };
  }

  private static int expected(BinaryOp op, int a, int b) {
    return switch (op) {
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
      case MIN -> a <= b ? a : b;
      case MAX -> a >= b ? a : b;
      case MULHIGH, UMULHIGH -> throw new AssertionError(op);
    };
  }

  private static long expected(BinaryOp op, long a, long b) {
    return switch (op) {
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
      case MIN -> a <= b ? a : b;
      case MAX -> a >= b ? a : b;
      case MULHIGH -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).shiftRight(64).longValue();
      case UMULHIGH -> unsigned(a).multiply(unsigned(b)).shiftRight(64).longValue();
    };
  }

  private static BigInteger unsigned(long a) {
    return new BigInteger(Long.toUnsignedString(a));
  }

  private static float expected(BinaryOp op, float a, float b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> throw new AssertionError(op);
    };
  }

  private static double expected(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> throw new AssertionError(op);
    };
  }

  @TestFactory
  Stream<DynamicTest> fma() {
    return Stream.of(Type.F32, Type.F64).map(type -> DynamicTest.dynamicTest("fma " + type, () -> {
      var params = List.of(type, type, type);
      try (var guest = guest(type, params, (r, p) -> new Insn.Fma(Position.NONE, r, p.get(0), p.get(1), p.get(2)))) {
        long[] some = type == Type.F32
            ? new long[] {bits(0.1f), bits(1e30f), bits(-1e30f), bits(1.0000001f), bits(Float.NaN)}
            : new long[] {bits(0.1), bits(1e300), bits(-1e300), bits(1.0000000000000002),
              bits(Double.POSITIVE_INFINITY)};
        for (long a : some)
          for (long b : some)
            for (long c : some) {
              long expected = type == Type.F32 ? bits(Math.fma(f32(a), f32(b), f32(c)))
                  : bits(Math.fma(f64(a), f64(b), f64(c)));
              assertBits(type, expected, guest.callHere("f", a, b, c), "fma " + a + " " + b + " " + c);
            }
      }
    }));
  }

  // Comparisons

  @TestFactory
  Stream<DynamicTest> compareOps() {
    return Arrays.stream(CompareOp.values())
        .flatMap(op -> NUMBERS.stream().filter(op::accepts)
            .map(t -> DynamicTest.dynamicTest(op.text() + " " + t, () -> compare(op, t))));
  }

  private static void compare(CompareOp op, Type type) {
    try (var guest = guest(Type.I32, List.of(type, type),
        (r, p) -> new Insn.Compare(Position.NONE, r, op, p.get(0), p.get(1)))) {
      for (long a : edgeValues(type))
        for (long b : edgeValues(type)) {
          int expected = type.isFloat() ? ordered(op, type == Type.F32 ? f32(a) : f64(a),
              type == Type.F32 ? f32(b) : f64(b))
              : type == Type.I32 ? ordered(op, (int) a, (int) b)
              : ordered(op, a, b);
          assertEquals(expected, guest.callHere("f", a, b), a + " " + op.text() + " " + b);
        }
    }
  }

  private static int bit(boolean b) {
    return b ? 1 : 0;
  }

  private static int ordered(CompareOp op, int a, int b) {
    return switch (op) {
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case ULT -> bit((a & 0xffff_ffffL) < (b & 0xffff_ffffL));
      case ULE -> bit((a & 0xffff_ffffL) <= (b & 0xffff_ffffL));
      case UGT -> bit((a & 0xffff_ffffL) > (b & 0xffff_ffffL));
      case UGE -> bit((a & 0xffff_ffffL) >= (b & 0xffff_ffffL));
      case CMP -> a < b ? -1 : bit(a > b);
      case CMPL, CMPG -> throw new AssertionError(op);
    };
  }

  private static int ordered(CompareOp op, long a, long b) {
    return switch (op) {
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case ULT -> bit(unsigned(a).compareTo(unsigned(b)) < 0);
      case ULE -> bit(unsigned(a).compareTo(unsigned(b)) <= 0);
      case UGT -> bit(unsigned(a).compareTo(unsigned(b)) > 0);
      case UGE -> bit(unsigned(a).compareTo(unsigned(b)) >= 0);
      case CMP -> a < b ? -1 : bit(a > b);
      case CMPL, CMPG -> throw new AssertionError(op);
    };
  }

  private static int ordered(CompareOp op, double a, double b) {
    return switch (op) {
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case CMPL -> a != a || b != b ? -1 : a < b ? -1 : bit(a > b);
      case CMPG -> a != a || b != b ? 1 : a < b ? -1 : bit(a > b);
      case ULT, ULE, UGT, UGE, CMP -> throw new AssertionError(op);
    };
  }

  // Conversions

  @TestFactory
  Stream<DynamicTest> convertOps() {
    return Arrays.stream(ConvertOp.values())
        .flatMap(op -> NUMBERS.stream().flatMap(from -> NUMBERS.stream().filter(to -> op.accepts(from, to))
            .map(to -> DynamicTest.dynamicTest(op.text() + " " + from + " " + to, () -> convert(op, from, to)))));
  }

  private static void convert(ConvertOp op, Type from, Type to) {
    try (var guest = guest(to, List.of(from), (r, p) -> new Insn.Convert(Position.NONE, r, op, p.get(0)))) {
      for (long a : edgeValues(from))
        assertBits(to, expected(op, from, to, a), guest.callHere("f", a), op.text() + " " + a);
    }
  }

  private static long expected(ConvertOp op, Type from, Type to, long a) {
    return switch (op) {
      case SEXT -> (long) (int) a;
      case ZEXT -> Integer.toUnsignedLong((int) a);
      case TRUNC -> (int) a;
      case SEXT8 -> (byte) (int) a;
      case SEXT16 -> (short) (int) a;
      case ZEXT16 -> (char) (int) a;
      case ITOF -> from == Type.I32 ? to == Type.F32 ? bits((float) (int) a) : bits((double) (int) a)
          : to == Type.F32 ? bits((float) a) : bits((double) a);
      case FTOI -> from == Type.F32 ? to == Type.I32 ? (int) f32(a) : (long) f32(a) : to == Type.I32 ? (int) f64(a)
          : (long) f64(a);
      case FEXT -> bits((double) f32(a));
      case FTRUNC -> bits((float) f64(a));
      case BITS -> a;
      case ASREF -> throw new AssertionError(op);
    };
  }

  /** A NaN that only moves keeps its payload. */
  @Test
  void nanPayloadsSurviveMoves() {
    var text = """
        func @f(%x: f64, %y: f32) -> f64 {
        entry:
          %b: i64 = bits %x
          %c: f64 = bits %b
          jump next(%c)
        next(%d: f64):
          return %d
        }
        func @g(%y: f32) -> i32 {
        entry:
          %b: i32 = bits %y
          return %b
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(0x7ff0_0000_0000_0001L, guest.call("f", 0x7ff0_0000_0000_0001L, 0));
      assertEquals(0xfff8_dead_beef_0001L, guest.call("f", 0xfff8_dead_beef_0001L, 0));
      assertEquals(0x7f80_0001, guest.call("g", 0x7f80_0001));
      assertEquals(0xffc0_1234, (int) guest.call("g", 0xffc0_1234));
    }
  }
}
