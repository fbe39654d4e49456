package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.spi.GuestIo;
import java.io.InputStream;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

/** {@code System.arraycopy} against the host's own, over positions and lengths at all edges. */
final class ArraycopyTest {
  private static final int[] EDGES = {Integer.MIN_VALUE, -1, 0, 1, 2, 3, 4, Integer.MAX_VALUE};

  @Test
  void intArraysAsTheHost() {
    try (var machine = new Machine(new Module("t"), 1 << 24,
        new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))) {
      for (int from : EDGES)
        for (int to : EDGES)
          for (int length : EDGES) {
            int[] host = {1, 2, 3};
            long guest = machine.newArray("[I", 3);
            for (int i = 0; i < 3; i++) machine.store(MemType.I32, guest, i, host[i]);
            var expected = outcome(machine, () -> System.arraycopy(host, from, host, to, length));
            var actual = outcome(machine, () -> machine.host().arrayCopy(guest, from, guest, to, length));
            var what = from + " to " + to + " × " + length;
            assertEquals(expected, actual, what);
            for (int i = 0; i < 3; i++) assertEquals(host[i], machine.load(MemType.I32, guest, i), what);
          }
    }
  }

  @Test
  void mismatchesAsTheHost() {
    try (var machine = new Machine(new Module("t"), 1 << 24,
        new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()))) {
      check(machine, new int[2], "[I", new long[2], "[J");
      check(machine, new int[2], "[I", new int[2][], "[[I");
      check(machine, new boolean[2], "[Z", new byte[2], "[B");
      check(machine, new Object[] {new int[1], new long[1]}, null, new int[2][], "[[I");
      check(machine, new int[][] {{1}, null}, null, new Object[2], "[Ljava/lang/Object;");
      check(machine, new int[1][], "[[I", new int[5][], "[[I");
    }
  }

  private static void check(Machine machine, Object from, String fromClass, Object to, String toClass) {
    var expected = outcome(machine, () -> System.arraycopy(from, 0, to, 0, 2));
    long guestFrom;
    if (fromClass != null) {
      guestFrom = machine.newArray(fromClass, java.lang.reflect.Array.getLength(from));
    } else {
      var elements = (Object[]) from;
      guestFrom = machine.newArray(from.getClass().getName().replace('.', '/'), elements.length);
      for (int i = 0; i < elements.length; i++)
        machine.store(MemType.REF, guestFrom, i, elements[i] == null ? 0 : machine.newArray(elements[i].getClass().getName(), 1));
    }
    long guestTo = machine.newArray(toClass, java.lang.reflect.Array.getLength(to));
    assertEquals(expected, outcome(machine, () -> machine.host().arrayCopy(guestFrom, 0, guestTo, 0, 2)));
  }

  private static String outcome(Machine machine, Runnable body) {
    try {
      body.run();
      return "done";
    } catch (Unwinding.Thrown t) {
      var throwable = machine.throwable(t.ref());
      return ClassTable.binaryName(throwable.className()) + ": " + throwable.message();
    } catch (RuntimeException e) {
      return e.getClass().getName() + ": " + e.getMessage();
    }
  }
}
