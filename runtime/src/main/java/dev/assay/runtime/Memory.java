package dev.assay.runtime;

import dev.assay.ir.MemType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * All raw access to off-heap memory: static methods over addresses, so that Java code written on them can itself be compiled later.
 *
 * <p>One segment spans the address space. Warm this is as fast as the JDK's internal Unsafe, needs no flag and keeps {@code --release}
 * working; cold and under {@code -Xint} it is about ten times slower, which the interpreter's first runs show. A wrong address takes the
 * JVM down: callers check before they come here.
 */
public final class Memory {
  private static final MemorySegment ALL = MemorySegment.ofAddress(0).reinterpret(Long.MAX_VALUE);
  private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
  private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
  private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private Memory() {}

  public static byte getByte(long address) {
    return ALL.get(BYTE, address);
  }

  public static void putByte(long address, byte value) {
    ALL.set(BYTE, address, value);
  }

  public static int getInt(long address) {
    return ALL.get(INT, address);
  }

  public static void putInt(long address, int value) {
    ALL.set(INT, address, value);
  }

  public static long getLong(long address) {
    return ALL.get(LONG, address);
  }

  public static void putLong(long address, long value) {
    ALL.set(LONG, address, value);
  }

  /** The raw bits, see {@link dev.assay.ir.Type}, of the value of this memory type at an address. */
  public static long load(MemType mem, long address) {
    return switch (mem) {
      case BOOL, I8 -> ALL.get(BYTE, address);
      case U16 -> ALL.get(CHAR, address);
      case I16 -> ALL.get(SHORT, address);
      case I32, F32 -> ALL.get(INT, address);
      case I64, F64, REF, PTR -> ALL.get(LONG, address);
    };
  }

  /** Stores the low bits of a value. */
  public static void store(MemType mem, long address, long bits) {
    switch (mem) {
      case BOOL, I8 -> ALL.set(BYTE, address, (byte) bits);
      case U16, I16 -> ALL.set(SHORT, address, (short) bits);
      case I32, F32 -> ALL.set(INT, address, (int) bits);
      case I64, F64, REF, PTR -> ALL.set(LONG, address, bits);
    }
  }

  /** Copies bytes; the ranges may overlap. */
  public static void copy(long from, long to, long bytes) {
    MemorySegment.copy(ALL, from, ALL, to, bytes);
  }

  public static void zero(long address, long bytes) {
    fill(address, bytes, (byte) 0);
  }

  public static void fill(long address, long bytes, byte value) {
    ALL.asSlice(address, bytes).fill(value);
  }
}
