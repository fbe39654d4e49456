package dev.assay.runtime;

import static dev.assay.runtime.HeapState.PAGE_BYTES;
import static dev.assay.runtime.HeapState.PAGE_SHIFT;
import static dev.assay.runtime.HeapState.get;
import static dev.assay.runtime.HeapState.has;
import static dev.assay.runtime.HeapState.put;

/**
 * Objects that have whole pages to themselves: next-fit over the pages, freed one by one. The address space is a few times the limit, so
 * that holes between them do not run out before the limit does.
 *
 * <p>Of each page the owner is known: which page its object begins at. So an address inside is traced in one step.
 */
final class LargeObjectSpace {
  // Of a page, besides 1 + the page at which its object begins.
  /** Free and zero. */
  private static final int CLEAN = 0;
  /** Free, with what an object left there. */
  private static final int DIRTY = -1;

  private LargeObjectSpace() {}

  /** Zeroed memory, or 0 if a collection has to make room first. */
  static long allocate(long state, long bytes) {
    long pages = pages(bytes);
    if (get(state, HeapState.COMMITTED_BYTES) + (pages << PAGE_SHIFT) > get(state, HeapState.LIMIT_BYTES)) return 0;
    long next = get(state, HeapState.NEXT_PAGE);
    long touched = get(state, HeapState.TOUCHED_PAGES);
    long page = findRun(state, next, touched, pages);
    if (page < 0) {
      if (touched + pages <= get(state, HeapState.PAGE_COUNT)) {
        page = touched;
        put(state, HeapState.TOUCHED_PAGES, touched + pages);
      } else {
        page = findRun(state, 0, Math.min(touched, next + pages), pages);
        if (page < 0) return 0;
      }
    }
    clean(state, page, pages);
    for (long i = 0; i < pages; i++) putOwner(state, page + i, (int) page + 1);
    put(state, HeapState.NEXT_PAGE, page + pages);
    HeapState.add(state, HeapState.COMMITTED_BYTES, pages << PAGE_SHIFT);
    HeapState.add(state, HeapState.ALLOCATED_BYTES, bytes);
    return address(state, page);
  }

  private static long pages(long bytes) {
    return bytes + PAGE_BYTES - 1 >> PAGE_SHIFT;
  }

  private static long address(long state, long page) {
    return get(state, HeapState.PAGES_START) + (page << PAGE_SHIFT);
  }

  private static int owner(long state, long page) {
    return Memory.getInt(get(state, HeapState.PAGE_OWNERS) + (page << 2));
  }

  private static void putOwner(long state, long page, int owner) {
    Memory.putInt(get(state, HeapState.PAGE_OWNERS) + (page << 2), owner);
  }

  /** The first of so many free pages in a row, or -1. */
  private static long findRun(long state, long from, long to, long pages) {
    long page = from;
    long run = 0;
    while (page < to) {
      if (owner(state, page) > 0) {
        page = end(state, page);
        run = 0;
      } else {
        page++;
        if (++run == pages) return page - pages;
      }
    }
    return -1;
  }

  /** The page after the object that begins at one. */
  private static long end(long state, long page) {
    return page + pages(Layout.sizeBytes(address(state, page)));
  }

  private static void clean(long state, long page, long pages) {
    for (long i = page; i < page + pages; i++) if (owner(state, i) == DIRTY) Memory.zero(address(state, i), PAGE_BYTES);
  }

  static boolean contains(long state, long address) {
    return Long.compareUnsigned(address - get(state, HeapState.PAGES_START), get(state, HeapState.TOUCHED_PAGES) << PAGE_SHIFT) < 0;
  }

  /** The object in whose pages an address of this space lies, or 0. */
  static long find(long state, long address) {
    int owner = owner(state, address - get(state, HeapState.PAGES_START) >> PAGE_SHIFT);
    return owner > 0 ? address(state, owner - 1) : 0;
  }

  private static long markAddress(long state, long object) {
    return get(state, HeapState.PAGE_MARKS) + (object - get(state, HeapState.PAGES_START) >> PAGE_SHIFT);
  }

  /** Whether the object had not been marked yet. */
  static boolean mark(long state, long object) {
    long mark = markAddress(state, object);
    if (Memory.getByte(mark) != 0) return false;
    Memory.putByte(mark, (byte) 1);
    return true;
  }

  /** Whether the object was live at the last collection. */
  static boolean isLive(long state, long object) {
    return find(state, object) == object;
  }

  /** The first object at or after an address, or 0. */
  static long next(long state, long address) {
    long touched = get(state, HeapState.TOUCHED_PAGES);
    long page = address - get(state, HeapState.PAGES_START) + PAGE_BYTES - 1 >> PAGE_SHIFT;
    while (page < touched && owner(state, page) != page + 1) page++;
    return page < touched ? address(state, page) : 0;
  }

  static boolean isMarked(long state, long object) {
    return Memory.getByte(markAddress(state, object)) != 0;
  }

  /**
   * Frees the objects that are not marked.
   *
   * @return bytes of the pages in use
   */
  static long sweep(long state) {
    long touched = get(state, HeapState.TOUCHED_PAGES);
    long used = 0;
    long page = 0;
    while (page < touched) {
      if (owner(state, page) <= 0) {
        page++;
        continue;
      }
      long end = end(state, page);
      if (isMarked(state, address(state, page))) {
        Memory.putByte(markAddress(state, address(state, page)), (byte) 0);
        used += end - page;
      } else {
        free(state, page, end);
      }
      page = end;
    }
    HeapState.add(state, HeapState.COMMITTED_BYTES, used << PAGE_SHIFT);
    put(state, HeapState.NEXT_PAGE, 0);
    return used << PAGE_SHIFT;
  }

  private static void free(long state, long page, long end) {
    long bytes = end - page << PAGE_SHIFT;
    boolean clean = bytes >= HeapState.DISCARDED_BYTES && VirtualMemory.discard(address(state, page), bytes);
    if (!clean && has(state, HeapState.POISONING)) Memory.fill(address(state, page), bytes, HeapState.POISON);
    for (long i = page; i < end; i++) putOwner(state, i, clean ? CLEAN : DIRTY);
  }
}
