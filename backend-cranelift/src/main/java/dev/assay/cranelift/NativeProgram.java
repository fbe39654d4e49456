package dev.assay.cranelift;

import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_LIMIT;
import static dev.assay.cranelift.ffi.assay_cranelift_h.ASSAY_CRANELIFT_OK;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_address;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_call_count;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_calls;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_code_bytes;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_compile;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_error;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_free;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_phase_nanos;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_status;
import static dev.assay.cranelift.ffi.assay_cranelift_h.assay_cranelift_text;

import dev.assay.ir.CompilerBug;
import dev.assay.runtime.CodeMap;
import dev.assay.spi.Refusal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** A program of the native library. Functions come first, then entries. */
final class NativeProgram implements AutoCloseable {
  private static final Pattern FUNCTION = Pattern.compile("@(\\d+)");

  private final MemorySegment handle;

  private NativeProgram(MemorySegment handle) {
    this.handle = handle;
  }

  /**
   * @param functionName for messages
   * @throws Refusal if a function is too large for Cranelift
   */
  static NativeProgram compile(int[] words, IntFunction<String> functionName) throws Refusal {
    MemorySegment handle;
    try (var arena = Arena.ofConfined()) {
      handle = assay_cranelift_compile(arena.allocateFrom(ValueLayout.JAVA_INT, words), words.length);
    }
    int status = assay_cranelift_status(handle);
    if (status == ASSAY_CRANELIFT_OK()) return new NativeProgram(handle);
    var error = FUNCTION.matcher(assay_cranelift_error(handle).getString(0))
        .replaceAll(match -> java.util.regex.Matcher.quoteReplacement("@" + functionName.apply(Integer.parseInt(match.group(1)))));
    assay_cranelift_free(handle);
    if (status == ASSAY_CRANELIFT_LIMIT()) throw new Refusal("Cranelift: " + error);
    throw new CompilerBug("Cranelift: " + error);
  }

  long address(int index) {
    return assay_cranelift_address(handle, index);
  }

  long codeBytes() {
    return assay_cranelift_code_bytes(handle);
  }

  long phaseNanos(int phase) {
    return assay_cranelift_phase_nanos(handle, phase);
  }

  /** Says which calls belong to which sites. */
  void mapCalls(CodeMap map) {
    int count = (int) assay_cranelift_call_count(handle);
    var calls = assay_cranelift_calls(handle).reinterpret(16L * count);
    // A row that holds for the call's last byte, and one that ends it: other calls stand between these.
    long[] addresses = new long[2 * count];
    int[] sites = new int[2 * count];
    for (int i = 0; i < count; i++) {
      long returnAddress = calls.getAtIndex(ValueLayout.JAVA_LONG, 2 * i);
      addresses[2 * i] = returnAddress - 1;
      sites[2 * i] = (int) calls.getAtIndex(ValueLayout.JAVA_LONG, 2 * i + 1);
      addresses[2 * i + 1] = returnAddress;
      sites[2 * i + 1] = CodeMap.NO_SITE;
    }
    map.add(addresses, sites);
  }

  /** Of a program compiled for its text. */
  String text(int index, int kind) {
    var text = assay_cranelift_text(handle, index, kind);
    return text.equals(MemorySegment.NULL) ? "" : text.getString(0);
  }

  @Override
  public void close() {
    assay_cranelift_free(handle);
  }
}
