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

  /** The least offset of a field; one wider than 4 bytes comes later, at a multiple of its size. See {@link ObjectLayout}. */
  public static final int FIELDS_OFFSET = 12;

  /** Backtraces are opaque to guest code: their one field is an index into a table of the {@link Machine}. */
  public static final int TABLE_INDEX_OFFSET = 12;

  /** Objects begin at multiples of this. */
  public static final int OBJECT_ALIGNMENT = 8;

  /** In a class record: the class's number in its {@link ClassTable}. */
  public static final int CLASS_ID_OFFSET = 0;

  /** In a class record: log2 of the element size if it is that of an array class, else {@link #NO_SHIFT}; i32. */
  public static final int CLASS_SHIFT_OFFSET = 4;

  public static final int NO_SHIFT = -1;

  /** In the record of an array of references: the element's class record, or 0. */
  public static final int CLASS_ELEMENT_OFFSET = 8;

  /** In the record of a class that is no array class: the size of an instance in bytes; i32. */
  public static final int CLASS_INSTANCE_BYTES_OFFSET = 16;

  /** In the record of a class that is no array class: how many of its fields hold references, inherited ones included; i32. */
  public static final int CLASS_REFERENCE_COUNT_OFFSET = 20;

  /** In the record of a class that is no array class: the address of a list of the offsets of those fields, i32 each. */
  public static final int CLASS_REFERENCES_OFFSET = 24;

  /** In a class record, ref: its java.lang.Class object, or 0 as long as nobody has asked for it. */
  public static final int CLASS_MIRROR_OFFSET = 32;

  /** The fixed part of a class record; {@link ClassRecords} says what follows. */
  public static final int CLASS_RECORD_BYTES = 40;

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

  /**
   * In the context, ptr: the native stack pointer while compiled code calls into Java, with all that the code holds in registers pushed
   * above it; set and put back by {@link NativeThunks}, 0 outside of such calls. From here to {@link #CONTEXT_STACK_BASE} is all stack that
   * the code uses.
   */
  public static final int CONTEXT_STACK_POINTER = 48;

  /**
   * In the context, ptr: the frame pointer of the same moment. A frame pointer's address holds the caller's frame pointer, the word above it
   * the address to return to. The chain ends at {@link #CONTEXT_STACK_BASE}.
   */
  public static final int CONTEXT_FRAME_POINTER = 56;

  /** In the context, ptr: the frame pointer where compiled code was entered, 0 if it has not been. Entries may be nested. */
  public static final int CONTEXT_STACK_BASE = 64;

  public static final int CONTEXT_BYTES = 72;

  /** Every address of an object is above this. */
  public static final int FIRST_REFERENCE = 4096;

  private Layout() {}

  /** The size of an object of any class in bytes, header and padding included. */
  public static long sizeBytes(long object) {
    long record = Memory.getLong(object + CLASS_OFFSET);
    int shift = Memory.getInt(record + CLASS_SHIFT_OFFSET);
    if (shift == NO_SHIFT) return Memory.getInt(record + CLASS_INSTANCE_BYTES_OFFSET);
    return arrayBytes(Memory.getInt(object + LENGTH_OFFSET), shift);
  }

  /** The size of an array in bytes, header and padding included. */
  public static long arrayBytes(int length, int shift) {
    return align(ARRAY_DATA_OFFSET + ((long) length << shift));
  }

  public static long align(long bytes) {
    return (bytes + OBJECT_ALIGNMENT - 1) & -OBJECT_ALIGNMENT;
  }
}
