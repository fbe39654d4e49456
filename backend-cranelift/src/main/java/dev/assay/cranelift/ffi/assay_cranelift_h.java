package dev.assay.cranelift.ffi;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Bindings of native/include/assay_cranelift.h, in the form that jextract gives them; {@code mvn -Pjextract generate-sources} writes them
 * anew where jextract is on PATH. The library must have been loaded before this class is initialised.
 */
public class assay_cranelift_h {
  assay_cranelift_h() {}

  static final Arena LIBRARY_ARENA = Arena.ofAuto();

  static MemorySegment findOrThrow(String symbol) {
    return SYMBOL_LOOKUP.find(symbol).orElseThrow(() -> new UnsatisfiedLinkError("unresolved symbol: " + symbol));
  }

  static final SymbolLookup SYMBOL_LOOKUP = SymbolLookup.loaderLookup().or(Linker.nativeLinker().defaultLookup());

  public static final ValueLayout.OfByte C_CHAR = ValueLayout.JAVA_BYTE;
  public static final ValueLayout.OfInt C_INT = ValueLayout.JAVA_INT;
  public static final ValueLayout.OfLong C_LONG = ValueLayout.JAVA_LONG;
  public static final AddressLayout C_POINTER = ValueLayout.ADDRESS
      .withTargetLayout(MemoryLayout.sequenceLayout(java.lang.Long.MAX_VALUE, C_CHAR));

  private static final int ASSAY_CRANELIFT_ABI = (int) 2L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_ABI 2} */
  public static int ASSAY_CRANELIFT_ABI() {
    return ASSAY_CRANELIFT_ABI;
  }

  private static final int ASSAY_CRANELIFT_OPTIMISE = (int) 1L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_OPTIMISE 1} */
  public static int ASSAY_CRANELIFT_OPTIMISE() {
    return ASSAY_CRANELIFT_OPTIMISE;
  }

  private static final int ASSAY_CRANELIFT_VERIFY = (int) 2L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_VERIFY 2} */
  public static int ASSAY_CRANELIFT_VERIFY() {
    return ASSAY_CRANELIFT_VERIFY;
  }

  private static final int ASSAY_CRANELIFT_TEXT = (int) 4L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_TEXT 4} */
  public static int ASSAY_CRANELIFT_TEXT() {
    return ASSAY_CRANELIFT_TEXT;
  }

  private static final int ASSAY_CRANELIFT_OK = (int) 0L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_OK 0} */
  public static int ASSAY_CRANELIFT_OK() {
    return ASSAY_CRANELIFT_OK;
  }

  private static final int ASSAY_CRANELIFT_MALFORMED = (int) 1L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_MALFORMED 1} */
  public static int ASSAY_CRANELIFT_MALFORMED() {
    return ASSAY_CRANELIFT_MALFORMED;
  }

  private static final int ASSAY_CRANELIFT_LIMIT = (int) 2L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_LIMIT 2} */
  public static int ASSAY_CRANELIFT_LIMIT() {
    return ASSAY_CRANELIFT_LIMIT;
  }

  private static final int ASSAY_CRANELIFT_BUG = (int) 3L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_BUG 3} */
  public static int ASSAY_CRANELIFT_BUG() {
    return ASSAY_CRANELIFT_BUG;
  }

  private static final int ASSAY_CRANELIFT_BUILD = (int) 0L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_BUILD 0} */
  public static int ASSAY_CRANELIFT_BUILD() {
    return ASSAY_CRANELIFT_BUILD;
  }

  private static final int ASSAY_CRANELIFT_CODEGEN = (int) 1L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_CODEGEN 1} */
  public static int ASSAY_CRANELIFT_CODEGEN() {
    return ASSAY_CRANELIFT_CODEGEN;
  }

  private static final int ASSAY_CRANELIFT_LINK = (int) 2L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_LINK 2} */
  public static int ASSAY_CRANELIFT_LINK() {
    return ASSAY_CRANELIFT_LINK;
  }

  private static final int ASSAY_CRANELIFT_CLIF = (int) 0L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_CLIF 0} */
  public static int ASSAY_CRANELIFT_CLIF() {
    return ASSAY_CRANELIFT_CLIF;
  }

  private static final int ASSAY_CRANELIFT_ASM = (int) 1L;

  /** {@snippet lang=c : #define ASSAY_CRANELIFT_ASM 1} */
  public static int ASSAY_CRANELIFT_ASM() {
    return ASSAY_CRANELIFT_ASM;
  }

  private static class assay_cranelift_abi {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_INT);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_abi");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : int32_t assay_cranelift_abi(void)} */
  public static FunctionDescriptor assay_cranelift_abi$descriptor() {
    return assay_cranelift_abi.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : int32_t assay_cranelift_abi(void)} */
  public static MethodHandle assay_cranelift_abi$handle() {
    return assay_cranelift_abi.HANDLE;
  }

  /** Address for: {@snippet lang=c : int32_t assay_cranelift_abi(void)} */
  public static MemorySegment assay_cranelift_abi$address() {
    return assay_cranelift_abi.ADDR;
  }

  /** {@snippet lang=c : int32_t assay_cranelift_abi(void)} */
  public static int assay_cranelift_abi() {
    var mh$ = assay_cranelift_abi.HANDLE;
    try {
      return (int) mh$.invokeExact();
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_version {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_version");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : const char *assay_cranelift_version(void)} */
  public static FunctionDescriptor assay_cranelift_version$descriptor() {
    return assay_cranelift_version.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : const char *assay_cranelift_version(void)} */
  public static MethodHandle assay_cranelift_version$handle() {
    return assay_cranelift_version.HANDLE;
  }

  /** Address for: {@snippet lang=c : const char *assay_cranelift_version(void)} */
  public static MemorySegment assay_cranelift_version$address() {
    return assay_cranelift_version.ADDR;
  }

  /** {@snippet lang=c : const char *assay_cranelift_version(void)} */
  public static MemorySegment assay_cranelift_version() {
    var mh$ = assay_cranelift_version.HANDLE;
    try {
      return (MemorySegment) mh$.invokeExact();
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_compile {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_POINTER, assay_cranelift_h.C_POINTER,
        assay_cranelift_h.C_LONG);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_compile");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : struct AssayProgram *assay_cranelift_compile(const int32_t *words, uintptr_t count)} */
  public static FunctionDescriptor assay_cranelift_compile$descriptor() {
    return assay_cranelift_compile.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : struct AssayProgram *assay_cranelift_compile(const int32_t *words, uintptr_t count)} */
  public static MethodHandle assay_cranelift_compile$handle() {
    return assay_cranelift_compile.HANDLE;
  }

  /** Address for: {@snippet lang=c : struct AssayProgram *assay_cranelift_compile(const int32_t *words, uintptr_t count)} */
  public static MemorySegment assay_cranelift_compile$address() {
    return assay_cranelift_compile.ADDR;
  }

  /** {@snippet lang=c : struct AssayProgram *assay_cranelift_compile(const int32_t *words, uintptr_t count)} */
  public static MemorySegment assay_cranelift_compile(MemorySegment words, long count) {
    var mh$ = assay_cranelift_compile.HANDLE;
    try {
      return (MemorySegment) mh$.invokeExact(words, count);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_status {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_INT, assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_status");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : int32_t assay_cranelift_status(const struct AssayProgram *program)} */
  public static FunctionDescriptor assay_cranelift_status$descriptor() {
    return assay_cranelift_status.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : int32_t assay_cranelift_status(const struct AssayProgram *program)} */
  public static MethodHandle assay_cranelift_status$handle() {
    return assay_cranelift_status.HANDLE;
  }

  /** Address for: {@snippet lang=c : int32_t assay_cranelift_status(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_status$address() {
    return assay_cranelift_status.ADDR;
  }

  /** {@snippet lang=c : int32_t assay_cranelift_status(const struct AssayProgram *program)} */
  public static int assay_cranelift_status(MemorySegment program) {
    var mh$ = assay_cranelift_status.HANDLE;
    try {
      return (int) mh$.invokeExact(program);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_error {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_POINTER, assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_error");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : const char *assay_cranelift_error(const struct AssayProgram *program)} */
  public static FunctionDescriptor assay_cranelift_error$descriptor() {
    return assay_cranelift_error.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : const char *assay_cranelift_error(const struct AssayProgram *program)} */
  public static MethodHandle assay_cranelift_error$handle() {
    return assay_cranelift_error.HANDLE;
  }

  /** Address for: {@snippet lang=c : const char *assay_cranelift_error(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_error$address() {
    return assay_cranelift_error.ADDR;
  }

  /** {@snippet lang=c : const char *assay_cranelift_error(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_error(MemorySegment program) {
    var mh$ = assay_cranelift_error.HANDLE;
    try {
      return (MemorySegment) mh$.invokeExact(program);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_address {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_LONG, assay_cranelift_h.C_POINTER,
        assay_cranelift_h.C_LONG);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_address");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : uint64_t assay_cranelift_address(const struct AssayProgram *program, uintptr_t index)} */
  public static FunctionDescriptor assay_cranelift_address$descriptor() {
    return assay_cranelift_address.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : uint64_t assay_cranelift_address(const struct AssayProgram *program, uintptr_t index)} */
  public static MethodHandle assay_cranelift_address$handle() {
    return assay_cranelift_address.HANDLE;
  }

  /** Address for: {@snippet lang=c : uint64_t assay_cranelift_address(const struct AssayProgram *program, uintptr_t index)} */
  public static MemorySegment assay_cranelift_address$address() {
    return assay_cranelift_address.ADDR;
  }

  /** {@snippet lang=c : uint64_t assay_cranelift_address(const struct AssayProgram *program, uintptr_t index)} */
  public static long assay_cranelift_address(MemorySegment program, long index) {
    var mh$ = assay_cranelift_address.HANDLE;
    try {
      return (long) mh$.invokeExact(program, index);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_size {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_LONG, assay_cranelift_h.C_POINTER,
        assay_cranelift_h.C_LONG);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_size");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : uint64_t assay_cranelift_size(const struct AssayProgram *program, uintptr_t index)} */
  public static FunctionDescriptor assay_cranelift_size$descriptor() {
    return assay_cranelift_size.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : uint64_t assay_cranelift_size(const struct AssayProgram *program, uintptr_t index)} */
  public static MethodHandle assay_cranelift_size$handle() {
    return assay_cranelift_size.HANDLE;
  }

  /** Address for: {@snippet lang=c : uint64_t assay_cranelift_size(const struct AssayProgram *program, uintptr_t index)} */
  public static MemorySegment assay_cranelift_size$address() {
    return assay_cranelift_size.ADDR;
  }

  /** {@snippet lang=c : uint64_t assay_cranelift_size(const struct AssayProgram *program, uintptr_t index)} */
  public static long assay_cranelift_size(MemorySegment program, long index) {
    var mh$ = assay_cranelift_size.HANDLE;
    try {
      return (long) mh$.invokeExact(program, index);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_code_bytes {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_LONG, assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_code_bytes");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : uint64_t assay_cranelift_code_bytes(const struct AssayProgram *program)} */
  public static FunctionDescriptor assay_cranelift_code_bytes$descriptor() {
    return assay_cranelift_code_bytes.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : uint64_t assay_cranelift_code_bytes(const struct AssayProgram *program)} */
  public static MethodHandle assay_cranelift_code_bytes$handle() {
    return assay_cranelift_code_bytes.HANDLE;
  }

  /** Address for: {@snippet lang=c : uint64_t assay_cranelift_code_bytes(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_code_bytes$address() {
    return assay_cranelift_code_bytes.ADDR;
  }

  /** {@snippet lang=c : uint64_t assay_cranelift_code_bytes(const struct AssayProgram *program)} */
  public static long assay_cranelift_code_bytes(MemorySegment program) {
    var mh$ = assay_cranelift_code_bytes.HANDLE;
    try {
      return (long) mh$.invokeExact(program);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_phase_nanos {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_LONG, assay_cranelift_h.C_POINTER,
        assay_cranelift_h.C_INT);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_phase_nanos");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : uint64_t assay_cranelift_phase_nanos(const struct AssayProgram *program, int32_t phase)} */
  public static FunctionDescriptor assay_cranelift_phase_nanos$descriptor() {
    return assay_cranelift_phase_nanos.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : uint64_t assay_cranelift_phase_nanos(const struct AssayProgram *program, int32_t phase)} */
  public static MethodHandle assay_cranelift_phase_nanos$handle() {
    return assay_cranelift_phase_nanos.HANDLE;
  }

  /** Address for: {@snippet lang=c : uint64_t assay_cranelift_phase_nanos(const struct AssayProgram *program, int32_t phase)} */
  public static MemorySegment assay_cranelift_phase_nanos$address() {
    return assay_cranelift_phase_nanos.ADDR;
  }

  /** {@snippet lang=c : uint64_t assay_cranelift_phase_nanos(const struct AssayProgram *program, int32_t phase)} */
  public static long assay_cranelift_phase_nanos(MemorySegment program, int phase) {
    var mh$ = assay_cranelift_phase_nanos.HANDLE;
    try {
      return (long) mh$.invokeExact(program, phase);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_call_count {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_LONG, assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_call_count");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : uintptr_t assay_cranelift_call_count(const struct AssayProgram *program)} */
  public static FunctionDescriptor assay_cranelift_call_count$descriptor() {
    return assay_cranelift_call_count.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : uintptr_t assay_cranelift_call_count(const struct AssayProgram *program)} */
  public static MethodHandle assay_cranelift_call_count$handle() {
    return assay_cranelift_call_count.HANDLE;
  }

  /** Address for: {@snippet lang=c : uintptr_t assay_cranelift_call_count(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_call_count$address() {
    return assay_cranelift_call_count.ADDR;
  }

  /** {@snippet lang=c : uintptr_t assay_cranelift_call_count(const struct AssayProgram *program)} */
  public static long assay_cranelift_call_count(MemorySegment program) {
    var mh$ = assay_cranelift_call_count.HANDLE;
    try {
      return (long) mh$.invokeExact(program);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_calls {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_POINTER, assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_calls");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : const uint64_t *assay_cranelift_calls(const struct AssayProgram *program)} */
  public static FunctionDescriptor assay_cranelift_calls$descriptor() {
    return assay_cranelift_calls.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : const uint64_t *assay_cranelift_calls(const struct AssayProgram *program)} */
  public static MethodHandle assay_cranelift_calls$handle() {
    return assay_cranelift_calls.HANDLE;
  }

  /** Address for: {@snippet lang=c : const uint64_t *assay_cranelift_calls(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_calls$address() {
    return assay_cranelift_calls.ADDR;
  }

  /** {@snippet lang=c : const uint64_t *assay_cranelift_calls(const struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_calls(MemorySegment program) {
    var mh$ = assay_cranelift_calls.HANDLE;
    try {
      return (MemorySegment) mh$.invokeExact(program);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_text {
    public static final FunctionDescriptor DESC = FunctionDescriptor.of(assay_cranelift_h.C_POINTER, assay_cranelift_h.C_POINTER,
        assay_cranelift_h.C_LONG, assay_cranelift_h.C_INT);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_text");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : const char *assay_cranelift_text(const struct AssayProgram *program, uintptr_t index, int32_t kind)} */
  public static FunctionDescriptor assay_cranelift_text$descriptor() {
    return assay_cranelift_text.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : const char *assay_cranelift_text(const struct AssayProgram *program, uintptr_t index, int32_t kind)} */
  public static MethodHandle assay_cranelift_text$handle() {
    return assay_cranelift_text.HANDLE;
  }

  /** Address for: {@snippet lang=c : const char *assay_cranelift_text(const struct AssayProgram *program, uintptr_t index, int32_t kind)} */
  public static MemorySegment assay_cranelift_text$address() {
    return assay_cranelift_text.ADDR;
  }

  /** {@snippet lang=c : const char *assay_cranelift_text(const struct AssayProgram *program, uintptr_t index, int32_t kind)} */
  public static MemorySegment assay_cranelift_text(MemorySegment program, long index, int kind) {
    var mh$ = assay_cranelift_text.HANDLE;
    try {
      return (MemorySegment) mh$.invokeExact(program, index, kind);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }

  private static class assay_cranelift_free {
    public static final FunctionDescriptor DESC = FunctionDescriptor.ofVoid(assay_cranelift_h.C_POINTER);
    public static final MemorySegment ADDR = assay_cranelift_h.findOrThrow("assay_cranelift_free");
    public static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(ADDR, DESC);
  }

  /** Function descriptor for: {@snippet lang=c : void assay_cranelift_free(struct AssayProgram *program)} */
  public static FunctionDescriptor assay_cranelift_free$descriptor() {
    return assay_cranelift_free.DESC;
  }

  /** Downcall method handle for: {@snippet lang=c : void assay_cranelift_free(struct AssayProgram *program)} */
  public static MethodHandle assay_cranelift_free$handle() {
    return assay_cranelift_free.HANDLE;
  }

  /** Address for: {@snippet lang=c : void assay_cranelift_free(struct AssayProgram *program)} */
  public static MemorySegment assay_cranelift_free$address() {
    return assay_cranelift_free.ADDR;
  }

  /** {@snippet lang=c : void assay_cranelift_free(struct AssayProgram *program)} */
  public static void assay_cranelift_free(MemorySegment program) {
    var mh$ = assay_cranelift_free.HANDLE;
    try {
      mh$.invokeExact(program);
    } catch (Error | RuntimeException ex) {
      throw ex;
    } catch (Throwable ex$) {
      throw new AssertionError("should not reach here", ex$);
    }
  }
}
