package dev.assay.runtime;

import dev.assay.ir.CheckOp;
import dev.assay.ir.MemType;

/** What a failing check throws, with the host's message. One home for all backends. */
public final class CheckFailure {
  private CheckFailure() {}

  /**
   * @param detail the check's detail
   * @param a raw bits of its first operand
   * @param b raw bits of its second operand, if it has one
   */
  public static Unwinding.Thrown of(ObjectModel objects, CheckOp op, String detail, long a, long b) {
    return objects.exception(
        op.exception(),
        switch (op) {
          case NONZERO -> "/ by zero";
          case NULL -> nullMessage(detail);
          case BOUNDS -> boundsMessage((int) a, (int) b);
          case SIZE -> String.valueOf((int) a);
          case CAST -> castMessage(objects.classNameOf(a), detail);
          case STORE -> ClassTable.binaryName(objects.classNameOf(a));
        });
  }

  public static String nullMessage(String detail) {
    return detail.isEmpty() ? null : detail;
  }

  public static String boundsMessage(int index, int length) {
    return "Index " + index + " out of bounds for length " + length;
  }

  /** The host's text, with module and loader of both classes. */
  public static String castMessage(String from, String to) {
    var a = ClassTable.binaryName(from);
    var b = ClassTable.binaryName(to);
    var placeA = place(from);
    var placeB = place(to);
    var places = placeA.equals(placeB)
        ? a + " and " + b + " are in " + placeA
        : a + " is in " + placeA + "; " + b + " is in " + placeB;
    return "class " + a + " cannot be cast to class " + b + " (" + places + ")";
  }

  private static String place(String className) {
    var element = className;
    while (element.startsWith("[")) element = ClassTable.elementType(element) == MemType.REF ? ClassTable.elementClass(element) : "java/";
    return element.startsWith("java/") ? "module java.base of loader 'bootstrap'" : "unnamed module of loader 'app'";
  }
}
