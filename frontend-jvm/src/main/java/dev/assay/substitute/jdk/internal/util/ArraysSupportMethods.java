package dev.assay.substitute.jdk.internal.util;

/** Bodies of methods of {@code ArraysSupport}. */
public final class ArraysSupportMethods {
  private ArraysSupportMethods() {}

  /** Compares nothing: the complement of the result says how many elements are left to be compared one by one. */
  public static int vectorizedMismatch(Object a, long aOffset, Object b, long bOffset, int length, int log2ArrayIndexScale) {
    return ~length;
  }

  /** The JDK reads the characters through the class library's inner doors. */
  public static int utf16hashCode(int result, byte[] text, int from, int length) {
    for (int i = from; i < from + length; i++) result = 31 * result + (text[2 * i] & 0xff | text[2 * i + 1] << 8 & 0xff00);
    return result;
  }
}
