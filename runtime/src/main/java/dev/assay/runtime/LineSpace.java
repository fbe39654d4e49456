package dev.assay.runtime;

import static dev.assay.runtime.HeapState.BLOCK_BYTES;
import static dev.assay.runtime.HeapState.BLOCK_SHIFT;
import static dev.assay.runtime.HeapState.LINES_PER_BLOCK;
import static dev.assay.runtime.HeapState.LINE_BYTES;
import static dev.assay.runtime.HeapState.LINE_SHIFT;
import static dev.assay.runtime.HeapState.get;
import static dev.assay.runtime.HeapState.has;
import static dev.assay.runtime.HeapState.put;

/**
 * The blocks of lines: allocation by a moving cursor into rows of free lines (<b>holes</b>), and how an address is traced to its object.
 * After Immix (Blackburn, McKinley, PLDI 2008), without its evacuation: objects never move.
 *
 * <p>Compiled code moves the cursor itself and leaves no other trace of an object. A hole's objects lie one behind the other from its
 * start on, and the rest of it is zero; so when an address in it is to be traced, a walk from the start finds them all and sets their valid
 * bits, once per hole and collection. Objects that have survived a collection have theirs from being marked.
 *
 * <p>An object that does not fit into the hole in use, but is greater than a line, would waste the hole. Then a free block becomes the
 * hole in use and the greater rest of the old ones is kept for what fits there (Immix's overflow block, which both sizes share here). If
 * there is no free block, a row of lines that is long enough is looked for, so that fragments are used up before memory is out.
 *
 * <p>A line is kept by a single object. Objects that die at random leave most lines with one, and a heap full of lines with little in
 * them. Immix moves such objects; here, when a collection leaves less than half of the limit, the gaps between live objects are holes too,
 * after all lines are used up.
 */
final class LineSpace {
  // Of a line.
  static final byte FREE = 0;
  /** Some object that survived the last collection lies here, or valid bits have been set since. */
  static final byte LIVE = 1;
  /** Part of a hole. */
  private static final byte HANDED_OUT = 2;

  // Of a block: how many of its lines were live after the last collection; or handed out as a whole since.
  private static final int FRESH = 0xff;

  /** The sum of the bytes of a word in its top byte, for sums below 256. */
  private static final long BYTE_SUM = 0x0101010101010101L;

  private LineSpace() {}

  // Allocation

  /** Zeroed memory, or 0 if a collection has to make room first. */
  static long allocate(long state, long bytes) {
    long cursor = Memory.getLong(get(state, HeapState.CONTEXT) + Layout.CONTEXT_CURSOR);
    if (bytes <= get(state, HeapState.HOLE_LIMIT) - cursor) return take(state, cursor, bytes);
    long other = get(state, HeapState.OTHER_CURSOR);
    long otherLimit = get(state, HeapState.OTHER_LIMIT);
    if (bytes <= otherLimit - other) {
      use(state, other, otherLimit);
      return take(state, other, bytes);
    }
    long hole = bytes <= LINE_BYTES ? anyHole(state) : longHole(state, bytes);
    // What is greater than a line finds no gap: there would be a free line in it.
    if (hole == 0 && bytes <= LINE_BYTES && has(state, HeapState.FRAGMENTED)) hole = gap(state, bytes);
    return hole == 0 ? 0 : take(state, hole, bytes);
  }

  private static long take(long state, long cursor, long bytes) {
    moveCursor(state, cursor + bytes, get(state, HeapState.HOLE_LIMIT));
    return cursor;
  }

  private static void moveCursor(long state, long cursor, long limit) {
    long context = get(state, HeapState.CONTEXT);
    Memory.putLong(context + Layout.CONTEXT_CURSOR, cursor);
    Memory.putLong(context + Layout.CONTEXT_LIMIT, has(state, HeapState.BYPASS) ? cursor : limit);
    put(state, HeapState.HOLE_LIMIT, limit);
  }

  /** Makes this the hole in use; of the others, the one with more room is kept. */
  private static void use(long state, long cursor, long limit) {
    count(state);
    long old = Memory.getLong(get(state, HeapState.CONTEXT) + Layout.CONTEXT_CURSOR);
    long oldLimit = get(state, HeapState.HOLE_LIMIT);
    boolean swapped = cursor == get(state, HeapState.OTHER_CURSOR);
    if (swapped || oldLimit - old > get(state, HeapState.OTHER_LIMIT) - get(state, HeapState.OTHER_CURSOR)) {
      put(state, HeapState.OTHER_CURSOR, old);
      put(state, HeapState.OTHER_LIMIT, oldLimit);
    }
    moveCursor(state, cursor, limit);
    put(state, HeapState.COUNTED, cursor);
  }

  /** Brings {@link HeapState#ALLOCATED_BYTES} up to date. */
  static void count(long state) {
    long cursor = Memory.getLong(get(state, HeapState.CONTEXT) + Layout.CONTEXT_CURSOR);
    HeapState.add(state, HeapState.ALLOCATED_BYTES, cursor - get(state, HeapState.COUNTED));
    put(state, HeapState.COUNTED, cursor);
  }

  /** How many lines the limit allows besides those in use. */
  private static long roomLines(long state) {
    return get(state, HeapState.LIMIT_BYTES) - get(state, HeapState.COMMITTED_BYTES) >> LINE_SHIFT;
  }

  private static long anyHole(long state) {
    if (roomLines(state) <= 0) return 0;
    long line = findRun(state, get(state, HeapState.NEXT_LINE), 1);
    if (line < 0) {
      put(state, HeapState.NEXT_LINE, lineCount(state));
      return freeBlock(state);
    }
    long end = runEnd(state, line);
    put(state, HeapState.NEXT_LINE, end);
    return openLines(state, line, end, true);
  }

  private static long longHole(long state, long bytes) {
    long lines = bytes + LINE_BYTES - 1 >> LINE_SHIFT;
    if (lines > roomLines(state)) return 0;
    long block = freeBlock(state);
    if (block != 0) return block;
    long line = findRun(state, get(state, HeapState.NEXT_RUN_LINE), lines);
    put(state, HeapState.NEXT_RUN_LINE, line < 0 ? lineCount(state) : line);
    return line < 0 ? 0 : openLines(state, line, runEnd(state, line), true);
  }

  /** The first line of a row of at least so many free lines in a block that is in use, at or after a line; -1 if there is none. */
  private static long findRun(long state, long from, long lines) {
    long map = get(state, HeapState.LINE_MAP);
    long blockMap = get(state, HeapState.BLOCK_MAP);
    long end = lineCount(state);
    long line = from;
    while (line < end) {
      int live = Memory.getByte(blockMap + line / LINES_PER_BLOCK) & 0xff;
      if (live == 0 || live >= LINES_PER_BLOCK) {
        line = (line | LINES_PER_BLOCK - 1) + 1;
      } else if (Memory.getByte(map + line) != FREE) {
        line++;
      } else {
        long runEnd = runEnd(state, line);
        if (runEnd - line >= lines) return line;
        line = runEnd;
      }
    }
    return -1;
  }

  /** The line after a row of free lines, which ends with the block at the latest. */
  private static long runEnd(long state, long line) {
    long map = get(state, HeapState.LINE_MAP);
    long end = line + 1;
    while (end % LINES_PER_BLOCK != 0 && Memory.getByte(map + end) == FREE) end++;
    return end;
  }

  private static long lineCount(long state) {
    return get(state, HeapState.TOUCHED_BLOCKS) * LINES_PER_BLOCK;
  }

  private static long freeBlock(long state) {
    long map = get(state, HeapState.BLOCK_MAP);
    long touched = get(state, HeapState.TOUCHED_BLOCKS);
    long block = get(state, HeapState.NEXT_FREE_BLOCK);
    while (block < touched && Memory.getByte(map + block) != 0) block++;
    if (block == get(state, HeapState.BLOCK_COUNT)) return 0;
    put(state, HeapState.NEXT_FREE_BLOCK, block + 1);
    if (block == touched) put(state, HeapState.TOUCHED_BLOCKS, block + 1);
    Memory.putByte(map + block, (byte) FRESH);
    return openLines(state, block * LINES_PER_BLOCK, (block + 1) * LINES_PER_BLOCK, block < touched);
  }

  /** Makes a row of free lines the hole in use, or as many of them as the limit allows; its address. */
  private static long openLines(long state, long line, long runEnd, boolean dirty) {
    long end = Math.min(runEnd, line + roomLines(state));
    HeapState.add(state, HeapState.COMMITTED_BYTES, end - line << LINE_SHIFT);
    long map = get(state, HeapState.LINE_MAP);
    Memory.fill(map + line, end - line, HANDED_OUT);
    long start = get(state, HeapState.BLOCKS_START) + (line << LINE_SHIFT);
    return open(state, start, start + (end - line << LINE_SHIFT), dirty);
  }

  private static long open(long state, long start, long limit, boolean dirty) {
    setBit(get(state, HeapState.HOLE_BITS), start - get(state, HeapState.BLOCKS_START) >> 3);
    if (dirty) Memory.zero(start, limit - start);
    use(state, start, limit);
    return start;
  }

  /** Makes the next gap of this size between live objects, within the lines that they keep, the hole in use; its address, or 0. */
  private static long gap(long state, long bytes) {
    long start = get(state, HeapState.BLOCKS_START);
    long end = start + (lineCount(state) << LINE_SHIFT);
    long map = get(state, HeapState.LINE_MAP);
    long gap = Math.max(start, get(state, HeapState.NEXT_GAP));
    while (gap < end) {
      if (Memory.getByte(map + (gap - start >> LINE_SHIFT)) != LIVE) {
        gap = (gap | LINE_BYTES - 1) + 1;
        continue;
      }
      long limit = gapEnd(state, gap);
      long next = limit < end && isLive(state, limit) ? limit + Layout.sizeBytes(limit) : limit;
      if (limit - gap >= bytes) {
        put(state, HeapState.NEXT_GAP, next);
        return open(state, gap, limit, true);
      }
      gap = next;
    }
    return 0;
  }

  /** The next live object, or the end of the lines that live objects keep, or of the block. */
  private static long gapEnd(long state, long gap) {
    long start = get(state, HeapState.BLOCKS_START);
    long map = get(state, HeapState.LINE_MAP);
    long line = gap - start >> LINE_SHIFT;
    long end = line + 1;
    while (end % LINES_PER_BLOCK != 0 && Memory.getByte(map + end) == LIVE) end++;
    long limit = start + (end << LINE_SHIFT);
    long object = nextBit(state, HeapState.VALID_BITS, gap);
    return object == 0 ? limit : Math.min(limit, object);
  }

  // Collection, in the order of the calls

  /** No hole is in use from here on; objects found are those that exist now. */
  static void beginCollection(long state) {
    count(state);
    put(state, HeapState.OTHER_CURSOR, 0);
    put(state, HeapState.OTHER_LIMIT, 0);
    put(state, HeapState.COUNTED, 0);
    moveCursor(state, 0, 0);
    Memory.zero(get(state, HeapState.MARK_BITS), bitmapBytes(state));
  }

  private static long bitmapBytes(long state) {
    return get(state, HeapState.TOUCHED_BLOCKS) * (BLOCK_BYTES / Layout.OBJECT_ALIGNMENT / 8);
  }

  static boolean contains(long state, long address) {
    return Long.compareUnsigned(address - get(state, HeapState.BLOCKS_START), get(state, HeapState.TOUCHED_BLOCKS) << BLOCK_SHIFT) < 0;
  }

  /** The object in which an address of this space lies, or 0. Only before lines are marked. */
  static long find(long state, long address) {
    long start = get(state, HeapState.BLOCKS_START);
    if (Memory.getByte(get(state, HeapState.LINE_MAP) + (address - start >> LINE_SHIFT)) == FREE) return 0;
    long object = atOrBefore(state, address);
    return object != 0 && address < object + Layout.sizeBytes(object) ? object : 0;
  }

  /** The last object at or before an address, in the same block; 0 if there is none. */
  private static long atOrBefore(long state, long address) {
    long start = get(state, HeapState.BLOCKS_START);
    long valid = get(state, HeapState.VALID_BITS);
    long holes = get(state, HeapState.HOLE_BITS);
    long bit = address - start >> 3;
    long firstWord = address - start >> BLOCK_SHIFT << BLOCK_SHIFT - 9;
    // Up to and including the address's own bit.
    long ownMask = -1L >>> 63 - (bit & 63);
    long mask = ownMask;
    for (long word = bit >> 6; word >= firstWord; word--) {
      long object = Long.highestOneBit(Memory.getLong(valid + (word << 3)) & mask);
      long hole = Long.highestOneBit(Memory.getLong(holes + (word << 3)) & mask);
      if (Long.compareUnsigned(hole, object) > 0) {
        // What it has may lie behind it. It is no hole any more then.
        index(state, start + ((word << 6) + Long.numberOfTrailingZeros(hole) << 3));
        word = (bit >> 6) + 1;
        mask = ownMask;
      } else if (object != 0) {
        return start + ((word << 6) + Long.numberOfTrailingZeros(object) << 3);
      } else {
        mask = -1L;
      }
    }
    return 0;
  }

  /** Sets the valid bits of the objects in a hole. It ends where its lines do, at the next hole, or at an object known before. */
  private static void index(long state, long hole) {
    long start = get(state, HeapState.BLOCKS_START);
    long map = get(state, HeapState.LINE_MAP);
    long valid = get(state, HeapState.VALID_BITS);
    long holes = get(state, HeapState.HOLE_BITS);
    byte kind = Memory.getByte(map + (hole - start >> LINE_SHIFT));
    long bit = hole - start >> 3;
    Memory.putLong(holes + (bit >> 6 << 3), Memory.getLong(holes + (bit >> 6 << 3)) & ~(1L << bit));
    long blockEnd = start + ((hole - start >> BLOCK_SHIFT) + 1 << BLOCK_SHIFT);
    long object = hole;
    while (object < blockEnd && Memory.getByte(map + (object - start >> LINE_SHIFT)) == kind) {
      bit = object - start >> 3;
      if (hasBit(holes, bit) || Memory.getLong(object + Layout.CLASS_OFFSET) == 0 || !setBit(valid, bit)) return;
      object += Layout.sizeBytes(object);
    }
  }

  private static boolean setBit(long words, long bit) {
    long word = words + (bit >> 6 << 3);
    long old = Memory.getLong(word);
    long mask = 1L << bit;
    if ((old & mask) != 0) return false;
    Memory.putLong(word, old | mask);
    return true;
  }

  private static boolean hasBit(long words, long bit) {
    return (Memory.getLong(words + (bit >> 6 << 3)) & 1L << bit) != 0;
  }

  /** Whether the object was live at the last collection. */
  static boolean isLive(long state, long object) {
    return hasBit(get(state, HeapState.VALID_BITS), object - get(state, HeapState.BLOCKS_START) >> 3);
  }

  static void clearLines(long state) {
    Memory.zero(get(state, HeapState.LINE_MAP), lineCount(state));
  }

  /** The first marked object at or after an address, or 0. */
  static long nextMarked(long state, long address) {
    return nextBit(state, HeapState.MARK_BITS, address);
  }

  private static long nextBit(long state, int bitmap, long address) {
    long start = get(state, HeapState.BLOCKS_START);
    long words = get(state, bitmap);
    long end = bitmapBytes(state) >> 3;
    long bit = address - start >> 3;
    long mask = -1L << bit;
    for (long word = bit >> 6; word < end; word++) {
      long found = Memory.getLong(words + (word << 3)) & mask;
      if (found != 0) return start + ((word << 6) + Long.numberOfTrailingZeros(found) << 3);
      mask = -1L;
    }
    return 0;
  }

  /**
   * Frees the lines that are not marked, and starts the search for holes anew.
   *
   * @return bytes of the lines in use
   */
  static long sweep(long state) {
    long lineMap = get(state, HeapState.LINE_MAP);
    long blockMap = get(state, HeapState.BLOCK_MAP);
    long touched = get(state, HeapState.TOUCHED_BLOCKS);
    boolean poisoning = has(state, HeapState.POISONING);
    long liveLines = 0;
    for (long block = 0; block < touched; block++) {
      int live = 0;
      for (int i = 0; i < LINES_PER_BLOCK; i += 8)
        live += (int) (Memory.getLong(lineMap + block * LINES_PER_BLOCK + i) * BYTE_SUM >>> 56);
      Memory.putByte(blockMap + block, (byte) live);
      liveLines += live;
      if (poisoning) poison(state, block);
    }
    long valid = get(state, HeapState.VALID_BITS);
    put(state, HeapState.VALID_BITS, get(state, HeapState.MARK_BITS));
    put(state, HeapState.MARK_BITS, valid);
    HeapState.add(state, HeapState.COMMITTED_BYTES, liveLines << LINE_SHIFT);
    Memory.zero(get(state, HeapState.HOLE_BITS), bitmapBytes(state));
    put(state, HeapState.NEXT_GAP, 0);
    put(state, HeapState.NEXT_LINE, 0);
    put(state, HeapState.NEXT_RUN_LINE, 0);
    put(state, HeapState.NEXT_FREE_BLOCK, 0);
    return liveLines << LINE_SHIFT;
  }

  /** Overwrites what lies between the marked objects of a block. */
  private static void poison(long state, long block) {
    long free = get(state, HeapState.BLOCKS_START) + (block << BLOCK_SHIFT);
    long end = free + BLOCK_BYTES;
    while (free < end) {
      long object = nextMarked(state, free);
      long limit = object == 0 ? end : Math.min(object, end);
      if (limit > free) Memory.fill(free, limit - free, HeapState.POISON);
      free = limit == end ? end : object + Layout.sizeBytes(object);
    }
  }
}
