package dev.assay.spi;

import java.util.List;

/**
 * What a compile needs besides the module.
 *
 * @param exports functions that {@link Executable#call} may be asked for; the entry need not be among them
 * @param heapBytes size of the heap
 * @param gcStress above 0, the heap is collected at every allocation of that number, memory that becomes free is overwritten, and all of
 *     the heap is verified; a backend whose heap is its host's ignores it
 * @param io where the program reads and writes
 * @param mode when functions are compiled
 * @param compileThreads how many threads compile at once, {@link #DEFAULT_THREADS} for what the backend thinks best; a backend that
 *     compiles on one thread, as all do when {@code mode} is lazy, ignores it
 */
public record CompileRequest(List<String> exports, long heapBytes, int gcStress, GuestIo io, CompileMode mode, int compileThreads) {
  public static final long DEFAULT_HEAP_BYTES = 1L << 30;
  public static final int DEFAULT_THREADS = 0;

  /** From this interval on the stack has its full size. */
  private static final int FULL_STACK_STRESS = 512;

  public CompileRequest {
    exports = List.copyOf(exports);
    if (compileThreads < 0) throw new IllegalArgumentException(compileThreads + " threads");
  }

  /** All is compiled before the start. */
  public CompileRequest(List<String> exports, long heapBytes, int gcStress, GuestIo io) {
    this(exports, heapBytes, gcStress, io, CompileMode.EAGER, DEFAULT_THREADS);
  }

  /** Without stress for the collector. */
  public CompileRequest(List<String> exports, long heapBytes, GuestIo io) {
    this(exports, heapBytes, 0, io);
  }

  /** The same, compiled in another way. */
  public CompileRequest compiled(CompileMode otherMode, int threads) {
    return new CompileRequest(exports, heapBytes, gcStress, io, otherMode, threads);
  }

  /**
   * What is left of a backend's stack when the collector is under stress: from {@code least}, with a collection at every allocation, to all
   * of it, at every 512th. Each collection reads all of the stack, so a recursion that allocates takes time quadratic in its depth.
   *
   * @param least enough for a recursion that fits the host's default stack of 1 MB
   */
  public long stackBytes(long full, long least) {
    return gcStress == 0 ? full : Math.max(least, full / FULL_STACK_STRESS * Math.min(gcStress, FULL_STACK_STRESS));
  }
}
