package dev.assay.runtime;

import dev.assay.ir.CompilerBug;

/**
 * Memory for hand-assembled routines, with data behind it that they refer to by address. The code is written byte by byte, then made
 * executable and no longer writable; the data stays writable.
 */
final class CodeMemory implements AutoCloseable {
  // Neither part shares a page with the other's protection.
  private static final int PAGE_BYTES = 1 << 12;

  private final long codeBytes;
  private final long dataBytes;
  private final long code;
  private long cursor;

  CodeMemory(long codeBytes, long dataBytes) {
    this.codeBytes = codeBytes + PAGE_BYTES - 1 & -PAGE_BYTES;
    this.dataBytes = dataBytes;
    code = VirtualMemory.reserve(this.codeBytes + dataBytes);
    if (code == 0) throw new IllegalArgumentException("no address space for " + codeBytes + " bytes of code");
    cursor = code;
  }

  long code() {
    return code;
  }

  long data() {
    return code + codeBytes;
  }

  /** Where the next byte goes. */
  long cursor() {
    return cursor;
  }

  /** Goes on at an offset of the code, which is not behind. */
  void skipTo(long offset) {
    if (cursor > code + offset) throw new CompilerBug("the routines take " + (cursor - code) + " bytes, not " + offset);
    cursor = code + offset;
  }

  CodeMemory bytes(int... values) {
    for (int value : values) Memory.putByte(cursor++, (byte) value);
    return this;
  }

  void int32(int value) {
    Memory.putInt(cursor, value);
    cursor += 4;
  }

  void int64(long value) {
    Memory.putLong(cursor, value);
    cursor += 8;
  }

  /** The distance to a place in this code, counted from behind itself, as jumps have it. */
  void distance(long target) {
    int32((int) (target - (cursor + 4)));
  }

  void finish() {
    if (cursor > code + codeBytes) throw new CompilerBug("code of " + (cursor - code) + " bytes in " + codeBytes);
    VirtualMemory.makeExecutable(code, codeBytes);
  }

  @Override
  public void close() {
    VirtualMemory.release(code, codeBytes + dataBytes);
  }
}
