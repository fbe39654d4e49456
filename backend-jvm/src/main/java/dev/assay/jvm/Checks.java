package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.runtime.CheckFailure;
import java.lang.reflect.Array;

/** Checks that generated code calls where the host does none by itself that fits. Public only for generated code. */
public final class Checks {
  private Checks() {}

  /** {@code check.bounds}. The form that HotSpot turns into one unsigned comparison when the length is known not to be negative. */
  public static void index(int index, int length) {
    if (index < 0 || index >= length) throw new ArrayIndexOutOfBoundsException(CheckFailure.boundsMessage(index, length));
  }

  /** {@code check.size}. */
  public static void size(int length) {
    if (length < 0) throw new NegativeArraySizeException(String.valueOf(length));
  }

  /** {@code check.store}. */
  public static void storable(Object value, Object array) {
    if (value != null && !array.getClass().getComponentType().isInstance(value)) throw new ArrayStoreException(value.getClass().getName());
  }

  /** {@code array.length} of what the verifier does not know to be an array. */
  public static int length(Object array) {
    // In code that no correct program reaches this need not be an array, since only a class check behind it would tell.
    return array.getClass().isArray() ? Array.getLength(array) : 0;
  }

  /** A virtual call on what no object can be. */
  public static void unreachable() {
    throw new CompilerBug("a virtual call without any target");
  }

  /** The throwable, to be thrown where the compiler asks for a declaration. */
  @SuppressWarnings("unchecked")
  static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
