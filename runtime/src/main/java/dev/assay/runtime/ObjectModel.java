package dev.assay.runtime;

import dev.assay.ir.MemType;

/**
 * What the reference interpreter and the host functions need to know of objects. A reference is a {@code long}, 0 for null: an address in
 * the shared off-heap heap, or a handle of a backend with objects of its own. Callers check null, bounds and classes before.
 */
public interface ObjectModel {
  /** The interned string. */
  long internString(String text);

  /** A new string. */
  long newString(String text);

  /** The text of a string. */
  String stringText(long ref);

  /**
   * A zeroed array.
   *
   * @param arrayClass e.g. {@code [I}
   * @throws Unwinding.Thrown OutOfMemoryError
   */
  long newArray(String arrayClass, int length);

  int arrayLength(long array);

  long load(MemType mem, long array, int index);

  void store(MemType mem, long array, int index, long bits);

  /** Copies elements between arrays of equal element size; ranges are checked and may overlap. */
  void copyElements(long from, int fromIndex, long to, int toIndex, int length);

  /**
   * @param field {@code owner.name}
   */
  long getStatic(String field);

  void putStatic(String field, long bits);

  /** The internal name of an object's class, e.g. {@code [I}. */
  String classNameOf(long ref);

  boolean isInstance(long ref, String className);

  /** Whether two references are the same object. */
  boolean same(long a, long b);

  long newThrowable(GuestThrowable throwable);

  GuestThrowable throwable(long ref);

  /** The exception, ready to be thrown through Java frames. Its trace is empty. */
  default Unwinding.Thrown exception(String className, String message) {
    var throwable = new GuestThrowable(className, message, null);
    return new Unwinding.Thrown(throwable, newThrowable(throwable));
  }
}
