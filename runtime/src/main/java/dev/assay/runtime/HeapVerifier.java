package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import java.util.BitSet;
import java.util.function.LongPredicate;

/**
 * Checks a heap right after a collection; for {@code --gc-stress} and tests.
 *
 * <ol>
 * <li>Every live object has a class record, and its bytes lie within its block or its pages.
 * <li>Live objects do not overlap.
 * <li>Every reference in a live object is null or the address of a live object.
 * <li>A line is marked if and only if a live object lies in it, and a block counts its lines.
 * </ol>
 *
 * Cost: the live objects, and a Java bit per line.
 */
final class HeapVerifier {
  private final long state;
  private final LongPredicate isClassRecord;
  private final BitSet lines = new BitSet();
  private final long blocksStart;
  // A class record that the last object had: asking takes time, and neighbours are alike.
  private long lastRecord;

  HeapVerifier(long state, LongPredicate isClassRecord) {
    this.state = state;
    this.isClassRecord = isClassRecord;
    blocksStart = HeapState.get(state, HeapState.BLOCKS_START);
  }

  /**
   * @throws CompilerBug on the first violation
   */
  void verify() {
    long end = HeapState.get(state, HeapState.TOUCHED_BLOCKS) * HeapState.BLOCK_BYTES;
    long free = blocksStart;
    for (long offset = 0; offset < end; offset += Layout.OBJECT_ALIGNMENT) {
      long object = blocksStart + offset;
      if (!LineSpace.isLive(state, object)) continue;
      require(object >= free, object, "overlaps the object before it");
      free = object + checkedBytes(object);
      require(offset / HeapState.BLOCK_BYTES == (free - 1 - blocksStart) / HeapState.BLOCK_BYTES, object, "leaves its block");
      lines.set((int) (offset >> HeapState.LINE_SHIFT), (int) (free - 1 - blocksStart >> HeapState.LINE_SHIFT) + 1);
      checkReferences(object);
    }
    long pages = HeapState.get(state, HeapState.PAGES_START);
    free = pages;
    for (long object = LargeObjectSpace.next(state, pages); object != 0; object = LargeObjectSpace.next(state, object + 1)) {
      require(object >= free, object, "overlaps the object before it");
      free = object + checkedBytes(object);
      checkReferences(object);
    }
    checkLines();
  }

  private static void require(boolean condition, long object, String what) {
    if (!condition) throw violation(object, what);
  }

  private static CompilerBug violation(long object, String what) {
    return new CompilerBug("heap: the object at " + Long.toHexString(object) + " " + what);
  }

  private long checkedBytes(long object) {
    long record = Memory.getLong(object + Layout.CLASS_OFFSET);
    if (record != lastRecord && !isClassRecord.test(record))
      throw violation(object, "has the class record " + Long.toHexString(record) + ", which is none");
    lastRecord = record;
    return Layout.sizeBytes(object);
  }

  private void checkReferences(long object) {
    long record = Memory.getLong(object + Layout.CLASS_OFFSET);
    if (Memory.getInt(record + Layout.CLASS_SHIFT_OFFSET) == Layout.NO_SHIFT) {
      int count = Memory.getInt(record + Layout.CLASS_REFERENCE_COUNT_OFFSET);
      long list = Memory.getLong(record + Layout.CLASS_REFERENCES_OFFSET);
      for (int i = 0; i < count; i++) checkReference(object, Memory.getInt(list + 4L * i));
    } else if (Memory.getLong(record + Layout.CLASS_ELEMENT_OFFSET) != 0) {
      int length = Memory.getInt(object + Layout.LENGTH_OFFSET);
      for (int i = 0; i < length; i++) checkReference(object, Layout.ARRAY_DATA_OFFSET + 8L * i);
    }
  }

  private void checkReference(long object, long offset) {
    long ref = Memory.getLong(object + offset);
    boolean fine = ref == 0 || (ref & Layout.OBJECT_ALIGNMENT - 1) == 0
        && (LineSpace.contains(state, ref) ? LineSpace.isLive(state, ref)
            : LargeObjectSpace.contains(state, ref) && LargeObjectSpace.isLive(state, ref));
    if (!fine) throw violation(object, "refers at offset " + offset + " to " + Long.toHexString(ref) + ", where no live object is");
  }

  private void checkLines() {
    long touched = HeapState.get(state, HeapState.TOUCHED_BLOCKS);
    for (int block = 0; block < touched; block++) {
      int live = 0;
      for (int line = block * HeapState.LINES_PER_BLOCK; line < (block + 1) * HeapState.LINES_PER_BLOCK; line++) {
        boolean marked = Memory.getByte(HeapState.get(state, HeapState.LINE_MAP) + line) == LineSpace.LIVE;
        if (marked != lines.get(line))
          throw new CompilerBug("heap: line " + line + (marked ? " is marked but empty" : " is in use but not marked"));
        if (marked) live++;
      }
      int counted = Memory.getByte(HeapState.get(state, HeapState.BLOCK_MAP) + block) & 0xff;
      if (counted != live) throw new CompilerBug("heap: block " + block + " counts " + counted + " lines, and has " + live);
    }
  }
}
