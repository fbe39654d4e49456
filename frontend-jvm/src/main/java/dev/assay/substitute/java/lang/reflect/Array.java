package dev.assay.substitute.java.lang.reflect;

import dev.assay.substitute.Access;

/** What the library does with arrays whose class it does not know. */
public final class Array {
  private Array() {}

  public static Object newInstance(Class<?> element, int length) {
    if (length < 0) throw new NegativeArraySizeException(String.valueOf(length));
    if (!element.isPrimitive()) return Access.newArray(element, length);
    if (element == int.class) return new int[length];
    if (element == long.class) return new long[length];
    if (element == double.class) return new double[length];
    if (element == float.class) return new float[length];
    if (element == char.class) return new char[length];
    if (element == byte.class) return new byte[length];
    if (element == short.class) return new short[length];
    if (element == boolean.class) return new boolean[length];
    throw new IllegalArgumentException();
  }

  public static int getLength(Object array) {
    return switch (array) {
      case Object[] a -> a.length;
      case int[] a -> a.length;
      case long[] a -> a.length;
      case double[] a -> a.length;
      case float[] a -> a.length;
      case char[] a -> a.length;
      case byte[] a -> a.length;
      case short[] a -> a.length;
      case boolean[] a -> a.length;
      default -> throw new IllegalArgumentException("Argument is not an array");
    };
  }
}
