package dev.assay.runtime;

import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import java.util.List;

/**
 * What the reference interpreter and the host functions need to know of objects. A reference is a {@code long}, 0 for null: an address in
 * the shared off-heap heap, or a handle of a backend with objects of its own. Callers check null, bounds and classes before.
 */
public interface ObjectModel {
  /** The program whose objects these are. */
  Module module();

  /** The interned string. */
  long internString(String text);

  /** A new string. */
  long newString(String text);

  /** The text of a string. */
  String stringText(long ref);

  /** The interned string of the same text: this one, if it is the first. */
  long intern(long string);

  /** A zeroed object of a class that is no array class. */
  long newObject(String className);

  /**
   * @param field {@code owner.name}, the owner being the class that declares it
   */
  long getField(long object, String field);

  void putField(long object, String field, long bits);

  /** A copy of an object or array. */
  long copy(long object);

  int identityHash(long object);

  /** The java.lang.Class object of a class, array class or primitive type, by its internal name or, of a primitive type, its Java name. */
  long classObject(String className);

  /** The class that a java.lang.Class object stands for. */
  String classOfObject(long classObject);

  /** An object that stands for these frames. */
  long newTrace(List<GuestThrowable.Frame> frames);

  /** The frames that such an object stands for. */
  List<GuestThrowable.Frame> trace(long backtrace);

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

  /**
   * Keeps an object alive until {@link #release}: for Java code that has the only reference to it across an allocation. A model whose
   * references keep their objects alive by themselves does nothing.
   */
  default void hold(long ref) {}

  /** Ends the last {@link #hold}. */
  default void release() {}

  /** The frames of what runs now. */
  CallStack callStack();

  /** Makes another stack that of what runs now. Whoever continues what another began puts the other's back. */
  void runOn(CallStack stack);

  /** The exception, made here and ready to be thrown through Java frames. */
  default Unwinding.Thrown exception(String className, String message) {
    return exception(className, message, callStack());
  }

  /** The same with a stack of its own. */
  default Unwinding.Thrown exception(String className, String message, CallStack stack) {
    var throwable = new GuestThrowable(className, message, null, stack.frames());
    return new Unwinding.Thrown(newThrowable(throwable));
  }
}
