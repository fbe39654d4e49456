package dev.assay.spi;

import java.util.List;

/**
 * What a compile needs besides the module.
 *
 * @param exports functions that {@link Executable#call} may be asked for; the entry need not be among them
 * @param heapBytes size of the heap
 * @param io where the program reads and writes
 */
public record CompileRequest(List<String> exports, long heapBytes, GuestIo io) {
  public static final long DEFAULT_HEAP_BYTES = 1L << 30;

  public CompileRequest {
    exports = List.copyOf(exports);
  }
}
