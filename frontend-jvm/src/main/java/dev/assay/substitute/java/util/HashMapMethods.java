package dev.assay.substitute.java.util;

/** Bodies of methods of {@code HashMap}. */
public final class HashMapMethods {
  private HashMapMethods() {}

  /** The class of a key that may be compared with its like. The JDK asks for {@code Comparable<C>} by reflection. */
  public static Class<?> comparableClassFor(Object key) {
    return key instanceof Comparable<?> ? key.getClass() : null;
  }
}
