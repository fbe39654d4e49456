package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With code assembled by hand in place of a compiler's. */
final class LazyCodeTest {
  private static final String MODULE = """
      class java/lang/Object {
        method "m()V" = @Object.m
      }
      class A extends java/lang/Object {
        static count: i32 = 0
        method "m()V" = @A.m
      }
      class B extends A {
      }
      func @Object.m(%o: ref) {
      entry:
        return
      }
      func @A.m(%o: ref) {
      entry:
        return
      }
      """;

  private final List<String> compiled = new ArrayList<>();
  private final long returns = NativeThunksTest.code(0xc3);

  private long compile(Function function) {
    compiled.add(function.name());
    return returns;
  }

  private static final class Linked implements AutoCloseable {
    final Machine machine;
    final NativeLinkage linkage;
    final LazyCode code;

    Linked(LazyCode.Compiler compiler) {
      Module module = Reader.read("lazy.ir", MODULE).orThrow();
      var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
      machine = new Machine(module, 1 << 16, io);
      linkage = new NativeLinkage(machine);
      code = linkage.lazyCode(List.copyOf(module.functions()), compiler);
    }

    /** Calls a function through its slot, by native code which then counts. */
    void call(String function) {
      // push rbp; mov rbp, rsp; mov rax, slot; call [rax]; mov rax, count; add dword [rax], 1; pop rbp; ret
      var call = NativeThunksTest.withAddress(new int[] {0x55, 0x48, 0x89, 0xe5, 0x48, 0xb8}, code.slot(function), 0xff, 0x10, 0x48, 0xb8);
      long entry = NativeThunksTest
          .code(NativeThunksTest.withAddress(call, machine.staticAddress("A.count"), 0x83, 0x00, 0x01, 0x5d, 0xc3));
      linkage.invoke(entry, new long[0], null);
    }

    long count() {
      return machine.getStatic("A.count");
    }

    /** What a virtual call of the only selector jumps to on an object of a class. */
    long dispatched(String className) {
      return Memory.getLong(machine.classRecord(className) + machine.records().slotOffset("m()V"));
    }

    @Override
    public void close() {
      code.close();
      linkage.close();
      machine.close();
    }
  }

  @Test
  void aFunctionIsCompiledOnce() {
    try (var linked = new Linked(this::compile)) {
      for (int i = 0; i < 3; i++) linked.call("A.m");
      assertEquals(List.of("A.m"), compiled);
      assertEquals(3, linked.count());
      assertEquals(returns, linked.code.address("A.m"));
      assertEquals(List.of(linked.machine.module().function("A.m")), linked.code.compiled());
      assertNotEquals(returns, linked.code.address("Object.m"));
    }
  }

  /** In the records that there are, and in those made later. */
  @Test
  void dispatchTablesFollow() {
    try (var linked = new Linked(this::compile)) {
      long stub = linked.dispatched("A");
      assertEquals(linked.code.address("A.m"), stub);
      linked.call("A.m");
      assertEquals(returns, linked.dispatched("A"));
      assertEquals(returns, linked.dispatched("B"));
      assertEquals(linked.code.address("Object.m"), linked.dispatched("java/lang/Object"));
      linked.call("Object.m");
      assertEquals(returns, linked.dispatched("java/lang/Object"));
      assertEquals(returns, linked.dispatched("[I"));
    }
  }

  /** The caller expects nothing pending, so it must not go on; and what failed can be tried again. */
  @Test
  void whatCannotBeCompiledEndsTheRun() {
    boolean[] fails = {true};
    try (var linked = new Linked(function -> {
      if (fails[0]) throw new Refusal("too large for anyone");
      return compile(function);
    })) {
      var bug = assertThrows(CompilerBug.class, () -> linked.call("A.m"));
      assertEquals("@A.m cannot be compiled: too large for anyone", bug.getMessage());
      assertEquals(0, linked.count());
      fails[0] = false;
      linked.call("A.m");
      assertEquals(1, linked.count());
    }
  }

  @Test
  void anOverflowInACompileEndsTheRun() {
    try (var linked = new Linked(this::recurse)) {
      var bug = assertThrows(CompilerBug.class, () -> linked.call("A.m"));
      assertTrue(bug.getMessage().contains("StackOverflowError"), bug.getMessage());
      assertEquals(0, linked.count());
    }
  }

  private long recurse(Function function) {
    return recurse(function) + 1;
  }

  /** Asked for while something is compiled: what is called next is not compiled any more. */
  @Test
  void aStopEndsTheRun() {
    Machine[] machine = new Machine[1];
    try (var linked = new Linked(function -> {
      machine[0].requestStop(true);
      return compile(function);
    })) {
      machine[0] = linked.machine;
      linked.call("A.m");
      assertThrows(Unwinding.Stop.class, () -> linked.call("Object.m"));
      assertEquals(List.of("A.m"), compiled);
      assertEquals(1, linked.count());
    }
  }
}
