package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Address space straight from the operating system: zeroed, and backed by memory page by page as it is touched. */
final class VirtualMemory {
  private static final int PROT_READ_WRITE = 3;
  private static final int PROT_READ_EXECUTE = 5;
  private static final int MAP_PRIVATE = 2;
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");
  private static final int MAP_ANONYMOUS = LINUX ? 0x20 : 0x1000;
  private static final int MAP_NORESERVE = LINUX ? 0x4000 : 0x40;
  private static final int MADV_DONTNEED = 4;

  private static final MethodHandle MMAP = link("mmap",
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
  private static final MethodHandle MUNMAP = link("munmap",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle MPROTECT = link("mprotect",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
  private static final MethodHandle MADVISE = link("madvise",
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));

  private VirtualMemory() {}

  private static MethodHandle link(String name, FunctionDescriptor type) {
    var linker = Linker.nativeLinker();
    MemorySegment symbol = linker.defaultLookup().find(name).orElseThrow(() -> new CompilerBug("libc has no " + name));
    return linker.downcallHandle(symbol, type);
  }

  /** The address of that many bytes, or 0 if the system has no room. */
  static long reserve(long bytes) {
    try {
      long address = (long) MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0L);
      return address == -1 ? 0 : address;
    } catch (Throwable t) {
      throw new CompilerBug("mmap", t);
    }
  }

  static void release(long address, long bytes) {
    try {
      int failed = (int) MUNMAP.invokeExact(address, bytes);
      if (failed != 0) throw new CompilerBug("munmap of " + bytes + " bytes failed");
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new CompilerBug("munmap", t);
    }
  }

  /**
   * Gives the memory of whole pages back; the address space stays.
   *
   * @return whether they are zero now; only Linux promises that
   */
  static boolean discard(long address, long bytes) {
    if (!LINUX) return false;
    try {
      return (int) MADVISE.invokeExact(address, bytes, MADV_DONTNEED) == 0;
    } catch (Throwable t) {
      throw new CompilerBug("madvise", t);
    }
  }

  /** Makes pages that have been written executable, and no longer writable. */
  static void makeExecutable(long address, long bytes) {
    try {
      int failed = (int) MPROTECT.invokeExact(address, bytes, PROT_READ_EXECUTE);
      if (failed != 0) throw new CompilerBug("mprotect of " + bytes + " bytes failed");
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new CompilerBug("mprotect", t);
    }
  }
}
