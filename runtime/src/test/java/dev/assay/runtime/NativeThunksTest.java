package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NativeThunksTest {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfDouble F64 = ValueLayout.JAVA_DOUBLE;
  private static final FunctionDescriptor VOID = FunctionDescriptor.ofVoid();
  private static final FunctionDescriptor IN = FunctionDescriptor.ofVoid(I64, I64, I64);

  private final Arena arena = Arena.ofShared();
  private final long context = arena.allocate(Layout.CONTEXT_BYTES, 8).address();
  private NativeThunks thunks;
  private final List<String> seen = new ArrayList<>();

  @BeforeEach
  void make() {
    thunks = new NativeThunks(context, 4);
  }

  @AfterEach
  void free() {
    thunks.close();
    arena.close();
  }

  private long field(int offset) {
    return Memory.getLong(context + offset);
  }

  private long upcall(String method, FunctionDescriptor type) throws ReflectiveOperationException {
    var target = MethodHandles.lookup().findVirtual(NativeThunksTest.class, method, type.toMethodType()).bindTo(this);
    return LINKER.upcallStub(target, type, arena).address();
  }

  private static MethodHandle downcall(long address, FunctionDescriptor type) {
    return LINKER.downcallHandle(MemorySegment.ofAddress(address), type);
  }

  /** Code that ends like any function and is freed with the process. */
  static long code(int... bytes) {
    long address = VirtualMemory.reserve(4096);
    for (int i = 0; i < bytes.length; i++) Memory.putByte(address + i, (byte) bytes[i]);
    VirtualMemory.makeExecutable(address, 4096);
    return address;
  }

  static int[] withAddress(int[] before, long address, int... after) {
    var all = Arrays.copyOf(before, before.length + 8 + after.length);
    for (int i = 0; i < 8; i++) all[before.length + i] = (int) (address >> 8 * i) & 0xff;
    System.arraycopy(after, 0, all, before.length + 8, after.length);
    return all;
  }

  double mixed(long a, double x, long b, float y, long c, double z, int d, long e, double w, long f) {
    return a + 10 * b + 100 * c + 1000L * d + 10000 * e + 100000 * f + x / 10 + y / 100 + z / 1000 + w / 10000;
  }

  @Test
  void argumentsAndResultPassUntouched() throws Throwable {
    var type = FunctionDescriptor.of(F64, I64, F64, I64, ValueLayout.JAVA_FLOAT, I64, F64, ValueLayout.JAVA_INT, I64, F64, I64);
    var thunk = downcall(thunks.wrap(upcall("mixed", type), type), type);
    double direct = mixed(1, 2, 3, 4, 5, 6, 7, 8, 9, -1);
    assertEquals(direct, (double) thunk.invokeExact(1L, 2.0, 3L, 4f, 5L, 6.0, 7, 8L, 9.0, -1L));
  }

  long negated(long x) {
    return -x;
  }

  @Test
  void anIntegerResultPasses() throws Throwable {
    var type = FunctionDescriptor.of(I64, I64);
    assertEquals(Long.MIN_VALUE + 1, (long) downcall(thunks.wrap(upcall("negated", type), type), type).invokeExact(Long.MAX_VALUE));
  }

  void look() {
    long stackPointer = field(Layout.CONTEXT_STACK_POINTER);
    long framePointer = field(Layout.CONTEXT_FRAME_POINTER);
    var saved = new ArrayList<Long>();
    for (long at = stackPointer; at < framePointer; at += 8) saved.add(Memory.getLong(at));
    seen.add(String.valueOf(saved.containsAll(List.of(0x1111L, 0x2222L, 0x3333L, 0x4444L, 0x5555L))));
  }

  // push rbx, r12 … r15; set each; call the thunk; sum of them; pop; ret
  private static final int[] SET_SAVED = {0x53, 0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57, 0x48, 0xc7, 0xc3, 0x11, 0x11, 0, 0, 0x49,
    0xc7,
    0xc4, 0x22, 0x22, 0, 0, 0x49, 0xc7, 0xc5, 0x33, 0x33, 0, 0, 0x49, 0xc7, 0xc6, 0x44, 0x44, 0, 0, 0x49, 0xc7, 0xc7, 0x55, 0x55, 0, 0,
    0x48,
    0xb8};
  private static final int[] SUM_SAVED = {0xff, 0xd0, 0x48, 0x89, 0xd8, 0x4c, 0x01, 0xe0, 0x4c, 0x01, 0xe8, 0x4c, 0x01, 0xf0, 0x4c, 0x01,
    0xf8,
    0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c, 0x5b, 0xc3};

  @Test
  void savedRegistersAreInMemoryAndComeBack() throws Throwable {
    long thunk = thunks.wrap(upcall("look", VOID), VOID);
    long caller = code(withAddress(SET_SAVED, thunk, SUM_SAVED));
    assertEquals(0xffffL, (long) downcall(caller, FunctionDescriptor.of(I64)).invokeExact());
    assertEquals(List.of("true"), seen);
    assertEquals(0, field(Layout.CONTEXT_STACK_POINTER));
    assertEquals(0, field(Layout.CONTEXT_FRAME_POINTER));
  }

  // What the context holds at each depth.
  private final List<long[]> fields = new ArrayList<>();
  private MethodHandle in;
  private long entry;

  void nested() throws Throwable {
    var now = fields();
    long framePointer = now[1];
    long base = now[2];
    assertTrue(now[0] < framePointer && framePointer < base);
    long returnAddress = Memory.getLong(framePointer + 8);
    assertTrue(returnAddress > entry && returnAddress < entry + 32, "the caller of the thunk");
    assertEquals(base, Memory.getLong(Memory.getLong(framePointer)), "thunk, entry, in");
    var outer = fields.isEmpty() ? new long[3] : fields.getLast();
    assertEquals(outer[0], Memory.getLong(base + NativeThunks.OUTER_STACK_POINTER));
    assertEquals(outer[1], Memory.getLong(base + NativeThunks.OUTER_FRAME_POINTER));
    assertEquals(outer[2], Memory.getLong(base + NativeThunks.OUTER_STACK_BASE));
    fields.add(now);
    if (fields.size() < 3) in.invokeExact(entry, context, 0L);
    assertArrayEquals(now, fields(), "put back");
    seen.add("returned");
  }

  private long[] fields() {
    return new long[] {field(Layout.CONTEXT_STACK_POINTER), field(Layout.CONTEXT_FRAME_POINTER), field(Layout.CONTEXT_STACK_BASE)};
  }

  void caught() {
    try {
      nested();
    } catch (Throwable t) {
      seen.add(t.toString());
    }
  }

  @Test
  void nestedEntriesAreChained() throws Throwable {
    in = downcall(thunks.in(), IN);
    // push rbp; mov rbp, rsp; mov rax, thunk; call rax; pop rbp; ret
    entry = code(
        withAddress(new int[] {0x55, 0x48, 0x89, 0xe5, 0x48, 0xb8}, thunks.wrap(upcall("caught", VOID), VOID), 0xff, 0xd0, 0x5d, 0xc3));
    in.invokeExact(entry, context, 0L);
    assertArrayEquals(new long[3], fields());
    assertEquals(List.of("returned", "returned", "returned"), seen);
  }

  @Test
  void argumentsOnTheStackAreRefused() {
    var integers = FunctionDescriptor.ofVoid(I64, I64, I64, I64, I64, I64, I64);
    assertThrows(IllegalArgumentException.class, () -> thunks.wrap(1, integers));
    var floats = new MemoryLayout[9];
    Arrays.fill(floats, F64);
    assertThrows(IllegalArgumentException.class, () -> thunks.wrap(1, FunctionDescriptor.ofVoid(floats)));
    for (int i = 0; i < 4; i++) thunks.wrap(1, VOID);
    assertThrows(IllegalArgumentException.class, () -> thunks.wrap(1, VOID), "full");
  }

  @Test
  void codeIsNeverWritableAndExecutable() throws Exception {
    long address = thunks.in();
    var mapping = Files.readAllLines(Path.of("/proc/self/maps")).stream().filter(line -> {
      var ends = line.split(" ")[0].split("-");
      return Long.parseUnsignedLong(ends[0], 16) <= address && address < Long.parseUnsignedLong(ends[1], 16);
    }).toList();
    assertEquals(1, mapping.size());
    assertTrue(mapping.getFirst().contains(" r-xp "), mapping.getFirst());
  }
}
