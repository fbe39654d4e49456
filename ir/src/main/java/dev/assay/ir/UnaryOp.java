package dev.assay.ir;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;

/** Ops with one operand; the result has its type. A row without a fold for a type is not defined on that type. All are pure. */
public enum UnaryOp {
  NEG("neg", "Negation; wraps for integers, flips the sign bit of floats.", a -> -a, a -> -a, a -> -a, a -> -a),
  ABS("abs", "Magnitude: clears the sign bit.", null, null, Math::abs, Math::abs),
  SQRT("sqrt", "Correctly rounded square root.", null, null, a -> (float) Math.sqrt(a), Math::sqrt),
  FLOOR("floor", "Largest integral value not above the operand.", null, null, null, Math::floor),
  CEIL("ceil", "Smallest integral value not below the operand.", null, null, null, Math::ceil),
  RINT("rint", "Nearest integral value, ties to even.", null, null, null, Math::rint),
  POPCOUNT("popcount", "Number of one bits.", Integer::bitCount, Long::bitCount, null, null),
  CLZ("clz", "Number of leading zero bits; the width for 0.", Integer::numberOfLeadingZeros, Long::numberOfLeadingZeros, null, null),
  CTZ("ctz", "Number of trailing zero bits; the width for 0.", Integer::numberOfTrailingZeros, Long::numberOfTrailingZeros, null, null),
  BSWAP("bswap", "Bytes in reverse order.", Integer::reverseBytes, Long::reverseBytes, null, null),
  BITREV("bitrev", "Bits in reverse order.", Integer::reverse, Long::reverse, null, null);

  private final String text;
  private final String meaning;
  private final IntUnaryOperator i32;
  private final LongUnaryOperator i64;
  private final FloatUnary f32;
  private final DoubleUnaryOperator f64;

  interface FloatUnary {
    float apply(float a);
  }

  UnaryOp(String text, String meaning, IntUnaryOperator i32, LongUnaryOperator i64, FloatUnary f32, DoubleUnaryOperator f64) {
    this.text = text;
    this.meaning = meaning;
    this.i32 = i32;
    this.i64 = i64;
    this.f32 = f32;
    this.f64 = f64;
  }

  public String text() {
    return text;
  }

  public String meaning() {
    return meaning;
  }

  public boolean accepts(Type type) {
    return switch (type) {
      case I32 -> i32 != null;
      case I64 -> i64 != null;
      case F32 -> f32 != null;
      case F64 -> f64 != null;
      case REF, PTR -> false;
    };
  }

  /** The result's bits for an operand's bits, see {@link Type}. */
  public long fold(Type type, long a) {
    return switch (type) {
      case I32 -> i32.applyAsInt((int) a);
      case I64 -> i64.applyAsLong(a);
      case F32 -> Float.floatToRawIntBits(f32.apply(Float.intBitsToFloat((int) a)));
      case F64 -> Double.doubleToRawLongBits(f64.applyAsDouble(Double.longBitsToDouble(a)));
      case REF, PTR -> throw new CompilerBug(text + " is not defined on " + type);
    };
  }
}
