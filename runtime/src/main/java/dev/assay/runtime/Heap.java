package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import dev.assay.spi.HeapStatistics;

/**
 * The collected heap of one machine: a non-moving mark-region collector over {@link LineSpace} and {@link LargeObjectSpace}, with a precise
 * heap and conservative roots (Shahriyar, Blackburn, McKinley, OOPSLA 2014). This class decides when to collect; the work is done by the
 * core, see {@link HeapState}.
 *
 * <p>The heap is collected when the limit is reached, all of it. One thread at a time.
 */
final class Heap {
  /** Who has the roots, and what belongs to objects besides their memory. */
  interface Owner {
    /** Calls {@link #mark} or {@link #markAmbiguous} for each root. */
    void markRoots(Heap heap);

    /** What is not {@link #isLive} has been freed. */
    void collected(Heap heap);

    boolean isClassRecord(long address);
  }

  /** Room past the limit for the exception which says that the limit is reached. */
  private static final long HEADROOM_BYTES = 2L * HeapState.BLOCK_BYTES;

  private final long base;
  private final long reservedBytes;
  private final long state;
  private final Owner owner;
  private final int stress;
  private int allocationsToCollection;
  private long collections;
  private long pauseNanos;
  private long longestPauseNanos;
  private long liveBytes;

  /**
   * @param context the native context, whose cursor and limit this heap sets
   * @param limitBytes of lines and pages in use
   * @param stress above 0, collects at every allocation of that number, poisons and verifies
   * @throws IllegalArgumentException if the system has no address space for it
   */
  Heap(long context, long limitBytes, int stress, Owner owner) {
    this.owner = owner;
    this.stress = stress;
    long blocks = HeapState.BLOCK_RESERVE * (limitBytes + HEADROOM_BYTES) / HeapState.BLOCK_BYTES;
    long pages = HeapState.PAGE_RESERVE * (limitBytes >> HeapState.PAGE_SHIFT);
    long bitmapBytes = blocks * (HeapState.BLOCK_BYTES / Layout.OBJECT_ALIGNMENT / 8);
    long stackBytes = Math.max(HeapState.MIN_MARK_STACK_BYTES, limitBytes / HeapState.MARK_STACK_PART & -8);

    var parts = new Parts();
    parts.add(HeapState.STATE_BYTES);
    long lineMap = parts.add(blocks * HeapState.LINES_PER_BLOCK);
    long blockMap = parts.add(blocks);
    long validBits = parts.add(bitmapBytes);
    long markBits = parts.add(bitmapBytes);
    long holeBits = parts.add(bitmapBytes);
    long owners = parts.add(4 * pages);
    long marks = parts.add(pages);
    long stack = parts.add(stackBytes);
    long lines = parts.add(blocks * HeapState.BLOCK_BYTES);
    long large = parts.add(pages * HeapState.PAGE_BYTES);

    reservedBytes = parts.end;
    base = limitBytes > Long.MAX_VALUE / 16 ? 0 : VirtualMemory.reserve(reservedBytes);
    if (base == 0) throw new IllegalArgumentException("cannot reserve a heap of " + limitBytes + " bytes; choose a smaller one");
    state = base;
    HeapState.put(state, HeapState.CONTEXT, context);
    HeapState.put(state, HeapState.LIMIT_BYTES, limitBytes);
    HeapState.put(state, HeapState.BYPASS, stress);
    HeapState.put(state, HeapState.POISONING, stress);
    HeapState.put(state, HeapState.BLOCKS_START, base + lines);
    HeapState.put(state, HeapState.BLOCK_COUNT, blocks);
    HeapState.put(state, HeapState.LINE_MAP, base + lineMap);
    HeapState.put(state, HeapState.BLOCK_MAP, base + blockMap);
    HeapState.put(state, HeapState.VALID_BITS, base + validBits);
    HeapState.put(state, HeapState.MARK_BITS, base + markBits);
    HeapState.put(state, HeapState.HOLE_BITS, base + holeBits);
    HeapState.put(state, HeapState.PAGES_START, base + large);
    HeapState.put(state, HeapState.PAGE_COUNT, pages);
    HeapState.put(state, HeapState.PAGE_OWNERS, base + owners);
    HeapState.put(state, HeapState.PAGE_MARKS, base + marks);
    HeapState.put(state, HeapState.STACK_START, base + stack);
    HeapState.put(state, HeapState.STACK_END, base + stack + stackBytes);
    allocationsToCollection = stress;
  }

  /** Offsets in the reservation, each of a new page. */
  private static final class Parts {
    private long end;

    long add(long bytes) {
      long offset = end;
      end += bytes + HeapState.PAGE_BYTES - 1 & -HeapState.PAGE_BYTES;
      return offset;
    }
  }

  // Allocation

  /** Zeroed memory for an object whose header is written before the next allocation; 0 if there is none even after a collection. */
  long allocate(long bytes) {
    if (stress > 0 && --allocationsToCollection == 0) {
      allocationsToCollection = stress;
      collect();
    }
    long object = allocateNow(bytes);
    // What exceeds the limit by itself finds no room after a collection either.
    if (object != 0 || bytes > HeapState.get(state, HeapState.LIMIT_BYTES)) return object;
    collect();
    return allocateNow(bytes);
  }

  /** The same, past the limit if need be. Without a collection: to be called after one. */
  long allocatePastLimit(long bytes) {
    long object = allocateNow(bytes);
    if (object != 0) return object;
    HeapState.add(state, HeapState.LIMIT_BYTES, HEADROOM_BYTES);
    object = allocateNow(bytes);
    HeapState.add(state, HeapState.LIMIT_BYTES, -HEADROOM_BYTES);
    return object;
  }

  private long allocateNow(long bytes) {
    if (bytes > HeapState.MAX_LINE_OBJECT_BYTES) {
      long object = LargeObjectSpace.allocate(state, bytes);
      // Near the limit, a row of lines may be free where no page is.
      if (object != 0 || bytes > HeapState.BLOCK_BYTES) return object;
    }
    return LineSpace.allocate(state, bytes);
  }

  // Collection

  /** Frees what the roots do not reach. */
  void collect() {
    long start = System.nanoTime();
    Marking.begin(state);
    owner.markRoots(this);
    Marking.trace(state);
    long stray = HeapState.get(state, HeapState.STRAY_REFERENCE);
    if (stray != 0) throw new CompilerBug("heap: a reference to " + Long.toHexString(stray) + ", where no object is any more");
    liveBytes = Marking.sweep(state);
    owner.collected(this);
    long nanos = System.nanoTime() - start;
    collections++;
    pauseNanos += nanos;
    longestPauseNanos = Math.max(longestPauseNanos, nanos);
    if (stress > 0) verify();
  }

  /** Right after a collection only. */
  void verify() {
    new HeapVerifier(state, owner::isClassRecord).verify();
  }

  /** A root: a reference or null. */
  void mark(long ref) {
    Marking.mark(state, ref);
  }

  /** A root that may be any word. */
  void markAmbiguous(long word) {
    Marking.markAmbiguous(state, word);
  }

  /** Whether an object that existed at the last collection has survived it. */
  boolean isLive(long object) {
    return LineSpace.contains(state, object) ? LineSpace.isLive(state, object)
        : LargeObjectSpace.contains(state, object) && LargeObjectSpace.isLive(state, object);
  }

  HeapStatistics statistics() {
    LineSpace.count(state);
    return new HeapStatistics(collections, pauseNanos, longestPauseNanos, HeapState.get(state, HeapState.ALLOCATED_BYTES), liveBytes);
  }

  void close() {
    VirtualMemory.release(base, reservedBytes);
  }
}
