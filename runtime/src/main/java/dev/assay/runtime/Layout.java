package dev.assay.runtime;

/**
 * Where things lie, in bytes. One layout serves the interpreters and both native backends, so that a reference can cross between them.
 *
 * <pre>
 * object   0 class record address (8)   8 identity hash (4)   12 first field
 * array    0 class record address (8)   8 identity hash (4)   12 length (4)   16 elements
 * </pre>
 */
public final class Layout {
  public static final int CLASS_OFFSET = 0;
  public static final int HASH_OFFSET = 8;
  public static final int LENGTH_OFFSET = 12;
  public static final int ARRAY_DATA_OFFSET = 16;

  /** Strings and throwables are opaque to guest code: their one field is an index into a table of the {@link Machine}. */
  public static final int TABLE_INDEX_OFFSET = 12;

  public static final int OPAQUE_OBJECT_BYTES = 16;

  /** Objects begin at multiples of this. */
  public static final int OBJECT_ALIGNMENT = 8;

  /** In a class record: the class's number in its {@link ClassTable}. */
  public static final int CLASS_ID_OFFSET = 0;

  /** In a class record: log2 of the element size if it is that of an array class, else {@link #NO_SHIFT}; i32. */
  public static final int CLASS_SHIFT_OFFSET = 4;

  public static final int NO_SHIFT = -1;

  /** In the record of an array of references: the element's class record, or 0. */
  public static final int CLASS_ELEMENT_OFFSET = 8;

  public static final int CLASS_RECORD_BYTES = 16;

  /**
   * In the context, ref: the exception on its way, or 0. Values below {@link #FIRST_REFERENCE} are no Java exceptions, see {@link
   * Pending}.
   */
  public static final int CONTEXT_PENDING = 0;

  /** In the context, ptr: native code whose stack pointer is below this throws StackOverflowError. */
  public static final int CONTEXT_STACK_LIMIT = 8;

  /** In the context, i64: the stack bytes that guest code may use below the frame of its entry. */
  public static final int CONTEXT_STACK_BUDGET = 16;

  /** In the context, i32: not 0 if the program is asked to stop. */
  public static final int CONTEXT_STOP = 24;

  /** In the context, ptr: where the next object goes. The memory from here to the limit is zero. */
  public static final int CONTEXT_CURSOR = 32;

  /** In the context, ptr: the end of the memory that the cursor may use. */
  public static final int CONTEXT_LIMIT = 40;

  public static final int CONTEXT_BYTES = 64;

  /** Every address of an object is above this. */
  public static final int FIRST_REFERENCE = 4096;

  private Layout() {}

  /** The size of an array in bytes, header and padding included. */
  public static long arrayBytes(int length, int shift) {
    return align(ARRAY_DATA_OFFSET + ((long) length << shift));
  }

  public static long align(long bytes) {
    return (bytes + OBJECT_ALIGNMENT - 1) & -OBJECT_ALIGNMENT;
  }
}
