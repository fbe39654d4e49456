package dev.assay.ir;

import java.util.Optional;

/**
 * Comparisons; operands have one type, the result is {@code i32}. {@code eq} to {@code uge} give 0 or 1; {@code cmp cmpl cmpg} give
 * -1, 0 or 1. On floats a comparison with NaN is false, but {@code ne} is true. All are pure.
 */
public enum CompareOp {
  EQ("eq", "Equal."),
  NE("ne", "Not equal; true when an operand is NaN."),
  LT("lt", "Less, signed."),
  LE("le", "Less or equal, signed."),
  GT("gt", "Greater, signed."),
  GE("ge", "Greater or equal, signed."),
  ULT("ult", "Less, unsigned."),
  ULE("ule", "Less or equal, unsigned."),
  UGT("ugt", "Greater, unsigned."),
  UGE("uge", "Greater or equal, unsigned."),
  CMP("cmp", "Sign of the difference of two signed integers."),
  CMPL("cmpl", "Sign of the difference of two floats, -1 when an operand is NaN."),
  CMPG("cmpg", "Sign of the difference of two floats, 1 when an operand is NaN.");

  private final String text;
  private final String meaning;

  CompareOp(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  public String text() {
    return text;
  }

  public String meaning() {
    return meaning;
  }

  public boolean accepts(Type type) {
    return switch (this) {
      case EQ, NE -> true;
      case LT, LE, GT, GE -> !type.isAddress();
      case ULT, ULE, UGT, UGE -> type.isInt() || type == Type.PTR;
      case CMP -> type.isInt();
      case CMPL, CMPG -> type.isFloat();
    };
  }

  /** The op that is true exactly when this one is false, if there is one on {@code type}: float orders have none, because of NaN. */
  public Optional<CompareOp> negated(Type type) {
    return switch (this) {
      case EQ -> Optional.of(NE);
      case NE -> Optional.of(EQ);
      case LT -> type.isFloat() ? Optional.empty() : Optional.of(GE);
      case LE -> type.isFloat() ? Optional.empty() : Optional.of(GT);
      case GT -> type.isFloat() ? Optional.empty() : Optional.of(LE);
      case GE -> type.isFloat() ? Optional.empty() : Optional.of(LT);
      case ULT -> Optional.of(UGE);
      case ULE -> Optional.of(UGT);
      case UGT -> Optional.of(ULE);
      case UGE -> Optional.of(ULT);
      case CMP, CMPL, CMPG -> Optional.empty();
    };
  }

  /** The result for the operands' bits, see {@link Type}. */
  public int fold(Type type, long a, long b) {
    return switch (type) {
      case I32, I64, REF, PTR -> integers(a, b);
      case F32 -> floats(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b));
      case F64 -> floats(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
    };
  }

  // Both i32 operands are sign-extended, which keeps signed and unsigned order alike.
  private int integers(long a, long b) {
    return switch (this) {
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
      case CMPL, CMPG -> throw new CompilerBug(text + " is not defined on integers");
    };
  }

  private int floats(double a, double b) {
    return switch (this) {
      case EQ -> bit(a == b);
      case NE -> bit(a != b);
      case LT -> bit(a < b);
      case LE -> bit(a <= b);
      case GT -> bit(a > b);
      case GE -> bit(a >= b);
      case CMPL -> a > b ? 1 : a == b ? 0 : -1;
      case CMPG -> a < b ? -1 : a == b ? 0 : 1;
      case ULT, ULE, UGT, UGE, CMP -> throw new CompilerBug(text + " is not defined on floats");
    };
  }

  private static int bit(boolean b) {
    return b ? 1 : 0;
  }
}
