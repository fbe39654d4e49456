package dev.assay.jvm;

import java.util.ArrayList;
import java.util.List;

/** The guest classes that host code makes objects of, and their fields that it reads or writes. */
final class RuntimeClasses {
  static final String CLASS = "java/lang/Class";

  static final String STRING_VALUE = "java/lang/String.value";
  static final String STRING_CODER = "java/lang/String.coder";
  static final String BACKTRACE = "java/lang/Throwable.backtrace";
  static final String MESSAGE = "java/lang/Throwable.detailMessage";
  static final String CAUSE = "java/lang/Throwable.cause";

  /** Fields of throwables that start with the value of a static field, where both are declared. */
  static final String STACK_TRACE = "java/lang/Throwable.stackTrace";
  static final String UNASSIGNED_STACK = "java/lang/Throwable.UNASSIGNED_STACK";
  static final String SUPPRESSED = "java/lang/Throwable.suppressedExceptions";
  static final String SUPPRESSED_SENTINEL = "java/lang/Throwable.SUPPRESSED_SENTINEL";

  /** What the host throws by itself. */
  static final List<String> RAISED = List.of("java/lang/NullPointerException", "java/lang/ArithmeticException",
      "java/lang/ArrayIndexOutOfBoundsException", "java/lang/NegativeArraySizeException", "java/lang/ArrayStoreException",
      "java/lang/ClassCastException", "java/lang/StackOverflowError", "java/lang/OutOfMemoryError", "java/lang/Error");

  static final List<String> MADE_BY_HOST = madeByHost();

  private RuntimeClasses() {}

  private static List<String> madeByHost() {
    var names = new ArrayList<>(List.of(ReferenceTypes.OBJECT, ReferenceTypes.STRING, CLASS, ReferenceTypes.THROWABLE));
    names.addAll(RAISED);
    return List.copyOf(names);
  }

  static boolean isMadeByHost(String guestClass) {
    return MADE_BY_HOST.contains(guestClass);
  }
}
