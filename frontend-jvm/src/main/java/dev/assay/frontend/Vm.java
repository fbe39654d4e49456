package dev.assay.frontend;

import java.util.List;

/** The classes that a program has without naming them: objects of these are made by the runtime. */
final class Vm {
  /** The code behind what the language does by itself, in Java. */
  static final String SUPPORT = Substitutes.own("VmSupport");

  /** Made by checks and by the runtime. */
  static final List<String> INSTANTIATED = List.of("java/lang/Object", "java/lang/String", "java/lang/Class",
      "java/lang/ArithmeticException", "java/lang/NullPointerException", "java/lang/ArrayIndexOutOfBoundsException",
      "java/lang/NegativeArraySizeException", "java/lang/ArrayStoreException", "java/lang/ClassCastException",
      "java/lang/StackOverflowError", "java/lang/OutOfMemoryError");

  /** Initialised before main, as the host does: what the runtime makes has some of their statics as fields. */
  static final List<String> INITIALISED = List.of("java/lang/Throwable");

  private Vm() {}
}
