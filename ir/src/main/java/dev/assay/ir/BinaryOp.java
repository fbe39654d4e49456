package dev.assay.ir;

import static dev.assay.ir.Trait.ASSOCIATIVE;
import static dev.assay.ir.Trait.COMMUTATIVE;
import static dev.assay.ir.Trait.PURE;

import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Ops with two operands. Result and operands have one type, except that a shift's count is always {@code i32}. A row without a fold for a
 * type is not defined on that type. The arithmetic is Java's (JLS §15.17–15.22).
 */
public enum BinaryOp {
  ADD("add", "Sum; wraps.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE), (a, b) -> a + b, (a, b) -> a + b, (a, b) -> a + b, (a, b) -> a + b),
  SUB("sub", "Difference; wraps.", Trait.of(PURE), (a, b) -> a - b, (a, b) -> a - b, (a, b) -> a - b, (a, b) -> a - b),
  MUL("mul", "Product; wraps.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE), (a, b) -> a * b, (a, b) -> a * b, (a, b) -> a * b,
      (a, b) -> a * b),
  DIV("div", "Quotient, rounded toward zero for integers; MIN / -1 is MIN. An integer divisor is the value of a check.nonzero.",
      Trait.of(PURE), (a, b) -> a / b, (a, b) -> a / b, (a, b) -> a / b, (a, b) -> a / b),
  REM("rem", "Remainder with the dividend's sign; MIN rem -1 is 0; floats as C's fmod. An integer divisor is the value of a check.nonzero.",
      Trait.of(PURE), (a, b) -> a % b, (a, b) -> a % b, (a, b) -> a % b, (a, b) -> a % b),
  AND("and", "Bitwise and.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE), (a, b) -> a & b, (a, b) -> a & b, null, null),
  OR("or", "Bitwise or.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE), (a, b) -> a | b, (a, b) -> a | b, null, null),
  XOR("xor", "Bitwise exclusive or.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE), (a, b) -> a ^ b, (a, b) -> a ^ b, null, null),
  SHL("shl", "Left shift by the count modulo the width.", Trait.of(PURE), (a, b) -> a << b, (a, b) -> a << b, null, null),
  SHR("shr", "Arithmetic right shift by the count modulo the width.", Trait.of(PURE), (a, b) -> a >> b, (a, b) -> a >> b, null, null),
  USHR("ushr", "Logical right shift by the count modulo the width.", Trait.of(PURE), (a, b) -> a >>> b, (a, b) -> a >>> b, null, null),
  MIN("min", "Smaller operand, signed; floats: NaN if either is, -0.0 below 0.0.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE),
      Math::min, Math::min, Math::min, Math::min),
  MAX("max", "Larger operand, signed; floats: NaN if either is, -0.0 below 0.0.", Trait.of(PURE, COMMUTATIVE, ASSOCIATIVE),
      Math::max, Math::max, Math::max, Math::max),
  MULHIGH("mulhigh", "Upper 64 bits of the signed 128-bit product.", Trait.of(PURE, COMMUTATIVE), null, Math::multiplyHigh, null, null),
  UMULHIGH("umulhigh", "Upper 64 bits of the unsigned 128-bit product.", Trait.of(PURE, COMMUTATIVE), null, Math::unsignedMultiplyHigh,
      null, null);

  private final String text;
  private final String meaning;
  private final Set<Trait> traits;
  private final IntBinaryOperator i32;
  private final LongBinaryOperator i64;
  private final FloatBinary f32;
  private final DoubleBinaryOperator f64;

  interface FloatBinary {
    float apply(float a, float b);
  }

  BinaryOp(String text, String meaning, Set<Trait> traits, IntBinaryOperator i32, LongBinaryOperator i64, FloatBinary f32,
      DoubleBinaryOperator f64) {
    this.text = text;
    this.meaning = meaning;
    this.traits = traits;
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

  /** Float sums and products are not associative: callers reassociate integers only. */
  public Set<Trait> traits() {
    return traits;
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

  public boolean isShift() {
    return this == SHL || this == SHR || this == USHR;
  }

  /** True for the integer ops whose right operand must have been checked against zero. */
  public boolean needsNonzero(Type type) {
    return type.isInt() && (this == DIV || this == REM);
  }

  /** The result's bits for the operands' bits, see {@link Type}. An integer division by zero is the caller's bug. */
  public long fold(Type type, long a, long b) {
    return switch (type) {
      case I32 -> i32.applyAsInt((int) a, (int) b);
      case I64 -> i64.applyAsLong(a, b);
      case F32 -> Float.floatToRawIntBits(f32.apply(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b)));
      case F64 -> Double.doubleToRawLongBits(f64.applyAsDouble(Double.longBitsToDouble(a), Double.longBitsToDouble(b)));
      case REF, PTR -> throw new CompilerBug(text + " is not defined on " + type);
    };
  }
}
