package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.ClassModel;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.spi.GuestIo;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MachineTest {
  private static final String ROOT = "T.root";

  private static Machine machine(long heapBytes) {
    var module = new Module("test");
    module.add(ClassModel.ofStatics("T", null, false,
        List.of(new ClassModel.StaticField("root", MemType.REF, 0, null), new ClassModel.StaticField("n", MemType.I16, -7, null),
            new ClassModel.StaticField("s", MemType.REF, 0, "constant"))));
    return new Machine(module, heapBytes,
        new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
  }

  @Test
  void staticsBeginWithTheirConstants() {
    try (var machine = machine(1 << 16)) {
      assertEquals(-7, machine.getStatic("T.n"));
      assertEquals("constant", machine.stringText(machine.getStatic("T.s")));
    }
  }

  @Test
  void collectionKeepsWhatStaticsReach() {
    try (var machine = machine(1 << 20)) {
      machine.newArray("[J", 100);
      long matrix = machine.newArray("[[I", 3);
      machine.putStatic(ROOT, matrix);
      machine.newArray("[B", 33);
      long row = machine.newArray("[I", 5);
      machine.store(MemType.I32, row, 4, 42);
      machine.store(MemType.REF, matrix, 1, row);
      machine.store(MemType.REF, matrix, 2, matrix);
      machine.newString("garbage");

      machine.collect();

      assertTrue(machine.heapStatistics().liveBytes() < 800, "the long array is gone");
      assertEquals("[[I", machine.classNameOf(matrix));
      assertEquals(0, machine.load(MemType.REF, matrix, 0));
      assertEquals(row, machine.load(MemType.REF, matrix, 1));
      assertEquals(42, machine.load(MemType.I32, row, 4));
      assertEquals(matrix, machine.load(MemType.REF, matrix, 2));
      assertEquals("constant", machine.stringText(machine.getStatic("T.s")));
      long fresh = machine.newArray("[J", 200);
      for (int i = 0; i < 200; i++) assertEquals(0, machine.load(MemType.I64, fresh, i), "new memory is zero");
    }
  }

  @Test
  void collectionKeepsStringsAndThrowablesApart() {
    try (var machine = machine(1 << 20)) {
      long array = machine.newArray("[Ljava/lang/Object;", 2);
      machine.newString("dropped");
      machine.store(MemType.REF, array, 0,
          machine.newThrowable(new GuestThrowable("java/lang/ArithmeticException", "kept", null, List.of())));
      machine.store(MemType.REF, array, 1, machine.newString("text"));
      machine.putStatic(ROOT, array);
      machine.collect();
      machine.collect();
      assertEquals("kept", machine.throwable(machine.load(MemType.REF, array, 0)).message());
      assertEquals("text", machine.stringText(machine.load(MemType.REF, array, 1)));
    }
  }

  @Test
  void fullHeapThrowsAndCanBeUsedOn() {
    try (var machine = machine(1 << 16)) {
      var thrown = assertThrows(Unwinding.Thrown.class, () -> machine.newArray("[I", 1 << 20));
      assertEquals("java/lang/OutOfMemoryError", machine.throwable(thrown.ref()).className());
      assertEquals("Java heap space", machine.throwable(thrown.ref()).message());
      var huge = assertThrows(Unwinding.Thrown.class, () -> machine.newArray("[J", Integer.MAX_VALUE));
      assertEquals("Requested array size exceeds VM limit", machine.throwable(huge.ref()).message());
      assertEquals(10, machine.arrayLength(machine.newArray("[I", 10)));
    }
  }

  @Test
  void manyMachinesLeaveNoMemoryBehind() {
    // A terabyte each: address space that is not given back runs out long before the end.
    for (int i = 0; i < 300; i++) machine(1L << 40).close();
  }
}
