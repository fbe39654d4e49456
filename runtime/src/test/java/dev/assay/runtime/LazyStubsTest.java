package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LazyStubsTest {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE;
  private static final FunctionDescriptor COMPILE = FunctionDescriptor.of(I64, ValueLayout.JAVA_INT);

  private final Arena arena = Arena.ofShared();
  private final long context = arena.allocate(Layout.CONTEXT_BYTES, 8).address();
  private NativeThunks thunks;
  private LazyStubs stubs;
  // What a compile gives, and what it has seen.
  private long address;
  private int compiles;
  private int lastIndex = -1;
  private final Set<Long> words = new HashSet<>();

  @BeforeEach
  void make() throws ReflectiveOperationException {
    thunks = new NativeThunks(context, 1);
    stubs = new LazyStubs(context, 3, upcall("compile", COMPILE), thunks.abandon());
  }

  @AfterEach
  void free() {
    stubs.close();
    thunks.close();
    arena.close();
  }

  private long upcall(String method, FunctionDescriptor type) throws ReflectiveOperationException {
    var target = MethodHandles.lookup().findVirtual(LazyStubsTest.class, method, type.toMethodType()).bindTo(this);
    return LINKER.upcallStub(target, type, arena).address();
  }

  private static MethodHandle downcall(long address, FunctionDescriptor type) {
    return LINKER.downcallHandle(MemorySegment.ofAddress(address), type);
  }

  long compile(int index) {
    compiles++;
    lastIndex = index;
    NativeThunks.forEachStackWord(context, words::add);
    if (address != 0) stubs.set(index, address);
    return address;
  }

  private final double[] got = new double[18];

  void target(long a, long b, long c, long d, long e, long f, long g, long h, double i, double j, double k, double l, double m, double n,
      double o, double p, double q, double r) {
    double[] arguments = {a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r};
    System.arraycopy(arguments, 0, got, 0, got.length);
  }

  /** Those in registers, and those on the stack. */
  @Test
  void argumentsPassUntouched() throws Throwable {
    var arguments = new MemoryLayout[18];
    Arrays.fill(arguments, 0, 8, I64);
    Arrays.fill(arguments, 8, 18, F64);
    var type = FunctionDescriptor.ofVoid(arguments);
    address = upcall("target", type);
    var stub = downcall(stubs.address(1), type);
    for (int i = 0; i < 3; i++) {
      stub.invokeExact(1L, -2L, 3L, 4L, 5L, 6L, 7L, 8L, 9.5, 10.5, 11.5, 12.5, 13.5, 14.5, 15.5, 16.5, 17.5, 18.5);
      assertArrayEquals(new double[] {1, -2, 3, 4, 5, 6, 7, 8, 9.5, 10.5, 11.5, 12.5, 13.5, 14.5, 15.5, 16.5, 17.5, 18.5}, got);
      Arrays.fill(got, 0);
    }
    assertEquals(1, lastIndex);
    assertEquals(1, compiles, "who comes to the stub again is led on");
  }

  // push rbp; mov rbp, rsp; six integer arguments 0xa1 … 0xa6; eighth float argument 0xa7; 0xa8 in rbx, which is kept on the stack
  private static final int[] SET_ARGUMENTS = {0x55, 0x48, 0x89, 0xe5, 0x53, 0x53, 0x48, 0xc7, 0xc7, 0xa1, 0, 0, 0, 0x48, 0xc7, 0xc6, 0xa2,
    0, 0, 0, 0x48, 0xc7, 0xc2, 0xa3, 0, 0, 0, 0x48, 0xc7, 0xc1, 0xa4, 0, 0, 0, 0x49, 0xc7, 0xc0, 0xa5, 0, 0, 0, 0x49, 0xc7, 0xc1, 0xa6, 0,
    0,
    0, 0x48, 0xc7, 0xc0, 0xa7, 0, 0, 0, 0x66, 0x48, 0x0f, 0x6e, 0xf8, 0x48, 0xc7, 0xc3, 0xa8, 0, 0, 0, 0x48, 0xb8};
  // call rax; add dword [counter], 1; pop rbx; pop rbx; pop rbp; ret
  private static final int[] CALL = {0xff, 0xd0, 0x48, 0xb8};
  private static final int[] COUNT = {0x83, 0x00, 0x01, 0x5b, 0x5b, 0x5d, 0xc3};

  private long entry(int index, long counter) {
    var before = NativeThunksTest.withAddress(SET_ARGUMENTS, stubs.address(index), CALL);
    return NativeThunksTest.code(NativeThunksTest.withAddress(before, counter, COUNT));
  }

  @Test
  void whatIsInRegistersCanBeScanned() throws Throwable {
    long counter = arena.allocate(8, 8).address();
    address = NativeThunksTest.code(0xc3);
    downcall(thunks.in(), FunctionDescriptor.ofVoid(I64, I64, I64)).invokeExact(entry(2, counter), context, 0L);
    assertEquals(1, Memory.getInt(counter));
    for (long word = 0xa1; word <= 0xa8; word++) assertTrue(words.contains(word), "0x" + Long.toHexString(word));
    assertArrayEquals(new long[3], fields());
  }

  /** The callee, its caller and the entry are left at once, with all registers of the entry's caller as they were. */
  @Test
  void codeIsAbandonedWhereNothingWasCompiled() throws Throwable {
    long counter = arena.allocate(8, 8).address();
    long entry = entry(0, counter);
    var in = downcall(thunks.in(), FunctionDescriptor.ofVoid(I64, I64, I64));
    for (int i = 1; i <= 3; i++) {
      in.invokeExact(entry, context, 0L);
      assertEquals(i, compiles);
      assertEquals(0, Memory.getInt(counter), "what comes after the call");
      assertArrayEquals(new long[3], fields());
    }
    address = NativeThunksTest.code(0xc3);
    in.invokeExact(entry, context, 0L);
    assertEquals(1, Memory.getInt(counter));
  }

  // push rbx, r12 … r15, once more for alignment; set each; mov rdi, entry; mov rsi, context; mov rax, in; call; sum of them; pop all; ret
  @Test
  void abandoningKeepsWhatACallerHasInRegisters() throws Throwable {
    int[] code = {0x53, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57, 0x48, 0xc7, 0xc3, 0x11, 0x11, 0, 0, 0x49, 0xc7, 0xc4, 0x22, 0x22, 0,
      0,
      0x49, 0xc7, 0xc5, 0x33, 0x33, 0, 0, 0x49, 0xc7, 0xc6, 0x44, 0x44, 0, 0, 0x49, 0xc7, 0xc7, 0x55, 0x55, 0, 0, 0x48, 0xbf};
    code = NativeThunksTest.withAddress(code, entry(0, arena.allocate(8, 8).address()), 0x48, 0xbe);
    code = NativeThunksTest.withAddress(code, context, 0x48, 0xb8);
    code = NativeThunksTest.withAddress(code, thunks.in(), 0xff, 0xd0, 0x48, 0x89, 0xd8, 0x4c, 0x01, 0xe0, 0x4c, 0x01, 0xe8, 0x4c, 0x01,
        0xf0,
        0x4c, 0x01, 0xf8, 0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c, 0x5b, 0xc3);
    assertEquals(0xffffL, (long) downcall(NativeThunksTest.code(code), FunctionDescriptor.of(I64)).invokeExact());
    assertEquals(1, compiles);
  }

  private long[] fields() {
    return LongStream.of(Layout.CONTEXT_STACK_POINTER, Layout.CONTEXT_FRAME_POINTER, Layout.CONTEXT_STACK_BASE)
        .map(offset -> Memory.getLong(context + offset)).toArray();
  }

  @Test
  void eachFunctionHasItsOwnSlot() {
    var addresses = List.of(stubs.address(0), stubs.address(1), stubs.address(2));
    assertEquals(3, Set.copyOf(addresses).size());
    stubs.set(1, 0x1234);
    assertEquals(0x1234, Memory.getLong(stubs.slot(1)));
    assertEquals(addresses.get(0), stubs.address(0));
    assertEquals(addresses.get(2), stubs.address(2));
    assertNotEquals(stubs.slot(0), stubs.slot(2));
  }
}
