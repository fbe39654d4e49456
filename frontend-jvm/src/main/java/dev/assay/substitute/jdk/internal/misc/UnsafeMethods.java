package dev.assay.substitute.jdk.internal.misc;

/** Bodies of methods of {@code jdk.internal.misc.Unsafe}. Offsets are those of the arrays in Assay's heap. */
public final class UnsafeMethods {
  private static final int ARRAY_BASE = 16;

  private UnsafeMethods() {}

  public static void registerNatives() {}

  public static Object allocateUninitializedArray(Object self, Class<?> element, int length) {
    if (element == byte.class) return new byte[length];
    if (element == char.class) return new char[length];
    throw new IllegalArgumentException(element.getName());
  }

  public static int arrayBaseOffset0(Object self, Class<?> array) {
    return ARRAY_BASE;
  }

  public static int arrayIndexScale0(Object self, Class<?> array) {
    return switch (array.getComponentType().getName()) {
      case "boolean", "byte" -> 1;
      case "char", "short" -> 2;
      case "int", "float" -> 4;
      default -> 8;
    };
  }
}
