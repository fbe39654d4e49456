package dev.assay.ir;

/**
 * Checks. Each yields its first operand, or throws. The user takes the yielded value, so that data dependence and not position keeps it
 * below the check.
 */
public enum CheckOp {
  NONZERO("check.nonzero", 1, "java/lang/ArithmeticException", "Yields a nonzero integer; 0 throws \"/ by zero\"."),
  NULL("check.null", 1, "java/lang/NullPointerException", "Yields a reference that is not null; the detail is the message thrown."),
  BOUNDS("check.bounds", 2, "java/lang/ArrayIndexOutOfBoundsException",
      "Yields an index that is at least 0 and below the length, the second operand."),
  SIZE("check.size", 1, "java/lang/NegativeArraySizeException", "Yields an array length that is not negative."),
  CAST("check.cast", 1, "java/lang/ClassCastException", "Yields a reference that is null or an instance of the class in the detail."),
  STORE("check.store", 2, "java/lang/ArrayStoreException",
      "Yields a reference that may be stored in the array of references, the second operand.");

  private final String text;
  private final int arity;
  private final String exception;
  private final String meaning;

  CheckOp(String text, int arity, String exception, String meaning) {
    this.text = text;
    this.arity = arity;
    this.exception = exception;
    this.meaning = meaning;
  }

  public String text() {
    return text;
  }

  public int arity() {
    return arity;
  }

  /** Internal name of the class thrown. */
  public String exception() {
    return exception;
  }

  public String meaning() {
    return meaning;
  }

  /** True when the text form carries a quoted detail: the message of a null check, the class of a cast. */
  public boolean hasDetail() {
    return this == NULL || this == CAST;
  }

  public boolean accepts(int operand, Type type) {
    return switch (this) {
      case NONZERO -> type.isInt();
      case BOUNDS, SIZE -> type == Type.I32;
      case NULL, CAST, STORE -> type == Type.REF;
    };
  }
}
