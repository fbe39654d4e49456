package dev.assay.runtime;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.function.LongConsumer;

/**
 * The hand-assembled routines that stand between compiled code and Java, for x86-64 with the System V calling convention. They make the
 * native stack readable while Java runs: a collector scans it, and a trace is read from its frame pointers.
 *
 * <pre>
 * thunk i   r10 = slot i; jump to out
 * out       push rbp; rbp = rsp; push rbx, r12 … r15         what callers keep in registers is in memory now
 *           push the context's stack pointer, frame pointer  those of the outer call into Java, if there is one
 *           context's stack pointer = rsp, frame pointer = rbp
 *           call [r10]
 *           pop all of it; ret
 * in        (entry, context, slots)
 *           push rbp; rbp = rsp; push the context's stack base, stack pointer, frame pointer
 *           push rbx, r12 … r15
 *           context's stack base = rbp
 *           entry(context, slots)
 * leave     rsp = rbp - …; pop all of it; ret
 * abandon   rbp = context's stack base; jump to leave      all calls of compiled code since the entry are over
 * </pre>
 *
 * Arguments and results stay in their registers; a target with arguments on the stack is refused. A thunk jumps through a slot of data, so
 * code is written once, before it becomes executable. Cost: about 2 ns a call into Java, which takes 25 ns by itself.
 */
final class NativeThunks implements AutoCloseable {
  /** Below an {@code in} routine's frame pointer, so in that order: the stack base, stack pointer and frame pointer of the outer entry. */
  static final int OUTER_STACK_BASE = -8;

  static final int OUTER_STACK_POINTER = -16;
  static final int OUTER_FRAME_POINTER = -24;

  private static final int MAX_INTEGER_ARGUMENTS = 6;
  private static final int MAX_FLOAT_ARGUMENTS = 8;

  private static final int ROUTINES_BYTES = 192;
  private static final int THUNK_BYTES = 16;
  private static final int SLOT_BYTES = 8;

  private final int capacity;
  private final CodeMemory memory;
  private final long in;
  private final long abandon;
  private int size;

  /**
   * @param context the address of the context whose fields are set
   * @param capacity how many thunks there may be
   */
  NativeThunks(long context, int capacity) {
    this.capacity = capacity;
    memory = new CodeMemory(ROUTINES_BYTES + (long) capacity * THUNK_BYTES, (long) capacity * SLOT_BYTES);
    writeOut(context);
    in = memory.cursor();
    long leave = writeIn();
    abandon = memory.cursor();
    writeAbandon(context, leave);
    memory.skipTo(ROUTINES_BYTES);
    for (int i = 0; i < capacity; i++) writeThunk(i);
    memory.finish();
  }

  /** Why there can be no thunks on this machine, or null. */
  static String unsupported() {
    var os = System.getProperty("os.name");
    var arch = System.getProperty("os.arch");
    if (os.equals("Linux") && arch.equals("amd64")) return null;
    return "calls between compiled code and Java are written for Linux on x86-64 only; this is " + os + " on " + arch;
  }

  /** The address of the routine {@code in}. */
  long in() {
    return in;
  }

  /** The address of the routine {@code abandon}, to be jumped to from compiled code that was entered by {@code in}. */
  long abandon() {
    return abandon;
  }

  /** The address to call instead of the target, a C function of this type. */
  long wrap(long target, FunctionDescriptor type) {
    int floats = 0;
    for (MemoryLayout argument : type.argumentLayouts())
      if (argument instanceof ValueLayout.OfFloat || argument instanceof ValueLayout.OfDouble) floats++;
    if (floats > MAX_FLOAT_ARGUMENTS || type.argumentLayouts().size() - floats > MAX_INTEGER_ARGUMENTS)
      throw new IllegalArgumentException("a thunk passes no arguments on the stack: " + type);
    if (size == capacity) throw new IllegalArgumentException("there is room for " + capacity + " thunks only");
    int index = size++;
    Memory.putLong(slot(index), target);
    return memory.code() + ROUTINES_BYTES + (long) index * THUNK_BYTES;
  }

  /**
   * Passes on every word of the stack that compiled code uses while it waits for Java to return, its registers included: those of the entry
   * made last and of the ones around it.
   */
  static void forEachStackWord(long context, LongConsumer visitor) {
    long base = Memory.getLong(context + Layout.CONTEXT_STACK_BASE);
    long stackPointer = Memory.getLong(context + Layout.CONTEXT_STACK_POINTER);
    while (base != 0 && stackPointer != 0) {
      for (long address = stackPointer; address < base; address += 8) visitor.accept(Memory.getLong(address));
      stackPointer = Memory.getLong(base + OUTER_STACK_POINTER);
      base = Memory.getLong(base + OUTER_STACK_BASE);
    }
  }

  private long slot(int index) {
    return memory.data() + (long) index * SLOT_BYTES;
  }

  // On entry rsp is 8 modulo 16, at a call it is 0. Registers are pushed in pairs but for rbx, hence the 8 bytes around the call.
  private void writeOut(long context) {
    bytes(0x55); // push rbp
    bytes(0x48, 0x89, 0xe5); // mov rbp, rsp
    bytes(0x53); // push rbx
    bytes(0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57); // push r12, r13, r14, r15
    bytes(0x49, 0xbb).int64(context); // mov r11, context
    bytes(0x41, 0xff, 0x73, Layout.CONTEXT_STACK_POINTER); // push [r11 + …]
    bytes(0x41, 0xff, 0x73, Layout.CONTEXT_FRAME_POINTER);
    bytes(0x49, 0x89, 0x63, Layout.CONTEXT_STACK_POINTER); // mov [r11 + …], rsp
    bytes(0x49, 0x89, 0x6b, Layout.CONTEXT_FRAME_POINTER); // mov [r11 + …], rbp
    bytes(0x48, 0x83, 0xec, 0x08); // sub rsp, 8
    bytes(0x41, 0xff, 0x12); // call [r10]
    bytes(0x48, 0x83, 0xc4, 0x08); // add rsp, 8
    bytes(0x49, 0xbb).int64(context); // mov r11, context
    bytes(0x41, 0x8f, 0x43, Layout.CONTEXT_FRAME_POINTER); // pop [r11 + …]
    bytes(0x41, 0x8f, 0x43, Layout.CONTEXT_STACK_POINTER);
    bytes(0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c); // pop r15, r14, r13, r12
    bytes(0x5b, 0x5d, 0xc3); // pop rbx, rbp; ret
  }

  // entry in rdi, context in rsi, slots in rdx. Nine registers are pushed after rbp, hence the 8 bytes around the call.
  private long writeIn() {
    bytes(0x55); // push rbp
    bytes(0x48, 0x89, 0xe5); // mov rbp, rsp
    bytes(0xff, 0x76, Layout.CONTEXT_STACK_BASE); // push [rsi + …]
    bytes(0xff, 0x76, Layout.CONTEXT_STACK_POINTER);
    bytes(0xff, 0x76, Layout.CONTEXT_FRAME_POINTER);
    bytes(0x56); // push rsi
    bytes(0x53); // push rbx
    bytes(0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57); // push r12, r13, r14, r15
    bytes(0x48, 0x83, 0xec, 0x08); // sub rsp, 8
    bytes(0x48, 0x89, 0x6e, Layout.CONTEXT_STACK_BASE); // mov [rsi + …], rbp
    bytes(0x48, 0x89, 0xf8); // mov rax, rdi
    bytes(0x48, 0x89, 0xf7); // mov rdi, rsi
    bytes(0x48, 0x89, 0xd6); // mov rsi, rdx
    bytes(0xff, 0xd0); // call rax
    long leave = memory.cursor();
    bytes(0x48, 0x8d, 0x65, -9 * 8); // lea rsp, [rbp - 72]
    bytes(0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c); // pop r15, r14, r13, r12
    bytes(0x5b); // pop rbx
    bytes(0x5e); // pop rsi
    bytes(0x8f, 0x46, Layout.CONTEXT_FRAME_POINTER); // pop [rsi + …]
    bytes(0x8f, 0x46, Layout.CONTEXT_STACK_POINTER);
    bytes(0x8f, 0x46, Layout.CONTEXT_STACK_BASE);
    bytes(0x5d, 0xc3); // pop rbp; ret
    return leave;
  }

  private void writeAbandon(long context, long leave) {
    bytes(0x49, 0xbb).int64(context); // mov r11, context
    bytes(0x49, 0x8b, 0x6b, Layout.CONTEXT_STACK_BASE); // mov rbp, [r11 + …]
    bytes(0xe9).distance(leave); // jmp leave
  }

  private void writeThunk(int index) {
    bytes(0x49, 0xba).int64(slot(index)); // mov r10, slot
    bytes(0xe9).distance(memory.code()); // jmp out
    bytes(0xcc);
  }

  private CodeMemory bytes(int... values) {
    return memory.bytes(values);
  }

  @Override
  public void close() {
    memory.close();
  }
}
