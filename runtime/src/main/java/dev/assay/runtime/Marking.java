package dev.assay.runtime;

import static dev.assay.runtime.HeapState.get;
import static dev.assay.runtime.HeapState.has;
import static dev.assay.runtime.HeapState.put;

/**
 * Finds what is reachable: depth first with a stack of bounded size. When that is full, a marked object is left unscanned, and after the
 * stack has run empty all marked objects are scanned once more (Jones, Hosking, Moss, The Garbage Collection Handbook, §2.4).
 *
 * <p>Roots are given first, all of them: tracing an address to its object needs the lines as they were, and lines are marked when objects
 * are scanned.
 */
final class Marking {
  private Marking() {}

  static void begin(long state) {
    LineSpace.beginCollection(state);
    put(state, HeapState.STACK_TOP, get(state, HeapState.STACK_START));
    put(state, HeapState.STACK_OVERFLOWED, 0);
  }

  /** Marks an object, or nothing for null, as a root. */
  static void mark(long state, long ref) {
    put(state, HeapState.STACK_TOP, visit(state, ref, get(state, HeapState.BLOCKS_START), blocksBytes(state),
        get(state, HeapState.MARK_BITS), has(state, HeapState.POISONING), get(state, HeapState.STACK_TOP),
        get(state, HeapState.STACK_END)));
  }

  private static long blocksBytes(long state) {
    return get(state, HeapState.TOUCHED_BLOCKS) << HeapState.BLOCK_SHIFT;
  }

  /**
   * Marks what a reference refers to and pushes it, unless it is null or has been marked before. Takes what it needs of the state: read anew
   * for every reference, since they might have changed for all that the compiler knows, it would take most of the time of a collection.
   *
   * @return the new top of the stack
   */
  private static long visit(long state, long ref, long blocks, long blocksBytes, long markBits, boolean poisoning, long top, long end) {
    if (ref == 0) return top;
    long offset = ref - blocks;
    boolean isInBlocks = Long.compareUnsigned(offset, blocksBytes) < 0;
    if (poisoning && isStray(state, ref)) {
      put(state, HeapState.STRAY_REFERENCE, ref);
      return top;
    }
    if (isInBlocks) {
      long word = markBits + (offset >> 9 << 3);
      long old = Memory.getLong(word);
      long mask = 1L << (offset >> 3);
      if ((old & mask) != 0) return top;
      Memory.putLong(word, old | mask);
    } else if (!LargeObjectSpace.mark(state, ref)) {
      return top;
    }
    if (top == end) {
      put(state, HeapState.STACK_OVERFLOWED, 1);
      return top;
    }
    Memory.putLong(top, ref);
    return top + 8;
  }

  private static boolean isStray(long state, long ref) {
    if (!LineSpace.contains(state, ref) && !LargeObjectSpace.contains(state, ref)) return true;
    return Memory.getLong(ref + Layout.CLASS_OFFSET) == HeapState.POISON_WORD;
  }

  /**
   * Marks what a word may refer to: the object that it points at or into, and the one that it points just behind, as code does that has
   * gone through an array or has an empty one.
   */
  static void markAmbiguous(long state, long word) {
    long object = find(state, word);
    mark(state, object);
    if (object == 0 || object == word) mark(state, find(state, word - 1));
  }

  private static long find(long state, long address) {
    if (LineSpace.contains(state, address)) return LineSpace.find(state, address);
    return LargeObjectSpace.contains(state, address) ? LargeObjectSpace.find(state, address) : 0;
  }

  /** Marks all that the roots reach, and the lines it lies in. */
  static void trace(long state) {
    LineSpace.clearLines(state);
    drain(state);
    while (has(state, HeapState.STACK_OVERFLOWED)) {
      put(state, HeapState.STACK_OVERFLOWED, 0);
      scanMarked(state);
    }
  }

  /**
   * Scans what is on the stack. The last reference of an object first, so that the first one is on top: programs mostly make objects in
   * that order, so memory is read forwards.
   */
  private static void drain(long state) {
    long blocks = get(state, HeapState.BLOCKS_START);
    long blocksBytes = blocksBytes(state);
    long markBits = get(state, HeapState.MARK_BITS);
    long lineMap = get(state, HeapState.LINE_MAP);
    boolean poisoning = has(state, HeapState.POISONING);
    long start = get(state, HeapState.STACK_START);
    long end = get(state, HeapState.STACK_END);
    long top = get(state, HeapState.STACK_TOP);
    while (top != start) {
      top -= 8;
      long object = Memory.getLong(top);
      long record = Memory.getLong(object + Layout.CLASS_OFFSET);
      int shift = Memory.getInt(record + Layout.CLASS_SHIFT_OFFSET);
      long bytes;
      if (shift == Layout.NO_SHIFT) {
        bytes = Memory.getInt(record + Layout.CLASS_INSTANCE_BYTES_OFFSET);
        long first = Memory.getLong(record + Layout.CLASS_REFERENCES_OFFSET);
        for (long offset = first + 4L * (Memory.getInt(record + Layout.CLASS_REFERENCE_COUNT_OFFSET) - 1); offset >= first; offset -= 4)
          top = visit(state, Memory.getLong(object + Memory.getInt(offset)), blocks, blocksBytes, markBits, poisoning, top, end);
      } else {
        int length = Memory.getInt(object + Layout.LENGTH_OFFSET);
        bytes = Layout.arrayBytes(length, shift);
        if (Memory.getLong(record + Layout.CLASS_ELEMENT_OFFSET) != 0) {
          for (long slot = object + Layout.ARRAY_DATA_OFFSET + 8L * (length - 1); slot >= object + Layout.ARRAY_DATA_OFFSET; slot -= 8)
            top = visit(state, Memory.getLong(slot), blocks, blocksBytes, markBits, poisoning, top, end);
        }
      }
      long offset = object - blocks;
      if (Long.compareUnsigned(offset, blocksBytes) < 0) {
        long last = lineMap + (offset + bytes - 1 >> HeapState.LINE_SHIFT);
        for (long line = lineMap + (offset >> HeapState.LINE_SHIFT); line <= last; line++) Memory.putByte(line, LineSpace.LIVE);
      }
    }
    put(state, HeapState.STACK_TOP, start);
  }

  private static void scanMarked(long state) {
    long start = get(state, HeapState.BLOCKS_START);
    for (long object = LineSpace.nextMarked(state, start); object != 0; object = LineSpace.nextMarked(state, object + 8)) {
      scan(state, object);
    }
    start = get(state, HeapState.PAGES_START);
    for (long object = LargeObjectSpace.next(state, start); object != 0; object = LargeObjectSpace.next(state, object + 1)) {
      if (LargeObjectSpace.isMarked(state, object)) scan(state, object);
    }
  }

  /** Once more, although it is marked. */
  private static void scan(long state, long object) {
    long start = get(state, HeapState.STACK_START);
    Memory.putLong(start, object);
    put(state, HeapState.STACK_TOP, start + 8);
    drain(state);
  }

  /**
   * Frees what is not marked.
   *
   * @return bytes of the lines and pages in use
   */
  static long sweep(long state) {
    put(state, HeapState.COMMITTED_BYTES, 0);
    long used = LineSpace.sweep(state) + LargeObjectSpace.sweep(state);
    put(state, HeapState.FRAGMENTED, used > get(state, HeapState.LIMIT_BYTES) / 2 ? 1 : 0);
    return used;
  }
}
