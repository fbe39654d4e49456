package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import dev.assay.runtime.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every row of every arithmetic enum on every type, over all pairs of edge values, against Java expressions written here. Each is compiled
 * twice: over parameters, and with the right operand as a constant, which goes through LLVM's folding and strength reduction.
 *
 * <p>One driver function per case reads operands from a table in memory and writes results to another, since a call of its own thread per
 * pair would take minutes.
 */
class ArithmeticTest {
  private static final long[] INTS = {0, 1, -1, 2, 3, 7, 10, 31, 32, 33, 63, 64, 100, 255, 256, -128, 127, 128, 32767, 32768, 65535, 65536,
    -32768, -3, -7, 0x55555555, 0xCAFEBABE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE, Integer.MAX_VALUE - 1};
  private static final long[] LONGS = {0, 1, -1, 2, -2, 3, -3, 7, -7, 10, 31, 32, 33, 63, 64, 65, 100, 0x7fff_ffffL, 0x8000_0000L,
    0xffff_ffffL, 0x1_0000_0000L, -0x8000_0000L, -0x8000_0001L, (1L << 53) + 1, 0x5555555555555555L, 0xCAFEBABEDEADBEEFL, Long.MIN_VALUE,
    Long.MIN_VALUE + 1, Long.MAX_VALUE, Long.MAX_VALUE - 1};
  private static final double[] DOUBLES = {0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, -7.25, 10, 1e-310, -1e-310, 1e300, -1e300,
    Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN,
    Double.longBitsToDouble(0x7ff0_0000_0000_0001L), Double.longBitsToDouble(0xfff8_1234_5678_9abcL), 2147483647, 2147483648.0,
    -2147483648.0, -2147483649.0, 9.2233720368547748e18, 9.223372036854776e18, -9.223372036854776e18, -9.2233720368547779e18, Math.PI,
    4503599627370495.5, 16777217, 0.1, 3.4028235677973366e38};
  private static final float[] FLOATS = {0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, 3f, -7.25f, 10f, 1e-40f, -1e-40f, 1e30f,
    Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN,
    Float.intBitsToFloat(0x7f80_0001), Float.intBitsToFloat(0xffc1_2345), 2147483647f, -2147483648f, 9.223372e18f, -9.223372e18f,
    (float) Math.PI, 16777216f, 0.1f};

  /** A case: a function of one or two operands, and what Java says of it. */
  private record Case(String name, Type left, Type right, Type result, BiFunction<Long, Long, Long> java, Body body) {}

  private interface Body {
    Insn insn(Function f, Value result, Value a, Value b);
  }

  private static long[] edges(Type type) {
    return switch (type) {
      case I32 -> INTS;
      case I64 -> LONGS;
      case F32 -> {
        long[] bits = new long[FLOATS.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits(FLOATS[i]);
        yield bits;
      }
      case F64 -> {
        long[] bits = new long[DOUBLES.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Double.doubleToRawLongBits(DOUBLES[i]);
        yield bits;
      }
      case REF, PTR -> new long[0];
    };
  }

  /** The right operands that are tried as constants: those that rewriting treats apart. */
  private static long[] constants(Type type) {
    return switch (type) {
      case I32 -> new long[] {0, 1, -1, 2, 7, -8, 33, Integer.MIN_VALUE, Integer.MAX_VALUE};
      case I64 -> new long[] {0, 1, -1, 2, 7, -8, 65, Long.MIN_VALUE, Long.MAX_VALUE};
      case F32 -> new long[] {bits(0f), bits(-0f), bits(1f), bits(-2f), bits(3f), bits(Float.NaN), bits(Float.POSITIVE_INFINITY)};
      case F64 -> new long[] {bits(0.0), bits(-0.0), bits(1.0), bits(-2.0), bits(3.0), bits(Double.NaN), bits(Double.POSITIVE_INFINITY)};
      case REF, PTR -> new long[0];
    };
  }

  private static int i(long bits) {
    return (int) bits;
  }

  private static float f(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double d(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  private static long bit(boolean value) {
    return value ? 1 : 0;
  }

  // What Java says

  private static long java(BinaryOp op, Type type, long a, long b) {
    return switch (type) {
      case I32 -> switch (op) {
        case ADD -> i(a) + i(b);
        case SUB -> i(a) - i(b);
        case MUL -> i(a) * i(b);
        case DIV -> i(a) / i(b);
        case REM -> i(a) % i(b);
        case AND -> i(a) & i(b);
        case OR -> i(a) | i(b);
        case XOR -> i(a) ^ i(b);
        case SHL -> i(a) << i(b);
        case SHR -> i(a) >> i(b);
        case USHR -> i(a) >>> i(b);
        case MIN -> Math.min(i(a), i(b));
        case MAX -> Math.max(i(a), i(b));
        case MULHIGH, UMULHIGH -> throw new AssertionError();
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
        case SHL -> a << i(b);
        case SHR -> a >> i(b);
        case USHR -> a >>> i(b);
        case MIN -> Math.min(a, b);
        case MAX -> Math.max(a, b);
        case MULHIGH -> Math.multiplyHigh(a, b);
        case UMULHIGH -> Math.unsignedMultiplyHigh(a, b);
      };
      case F32 -> switch (op) {
        case ADD -> bits(f(a) + f(b));
        case SUB -> bits(f(a) - f(b));
        case MUL -> bits(f(a) * f(b));
        case DIV -> bits(f(a) / f(b));
        case REM -> bits(f(a) % f(b));
        case MIN -> bits(Math.min(f(a), f(b)));
        case MAX -> bits(Math.max(f(a), f(b)));
        case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> throw new AssertionError();
      };
      case F64 -> switch (op) {
        case ADD -> bits(d(a) + d(b));
        case SUB -> bits(d(a) - d(b));
        case MUL -> bits(d(a) * d(b));
        case DIV -> bits(d(a) / d(b));
        case REM -> bits(d(a) % d(b));
        case MIN -> bits(Math.min(d(a), d(b)));
        case MAX -> bits(Math.max(d(a), d(b)));
        case AND, OR, XOR, SHL, SHR, USHR, MULHIGH, UMULHIGH -> throw new AssertionError();
      };
      case REF, PTR -> throw new AssertionError();
    };
  }

  private static long java(UnaryOp op, Type type, long a) {
    return switch (type) {
      case I32 -> switch (op) {
        case NEG -> -i(a);
        case POPCOUNT -> Integer.bitCount(i(a));
        case CLZ -> Integer.numberOfLeadingZeros(i(a));
        case CTZ -> Integer.numberOfTrailingZeros(i(a));
        case BSWAP -> Integer.reverseBytes(i(a));
        case BITREV -> Integer.reverse(i(a));
        case ABS, SQRT, FLOOR, CEIL, RINT -> throw new AssertionError();
      };
      case I64 -> switch (op) {
        case NEG -> -a;
        case POPCOUNT -> Long.bitCount(a);
        case CLZ -> Long.numberOfLeadingZeros(a);
        case CTZ -> Long.numberOfTrailingZeros(a);
        case BSWAP -> Long.reverseBytes(a);
        case BITREV -> Long.reverse(a);
        case ABS, SQRT, FLOOR, CEIL, RINT -> throw new AssertionError();
      };
      case F32 -> switch (op) {
        // By the bits: a NaN's sign is Java's to choose when it negates.
        case NEG -> (int) (a ^ 0x8000_0000L);
        case ABS -> a & 0x7fff_ffffL;
        case SQRT -> bits((float) Math.sqrt(f(a)));
        case FLOOR, CEIL, RINT, POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> throw new AssertionError();
      };
      case F64 -> switch (op) {
        case NEG -> a ^ Long.MIN_VALUE;
        case ABS -> a & Long.MAX_VALUE;
        case SQRT -> bits(Math.sqrt(d(a)));
        case FLOOR -> bits(Math.floor(d(a)));
        case CEIL -> bits(Math.ceil(d(a)));
        case RINT -> bits(Math.rint(d(a)));
        case POPCOUNT, CLZ, CTZ, BSWAP, BITREV -> throw new AssertionError();
      };
      case REF, PTR -> throw new AssertionError();
    };
  }

  private static long java(CompareOp op, Type type, long a, long b) {
    return switch (type) {
      case I32 -> switch (op) {
        case EQ -> bit(i(a) == i(b));
        case NE -> bit(i(a) != i(b));
        case LT -> bit(i(a) < i(b));
        case LE -> bit(i(a) <= i(b));
        case GT -> bit(i(a) > i(b));
        case GE -> bit(i(a) >= i(b));
        case ULT -> bit(Integer.compareUnsigned(i(a), i(b)) < 0);
        case ULE -> bit(Integer.compareUnsigned(i(a), i(b)) <= 0);
        case UGT -> bit(Integer.compareUnsigned(i(a), i(b)) > 0);
        case UGE -> bit(Integer.compareUnsigned(i(a), i(b)) >= 0);
        case CMP -> Integer.compare(i(a), i(b));
        case CMPL, CMPG -> throw new AssertionError();
      };
      case I64 -> switch (op) {
        case EQ -> bit(a == b);
        case NE -> bit(a != b);
        case LT -> bit(a < b);
        case LE -> bit(a <= b);
        case GT -> bit(a > b);
        case GE -> bit(a >= b);
        case ULT -> bit(Long.compareUnsigned(a, b) < 0);
        case ULE -> bit(Long.compareUnsigned(a, b) <= 0);
        case UGT -> bit(Long.compareUnsigned(a, b) > 0);
        case UGE -> bit(Long.compareUnsigned(a, b) >= 0);
        case CMP -> Long.compare(a, b);
        case CMPL, CMPG -> throw new AssertionError();
      };
      case F32 -> floats(op, f(a), f(b));
      case F64 -> floats(op, d(a), d(b));
      case REF, PTR -> throw new AssertionError();
    };
  }

  private static long floats(CompareOp op, double a, double b) {
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

  private static long java(ConvertOp op, Type from, Type to, long a) {
    return switch (op) {
      case SEXT -> i(a);
      case ZEXT -> Integer.toUnsignedLong(i(a));
      case TRUNC -> (int) a;
      case SEXT8 -> (byte) a;
      case SEXT16 -> (short) a;
      case ZEXT16 -> (char) a;
      case ITOF -> to == Type.F32 ? bits(from == Type.I32 ? (float) i(a) : (float) a) : bits(from == Type.I32 ? (double) i(a) : (double) a);
      case FTOI -> to == Type.I32 ? from == Type.F32 ? (int) f(a) : (int) d(a) : from == Type.F32 ? (long) f(a) : (long) d(a);
      case FEXT -> bits((double) f(a));
      case FTRUNC -> bits((float) d(a));
      case BITS -> a;
      case ASREF -> throw new AssertionError();
    };
  }

  private static final Position POS = Position.NONE;

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (var type : Type.values()) {
      for (var op : UnaryOp.values())
        if (op.accepts(type))
          cases.add(new Case(op.text() + "." + type, type, null, type, (a, _) -> java(op, type, a),
              (_, r, a, _) -> new Insn.Unary(POS, r, op, a)));
      for (var op : BinaryOp.values())
        if (op.accepts(type))
          cases.add(new Case(op.text() + "." + type, type, op.isShift() ? Type.I32 : type, type, (a, b) -> java(op, type, a, b),
              (_, r, a, b) -> new Insn.Binary(POS, r, op, a, b)));
      for (var op : CompareOp.values())
        if (op.accepts(type) && !type.isAddress())
          cases.add(new Case(op.text() + "." + type, type, type, Type.I32, (a, b) -> java(op, type, a, b),
              (_, r, a, b) -> new Insn.Compare(POS, r, op, a, b)));
      for (var op : ConvertOp.values())
        for (var to : Type.values())
          if (op.accepts(type, to) && op != ConvertOp.ASREF)
            cases.add(new Case(op.text() + "." + type + "." + to, type, null, to, (a, _) -> java(op, type, to, a),
                (_, r, a, _) -> new Insn.Convert(POS, r, op, a)));
    }
    for (var type : List.of(Type.F32, Type.F64))
      cases.add(new Case("fma." + type, type, type, type,
          (a, b) -> type == Type.F32 ? bits(Math.fma(f(a), f(b), f(a))) : bits(Math.fma(d(a), d(b), d(a))),
          (_, r, a, b) -> new Insn.Fma(POS, r, a, b, a)));
    return cases;
  }

  private static boolean dividesIntegers(Case c) {
    return c.left.isInt() && (c.name.startsWith("div.") || c.name.startsWith("rem."));
  }

  // Code that runs a case over tables

  /** {@code void name(i64 left, i64 right, i64 results, i32 count)}: each operand and result in a slot of 8 bytes. */
  private static Function overTables(Case c, String name, Long constant) {
    var f = new Function(name, null);
    var entry = f.newBlock("entry");
    var head = f.newBlock("head");
    var body = f.newBlock("body");
    var done = f.newBlock("done");
    var left = f.newValue(Type.I64);
    var right = f.newValue(Type.I64);
    var results = f.newValue(Type.I64);
    var count = f.newValue(Type.I32);
    entry.params().addAll(List.of(left, right, results, count));
    var nowhere = constant(f, entry, Type.PTR, 0);
    var zero = constant(f, entry, Type.I32, 0);
    var one = constant(f, entry, Type.I32, 1);
    var fixed = constant == null ? null : constant(f, entry, c.right, constant);
    var tableA = address(f, entry, nowhere, left, 1);
    var tableB = address(f, entry, nowhere, right, 1);
    var tableR = address(f, entry, nowhere, results, 1);
    entry.insns().add(new Terminator.Jump(POS, Edge.to(head, zero)));

    var index = f.newValue(Type.I32);
    head.params().add(index);
    var more = f.newValue(Type.I32);
    head.insns().add(new Insn.Compare(POS, more, CompareOp.LT, index, count));
    head.insns().add(new Terminator.Branch(POS, more, Edge.to(body), Edge.to(done)));

    var a = load(f, body, c.left, address(f, body, tableA, index, 8));
    Value b = null;
    if (fixed != null) b = fixed;
    else if (c.right != null) b = load(f, body, c.right, address(f, body, tableB, index, 8));
    if (dividesIntegers(c) && fixed == null) {
      var checked = f.newValue(c.right);
      body.insns().add(new Insn.Check(POS, checked, CheckOp.NONZERO, List.of(b), ""));
      b = checked;
    }
    var result = f.newValue(c.result);
    body.insns().add(c.body.insn(f, result, a, b));
    var slot = address(f, body, tableR, index, 8);
    var mem = dev.assay.ir.MemType.of(c.result.toString()).orElseThrow();
    body.insns().add(new Insn.Store(POS, mem, slot, 0, result));
    var next = f.newValue(Type.I32);
    body.insns().add(new Insn.Binary(POS, next, BinaryOp.ADD, index, one));
    body.insns().add(new Terminator.Jump(POS, Edge.to(head, next)));
    done.insns().add(new Terminator.Return(POS, null));
    return f;
  }

  private static Value constant(Function f, dev.assay.ir.Block block, Type type, long bits) {
    var value = f.newValue(type);
    block.insns().add(new Insn.Const(POS, value, bits));
    return value;
  }

  private static Value address(Function f, dev.assay.ir.Block block, Value base, Value index, int scale) {
    var value = f.newValue(Type.PTR);
    block.insns().add(new Insn.Address(POS, value, base, index, scale, 0));
    return value;
  }

  private static Value load(Function f, dev.assay.ir.Block block, Type type, Value address) {
    var value = f.newValue(type);
    block.insns().add(new Insn.Load(POS, value, dev.assay.ir.MemType.of(type.toString()).orElseThrow(), address, 0));
    return value;
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void everyRowOverAllPairs(String variant) {
    var module = new Module("arithmetic");
    var cases = cases();
    for (var c : cases) {
      module.add(overTables(c, c.name, null));
      // With constants, the rows that LLVM rewrites most.
      if (c.right != null && !c.name.startsWith("fma"))
        for (long constant : constants(c.right))
          if (!(dividesIntegers(c) && constant == 0)) module.add(overTables(c, c.name + " " + constant, constant));
    }
    try (var guest = Guest.of(variant, module, Guest.HEAP_BYTES)) {
      for (var c : cases) {
        checkPairs(guest, c, c.name, c.right == null ? new long[] {0} : edges(c.right));
        if (c.right == null || c.name.startsWith("fma")) continue;
        for (long constant : constants(c.right))
          if (!(dividesIntegers(c) && constant == 0)) checkPairs(guest, c, c.name + " " + constant, new long[] {constant});
      }
    }
  }

  private static void checkPairs(Guest guest, Case c, String function, long[] rights) {
    try (var arena = Arena.ofConfined()) {
      int most = edges(c.left).length * rights.length;
      long left = arena.allocate(8L * most, 8).address();
      long right = arena.allocate(8L * most, 8).address();
      long results = arena.allocate(8L * most, 8).address();
      int n = 0;
      for (long a : edges(c.left))
        for (long b : rights) {
          if (dividesIntegers(c) && b == 0) continue;
          Memory.putLong(left + 8L * n, a);
          Memory.putLong(right + 8L * n, b);
          n++;
        }
      guest.call(function, left, right, results, n);
      for (int k = 0; k < n; k++) {
        long a = Memory.getLong(left + 8L * k);
        long b = Memory.getLong(right + 8L * k);
        long expected = c.java.apply(a, b);
        long actual = Memory.getLong(results + 8L * k);
        assertEquals(canonical(c, expected), canonical(c, actual),
            () -> function + "(" + Long.toHexString(a) + ", " + Long.toHexString(b) + ")");
      }
    }
  }

  /** The bits that count: an i32's or f32's are the low half. Which NaN arithmetic gives is nobody's promise; ops on bits keep it. */
  private static long canonical(Case c, long bits) {
    boolean exact = c.name.startsWith("neg.") || c.name.startsWith("abs.") || c.name.startsWith("bits.");
    return switch (c.result) {
      case I32 -> (int) bits;
      case F32 -> exact ? (int) bits : Float.floatToIntBits(f(bits));
      case F64 -> exact ? bits : Double.doubleToLongBits(d(bits));
      case I64, REF, PTR -> bits;
    };
  }
}
