package dev.assay.runtime;

/**
 * Hand-assembled stubs that stand for functions which have no code yet, for x86-64 with the System V calling convention. Each function has
 * a slot of data, through which it is called; code is never patched.
 *
 * <pre>
 * stub i    r10 = i; jump to first
 * first     r11 = slot i; if it is the address of no stub, jump to r11
 *           push rbp; rbp = rsp; push rbx, r12 … r15         what callers keep in registers is in memory now, as in {@link NativeThunks}
 *           push the registers of arguments, 6 and 8         these may hold the only reference to an object
 *           push the context's stack pointer, frame pointer; set them
 *           rax = compile(i)
 *           rax is 0: jump to abandon
 *           pop all of it; jump to rax
 * </pre>
 *
 * Arguments on the stack stay where they are. Whoever has read a slot before the function was compiled comes to the stub once more, which
 * then costs a load and a comparison. The room that the upcall needs is below the guest's stack limit, like that of every call into Java.
 */
final class LazyStubs implements AutoCloseable {
  private static final int ROUTINE_BYTES = 288;
  private static final int STUB_BYTES = 16;
  private static final int SLOT_BYTES = 8;
  private static final int FLOAT_ARGUMENTS = 8;

  private final CodeMemory memory;

  /**
   * @param context the address of the context whose fields are set
   * @param compile a C function of an {@code int} that returns an address, or 0 if it left something pending that no handler may see
   * @param abandon see {@link NativeThunks#abandon}
   */
  LazyStubs(long context, int count, long compile, long abandon) {
    memory = new CodeMemory(ROUTINE_BYTES + (long) count * STUB_BYTES, Math.max(1, (long) count * SLOT_BYTES));
    writeFirst(context, count, compile, abandon);
    memory.skipTo(ROUTINE_BYTES);
    for (int i = 0; i < count; i++) {
      memory.bytes(0x41, 0xba).int32(i); // mov r10d, i
      memory.bytes(0xe9).distance(memory.code()); // jmp first
      memory.skipTo(ROUTINE_BYTES + (long) (i + 1) * STUB_BYTES);
    }
    memory.finish();
    for (int i = 0; i < count; i++) set(i, stub(i));
  }

  private long stub(int index) {
    return memory.code() + ROUTINE_BYTES + (long) index * STUB_BYTES;
  }

  /** Where a function's address stands. */
  long slot(int index) {
    return memory.data() + (long) index * SLOT_BYTES;
  }

  /** The address of a function's code, or of its stub. */
  long address(int index) {
    return Memory.getLong(slot(index));
  }

  void set(int index, long address) {
    Memory.putLong(slot(index), address);
  }

  // r10, r11 and rax hold nothing at a call. 14 words are pushed and 8 of floats, after a return address: hence the 8 bytes at the call.
  private void writeFirst(long context, int count, long compile, long abandon) {
    bytes(0x49, 0xbb).int64(memory.data()); // mov r11, slots
    bytes(0x4f, 0x8b, 0x1c, 0xd3); // mov r11, [r11 + 8 * r10]
    bytes(0x48, 0xb8).int64(stub(0)); // mov rax, stubs
    bytes(0x4c, 0x29, 0xd8); // sub rax, r11
    bytes(0x48, 0xf7, 0xd8); // neg rax
    bytes(0x48, 0x3d).int32(count * STUB_BYTES); // cmp rax, size of the stubs
    bytes(0x72, 0x03); // jb over the jump
    bytes(0x41, 0xff, 0xe3); // jmp r11

    bytes(0x55); // push rbp
    bytes(0x48, 0x89, 0xe5); // mov rbp, rsp
    bytes(0x53); // push rbx
    bytes(0x41, 0x54, 0x41, 0x55, 0x41, 0x56, 0x41, 0x57); // push r12, r13, r14, r15
    bytes(0x57, 0x56, 0x52, 0x51, 0x41, 0x50, 0x41, 0x51); // push rdi, rsi, rdx, rcx, r8, r9
    bytes(0x48, 0x83, 0xec, FLOAT_ARGUMENTS * 8); // sub rsp, …
    for (int i = 0; i < FLOAT_ARGUMENTS; i++) bytes(0xf2, 0x0f, 0x11, 0x44 | i << 3, 0x24, 8 * i); // movsd [rsp + …], xmm
    bytes(0x49, 0xbb).int64(context); // mov r11, context
    bytes(0x41, 0xff, 0x73, Layout.CONTEXT_STACK_POINTER); // push [r11 + …]
    bytes(0x41, 0xff, 0x73, Layout.CONTEXT_FRAME_POINTER);
    bytes(0x49, 0x89, 0x63, Layout.CONTEXT_STACK_POINTER); // mov [r11 + …], rsp
    bytes(0x49, 0x89, 0x6b, Layout.CONTEXT_FRAME_POINTER); // mov [r11 + …], rbp
    bytes(0x48, 0x83, 0xec, 0x08); // sub rsp, 8
    bytes(0x44, 0x89, 0xd7); // mov edi, r10d
    bytes(0x48, 0xb8).int64(compile); // mov rax, compile
    bytes(0xff, 0xd0); // call rax
    bytes(0x48, 0x83, 0xc4, 0x08); // add rsp, 8
    bytes(0x49, 0xbb).int64(abandon); // mov r11, abandon
    bytes(0x48, 0x85, 0xc0); // test rax, rax
    bytes(0x75, 0x03); // jnz over the jump
    bytes(0x41, 0xff, 0xe3); // jmp r11
    bytes(0x49, 0xbb).int64(context); // mov r11, context
    bytes(0x41, 0x8f, 0x43, Layout.CONTEXT_FRAME_POINTER); // pop [r11 + …]
    bytes(0x41, 0x8f, 0x43, Layout.CONTEXT_STACK_POINTER);
    for (int i = 0; i < FLOAT_ARGUMENTS; i++) bytes(0xf2, 0x0f, 0x10, 0x44 | i << 3, 0x24, 8 * i); // movsd xmm, [rsp + …]
    bytes(0x48, 0x83, 0xc4, FLOAT_ARGUMENTS * 8); // add rsp, …
    bytes(0x41, 0x59, 0x41, 0x58, 0x59, 0x5a, 0x5e, 0x5f); // pop r9, r8, rcx, rdx, rsi, rdi
    bytes(0x41, 0x5f, 0x41, 0x5e, 0x41, 0x5d, 0x41, 0x5c); // pop r15, r14, r13, r12
    bytes(0x5b, 0x5d); // pop rbx, rbp
    bytes(0xff, 0xe0); // jmp rax
  }

  private CodeMemory bytes(int... values) {
    return memory.bytes(values);
  }

  @Override
  public void close() {
    memory.close();
  }
}
