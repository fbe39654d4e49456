package dev.assay.runtime;

/**
 * A collected heap as the collector's core sees it: a struct in memory, whose address all methods of {@link LineSpace}, {@link
 * LargeObjectSpace} and {@link Marking} take. They are static methods over addresses that allocate no Java object and keep nothing
 * elsewhere: several heaps coexist, and the core could be compiled like guest code.
 *
 * <pre>
 * state | line map | block map | valid bits | mark bits | hole bits | page owners | page marks | mark stack | blocks of lines … | pages …
 * </pre>
 *
 * All of it is one reservation of address space; memory is taken as it is touched.
 */
final class HeapState {
  static final int LINE_SHIFT = 8;

  /** What is free or in use as a whole. Immix had 128 bytes; with 256, as MMTk's has today, there are half as many lines to sweep. */
  static final int LINE_BYTES = 1 << LINE_SHIFT;

  static final int BLOCK_SHIFT = 15;

  /** Holes and objects do not cross its bounds, and so neither does the search for the start of an object. As in Immix. */
  static final int BLOCK_BYTES = 1 << BLOCK_SHIFT;

  static final int LINES_PER_BLOCK = BLOCK_BYTES / LINE_BYTES;

  /**
   * Greater objects have pages of their own. A quarter of a block: an object of this size finds room in a block with others, and rounded up
   * to pages a greater one wastes less than a third.
   */
  static final int MAX_LINE_OBJECT_BYTES = BLOCK_BYTES / 4;

  static final int PAGE_SHIFT = 12;
  static final int PAGE_BYTES = 1 << PAGE_SHIFT;

  /**
   * Address space for lines, by the limit. The limit counts lines, wherever they are; when most blocks hold a few live ones, there must be a
   * free block nevertheless for an object that needs many in a row.
   */
  static final int BLOCK_RESERVE = 2;

  /** In fresh pages per page of the limit: large objects do not move, so holes between them are left over. Address space only. */
  static final int PAGE_RESERVE = 4;

  /** Free pages in such a row are given back to the system: below, zeroing them is cheaper than the page faults of getting them anew. */
  static final int DISCARDED_BYTES = 1 << 20;

  /** A mark stack takes this part of the heap at most; deeper graphs cost another walk over the marked objects. */
  static final int MARK_STACK_PART = 64;

  static final int MIN_MARK_STACK_BYTES = 1 << 12;

  /** What free memory is filled with when that is asked for: as an address it is none, as a length it is negative. */
  static final byte POISON = (byte) 0xdb;

  /** What a class pointer in such memory reads as. */
  static final long POISON_WORD = 0x0101010101010101L * (POISON & 0xff);

  // Fields, 8 bytes each.

  /** The address of the native context, which has the cursor and the limit of the hole in use. */
  static final int CONTEXT = 0;

  /** Bytes of lines and pages that may be in use together. */
  static final int LIMIT_BYTES = 8;

  /** Bytes of lines and pages in use: those that a live object lies in, and those handed out since. */
  static final int COMMITTED_BYTES = 16;

  /** Bytes of objects ever allocated, up to {@link #COUNTED}. */
  static final int ALLOCATED_BYTES = 24;

  /** Where the memory of the hole in use begins that is not yet part of {@link #ALLOCATED_BYTES}. */
  static final int COUNTED = 32;

  /** Not 0 if compiled code is to find no room, so that each allocation comes here. */
  static final int BYPASS = 40;

  /** Not 0 if free memory is to be filled with {@link HeapState#POISON}. */
  static final int POISONING = 48;

  /** The end of the hole in use. The context has it as well, unless {@link #BYPASS}. */
  static final int HOLE_LIMIT = 56;

  /** The hole that was in use before, if it has room left. */
  static final int OTHER_CURSOR = 64;

  static final int OTHER_LIMIT = 72;

  static final int BLOCKS_START = 80;
  static final int BLOCK_COUNT = 88;

  /** Blocks from here on have never been used: they are zero. */
  static final int TOUCHED_BLOCKS = 96;

  /** One byte per line, see {@link LineSpace}. */
  static final int LINE_MAP = 104;

  /** One byte per block, see {@link LineSpace}. */
  static final int BLOCK_MAP = 112;

  /** One bit per 8 bytes of the blocks: an object that was live at the last collection, or has been found since, begins there. */
  static final int VALID_BITS = 120;

  /** The same of the objects that the collection under way has reached. */
  static final int MARK_BITS = 128;

  /** The same of the first address of each hole that has been opened since the last collection and not been walked. */
  static final int HOLE_BITS = 248;

  /** Not 0 if the last collection left so little that the gaps between live objects are to be used as well. */
  static final int FRAGMENTED = 256;

  /** Gaps before this address are not searched again before the next collection. */
  static final int NEXT_GAP = 264;

  /** Lines before this are not searched for a hole again before the next collection. */
  static final int NEXT_LINE = 136;

  /** The same for holes of several lines. */
  static final int NEXT_RUN_LINE = 144;

  static final int NEXT_FREE_BLOCK = 152;

  static final int PAGES_START = 160;
  static final int PAGE_COUNT = 168;

  /** Pages from here on have never been used: they are zero. */
  static final int TOUCHED_PAGES = 176;

  /** Where the search for free pages goes on. */
  static final int NEXT_PAGE = 184;

  /** One i32 per page, see {@link LargeObjectSpace}. */
  static final int PAGE_OWNERS = 192;

  /** One byte per page, not 0 if the collection under way has reached the object that begins there. */
  static final int PAGE_MARKS = 200;

  static final int STACK_START = 208;
  static final int STACK_END = 216;
  static final int STACK_TOP = 224;

  /** Not 0 if marked objects found no place on the stack. */
  static final int STACK_OVERFLOWED = 232;

  /** A reference that was found to point at no object, or 0. Looked for only while {@link #POISONING}. */
  static final int STRAY_REFERENCE = 240;

  static final int STATE_BYTES = PAGE_BYTES;

  private HeapState() {}

  static long get(long state, int field) {
    return Memory.getLong(state + field);
  }

  static void put(long state, int field, long value) {
    Memory.putLong(state + field, value);
  }

  static void add(long state, int field, long value) {
    Memory.putLong(state + field, Memory.getLong(state + field) + value);
  }

  static boolean has(long state, int field) {
    return Memory.getLong(state + field) != 0;
  }
}
