package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.MemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The collector through the machine's API: what is reachable stays as it was, and what is not is used again. */
final class HeapTest {
  private static final String OBJECTS = "[Ljava/lang/Object;";
  private static final long MB = 1 << 20;

  /** A frame of the interpreter's, so to speak. */
  private static final class Words implements GuestFrames {
    final List<Long> words = new ArrayList<>();

    @Override
    public void forEachWord(LongConsumer visitor) {
      words.forEach(visitor::accept);
    }
  }

  @ParameterizedTest
  @CsvSource({"1048576, 0, 20000", "1000003, 0, 20000", "3000000, 0, 40000", "16777216, 0, 250000", "2097152, 1, 5000",
    "3145728, 1, 5000", "2097152, 97, 20000", "8388608, 97, 20000"})
  void randomGraphsSurvive(long heapBytes, int stress, int steps) {
    try (var machine = ShadowGraph.machine(heapBytes, stress)) {
      var graph = new ShadowGraph(machine, heapBytes + stress);
      // What is live stays below a third, the rest is room for fragments.
      for (int i = 0; i < steps; i++) {
        graph.step(i % 10 == 0 ? 40_000 : 2_000);
        if (i % 500 == 0) {
          graph.check();
          while (graph.liveBytes() > heapBytes / 3) {
            graph.prune();
            graph.check();
          }
        }
      }
      machine.collect();
      graph.check();
      var statistics = machine.heapStatistics();
      assertTrue(statistics.collections() > (stress == 1 ? steps : 2), statistics.toString());
      assertTrue(statistics.allocatedBytes() > 3 * heapBytes || stress > 0, statistics.toString());
    }
  }

  @Test
  void allGarbageIsUsedAgain() {
    try (var machine = ShadowGraph.machine(4 * MB, 0)) {
      var graph = new ShadowGraph(machine, 5);
      for (int i = 0; i < 3000; i++) graph.step(3000);
      graph.clear();
      machine.collect();
      // The array of roots is all there is.
      long empty = machine.heapStatistics().liveBytes();
      assertTrue(empty <= 3 * HeapState.LINE_BYTES, empty + " bytes");
      // What fits into an empty heap fits again.
      for (int i = 0; i < 100; i++) machine.newArray("[B", (int) (3 * MB));
    }
  }

  @Test
  void allocatedBytesAreExact() {
    for (int stress : new int[] {0, 3}) {
      try (var machine = ShadowGraph.machine(MB, stress)) {
        long bytes = 0;
        for (int i = 0; i < 3000; i++) {
          machine.newArray("[B", i * 7);
          bytes += Layout.arrayBytes(i * 7, 0);
          machine.newObject(machine.classRecord("Node"));
          bytes += Layout.sizeBytes(machine.newObject(machine.classRecord("Node"))) * 2;
          if (i % 10 == 0) assertEquals(bytes, machine.heapStatistics().allocatedBytes());
        }
      }
    }
  }

  @Test
  void aHeapTightWithLiveObjectsSurvivesCollectionAtEveryAllocation() {
    // 1.4 MB live in holes of all sizes: fragments must be found again.
    try (var machine = ShadowGraph.machine(2 * MB, 1)) {
      int slots = 2800;
      long table = machine.newArray(OBJECTS, slots);
      machine.putStatic(ShadowGraph.ROOT, table);
      for (int i = 0; i < 6000; i++) machine.store(MemType.REF, table, i * 31 % slots, machine.newArray("[B", 100 + i * 17 % 800));
      assertEquals(6001, machine.heapStatistics().collections());
      assertTrue(machine.heapStatistics().liveBytes() > 1_400_000, machine.heapStatistics().toString());
    }
  }

  @Test
  void objectsThatDieAtRandomDoNotFillTheHeapWithTheirLines() {
    // 4.8 MB of objects and 1.6 MB of table live. One of 16 objects survives, so nearly every line has one that does.
    for (int stress : new int[] {0, 50_000}) {
      try (var machine = ShadowGraph.machine(24 * MB, stress)) {
        int live = 200_000;
        long table = machine.newArray(OBJECTS, live);
        machine.putStatic(ShadowGraph.ROOT, table);
        var random = new Random(7);
        int[] expected = new int[live];
        for (int i = 1; i < 4_000_000; i++) {
          long made = machine.newArray("[I", i % 64 == 0 ? 40 : 2);
          machine.store(MemType.I32, made, 1, i);
          if (i % 16 != 0) continue;
          int slot = random.nextInt(live);
          machine.store(MemType.REF, table, slot, made);
          expected[slot] = i;
        }
        for (int slot = 0; slot < live; slot++) {
          long kept = machine.load(MemType.REF, table, slot);
          assertEquals(expected[slot], kept == 0 ? 0 : machine.load(MemType.I32, kept, 1));
        }
        assertTrue(machine.heapStatistics().collections() < 200, machine.heapStatistics().toString());
      }
    }
  }

  @Test
  void ambiguousWordsFindObjectsInGaps() {
    try (var machine = ShadowGraph.machine(MB, 0)) {
      // Every line has a live object, and half of it is free.
      int count = 12_000;
      long table = machine.newArray(OBJECTS, count);
      machine.putStatic(ShadowGraph.ROOT, table);
      for (int i = 0; i < count; i++) machine.store(MemType.REF, table, i, machine.newArray("[I", 10));
      for (int i = 0; i < count; i++) if (i % 4 != 0) machine.store(MemType.REF, table, i, 0);
      machine.collect();
      var frame = new Words();
      machine.addFrames(frame);
      var kept = new ArrayList<Long>();
      for (int i = 0; i < 60_000; i++) {
        long made = machine.newArray("[I", i % 9);
        if (i % 9 > 0) machine.store(MemType.I32, made, 0, i);
        if (i % 120 != 1) continue;
        kept.add(made);
        frame.words.add(made + i % 18);
      }
      assertTrue(machine.heapStatistics().collections() > 1);
      machine.collect();
      for (int i = 0; i < 20_000; i++) machine.store(MemType.I32, machine.newArray("[I", 5), 4, -1);
      for (int k = 0; k < kept.size(); k++) {
        int i = 120 * k + 1;
        assertEquals(i % 9, machine.arrayLength(kept.get(k)));
        if (i % 9 > 0) assertEquals(i, machine.load(MemType.I32, kept.get(k), 0));
      }
      machine.removeFrames();
    }
  }

  @Test
  void deepAndWideGraphsOverflowTheMarkStack() {
    try (var machine = ShadowGraph.machine(4 * MB, 0)) {
      // 65,536 bytes of mark stack hold 8,192 entries; each of these arrays adds 20,000 at once.
      long outer = machine.newArray(OBJECTS, 3);
      machine.putStatic(ShadowGraph.ROOT, outer);
      for (int i = 0; i < 3; i++) {
        long wide = machine.newArray(OBJECTS, 20_000);
        machine.store(MemType.REF, outer, i, wide);
        for (int k = 0; k < 20_000; k++) {
          long leaf = machine.newArray(OBJECTS, 1);
          machine.store(MemType.REF, wide, k, leaf);
          if (k % 50 == 0) machine.store(MemType.REF, leaf, 0, machine.newArray("[I", 1));
        }
      }
      machine.collect();
      machine.collect();
      for (int i = 0; i < 3; i++) {
        long wide = machine.load(MemType.REF, outer, i);
        for (int k = 0; k < 20_000; k++) {
          long leaf = machine.load(MemType.REF, wide, k);
          assertEquals(1, machine.arrayLength(leaf));
          if (k % 50 == 0) assertEquals("[I", machine.classNameOf(machine.load(MemType.REF, leaf, 0)));
        }
      }
    }
  }

  @Test
  void longListsNeedNoDepth() {
    try (var machine = ShadowGraph.machine(4 * MB, 0)) {
      for (int i = 0; i < 50_000; i++) {
        long cell = machine.newArray(OBJECTS, 2);
        machine.store(MemType.REF, cell, 0, machine.getStatic(ShadowGraph.ROOT));
        machine.putStatic(ShadowGraph.ROOT, cell);
      }
      machine.collect();
      int length = 0;
      for (long cell = machine.getStatic(ShadowGraph.ROOT); cell != 0; cell = machine.load(MemType.REF, cell, 0)) length++;
      assertEquals(50_000, length);
    }
  }

  @ParameterizedTest
  @CsvSource({"[B, 0", "[B, 1", "[J, 1", "[J, 40", "[B, 8176", "[B, 8177", "[J, 4000", "[I, 1000000"})
  void addressesInsideAndJustBehindKeepAnObject(String className, int length) {
    try (var machine = ShadowGraph.machine(8 * MB, 0)) {
      var frame = new Words();
      machine.addFrames(frame);
      long bytes = Layout.arrayBytes(length, ClassTable.elementType(className).shift());
      for (long offset : new long[] {0, 1, 8, 12, 15, Layout.ARRAY_DATA_OFFSET, bytes / 2, bytes - 1, bytes}) {
        machine.newArray("[B", 3);
        long object = machine.newArray(className, length);
        if (length > 0) machine.store(ClassTable.elementType(className), object, length - 1, 77);
        machine.newArray("[B", 3);
        frame.words.add(object + offset);
        // The first time it lies in a hole, then it is an old object.
        for (int i = 0; i < 3; i++) {
          machine.collect();
          churn(machine);
          assertEquals(className, machine.classNameOf(object), () -> "through +" + offset);
          assertEquals(length, machine.arrayLength(object));
          if (length > 0) assertEquals(77, machine.load(ClassTable.elementType(className), object, length - 1));
        }
        frame.words.clear();
      }
      machine.removeFrames();
    }
  }

  /** Overwrites all that is free. */
  private static void churn(Machine machine) {
    for (int i = 0; i < 20_000; i++) machine.store(MemType.I8, machine.newArray("[B", 400), 0, -1);
    machine.newArray("[B", 4_000_000);
  }

  @Test
  void wordsThatAreNoReferencesDoNoHarm() {
    try (var machine = ShadowGraph.machine(MB, 7)) {
      var frame = new Words();
      machine.addFrames(frame);
      var graph = new ShadowGraph(machine, 3);
      long near = machine.getStatic(ShadowGraph.ROOT);
      for (int i = 0; i < 4000; i++) {
        graph.step(1000);
        frame.words.clear();
        for (long word : new long[] {0, 1, -1, 4096, Long.MIN_VALUE, near - 40, near + i * 8L, near + i * 4099L, near + (3L << 20)})
          frame.words.add(word);
        if (i % 200 == 0) {
          graph.check();
          graph.prune();
        }
      }
      graph.check();
    }
  }

  @Test
  void largeArraysAreFreedOneByOne() {
    try (var machine = ShadowGraph.machine(16 * MB, 0)) {
      long table = machine.newArray(OBJECTS, 10);
      machine.putStatic(ShadowGraph.ROOT, table);
      int[] sizes = {9_000, 40_000, 300_000, 1_500_000};
      for (int i = 0; i < 2000; i++) {
        long array = machine.newArray("[I", sizes[i % 4] / 4);
        for (int k : new int[] {0, sizes[i % 4] / 8, sizes[i % 4] / 4 - 1}) {
          assertEquals(0, machine.load(MemType.I32, array, k), "new memory is zero");
          machine.store(MemType.I32, array, k, i);
        }
        machine.store(MemType.REF, table, i * 7 % 10, array);
        for (int slot = 0; slot < 10; slot++) {
          long kept = machine.load(MemType.REF, table, slot);
          if (kept == 0) continue;
          int last = machine.arrayLength(kept) - 1;
          assertEquals(machine.load(MemType.I32, kept, 0), machine.load(MemType.I32, kept, last));
        }
      }
      assertTrue(machine.heapStatistics().collections() > 20);
    }
  }

  @Test
  void arraysThatFillABlockToItsEnd() {
    try (var machine = ShadowGraph.machine(MB, 0)) {
      var frame = new Words();
      machine.addFrames(frame);
      long previous = 0;
      // Four of 8,192 bytes are a block; the fourth ends with it.
      for (int i = 0; i < 8; i++) {
        long array = machine.newArray("[B", 8192 - Layout.ARRAY_DATA_OFFSET);
        if (previous != 0 && i % 4 != 0) assertEquals(previous + 8192, array);
        previous = array;
        if (i == 3) frame.words.add(array + 8192);
      }
      long kept = frame.words.getFirst() - 8192;
      machine.store(MemType.I8, kept, 8192 - Layout.ARRAY_DATA_OFFSET - 1, 5);
      machine.collect();
      for (int i = 0; i < 1000; i++) machine.store(MemType.I8, machine.newArray("[B", 8000), 7999, -1);
      assertEquals(8192 - Layout.ARRAY_DATA_OFFSET, machine.arrayLength(kept));
      assertEquals(5, machine.load(MemType.I8, kept, 8192 - Layout.ARRAY_DATA_OFFSET - 1));
      machine.removeFrames();
    }
  }

  @Test
  void outOfMemoryIsSurvivedAgainAndAgain() {
    for (long heapBytes : new long[] {MB, 1_000_003, 3 * MB}) {
      for (int size : new int[] {1, 30, 1000, 20_000}) {
        try (var machine = ShadowGraph.machine(heapBytes, 0)) {
          for (int round = 0; round < 5; round++) {
            long kept = fillUp(machine, size);
            assertTrue(kept > heapBytes * 8 / 10, kept + " of " + heapBytes + " bytes in arrays of " + size);
            // Full means full, but for what is left over for the exception itself and a line more or less.
            fillUp(machine, 20_000);
            int pushed = 0;
            for (int i = 0; i < 50; i++) {
              try {
                push(machine, 20_000);
                pushed++;
              } catch (Unwinding.Thrown _) {
                // As it should be.
              }
            }
            assertTrue(pushed <= 2, pushed + " more in a full heap");
            machine.putStatic(ShadowGraph.ROOT, 0);
            assertEquals(10, machine.arrayLength(machine.newArray("[I", 10)));
          }
        }
      }
    }
  }

  /** Makes lists of arrays until there is no memory; the bytes in it. */
  private static long fillUp(Machine machine, int size) {
    long bytes = 0;
    while (true) {
      try {
        push(machine, size);
        bytes += Layout.arrayBytes(size, 0) + Layout.arrayBytes(2, 3);
      } catch (Unwinding.Thrown t) {
        var throwable = machine.throwable(t.ref());
        assertEquals("java/lang/OutOfMemoryError", throwable.className());
        assertEquals("Java heap space", throwable.message());
        return bytes;
      }
    }
  }

  private static void push(Machine machine, int size) {
    long cell = machine.newArray(OBJECTS, 2);
    machine.hold(cell);
    try {
      machine.store(MemType.REF, cell, 1, machine.newArray("[B", size));
    } finally {
      machine.release();
    }
    machine.store(MemType.REF, cell, 0, machine.getStatic(ShadowGraph.ROOT));
    machine.putStatic(ShadowGraph.ROOT, cell);
  }

  @Test
  void severalHeapsAtOnce() {
    try (var a = ShadowGraph.machine(MB, 0); var b = ShadowGraph.machine(2 * MB, 13); var c = ShadowGraph.machine(64 * MB, 0)) {
      var graphs = List.of(new ShadowGraph(a, 1), new ShadowGraph(b, 2), new ShadowGraph(c, 3));
      for (int i = 0; i < 9000; i++) {
        var graph = graphs.get(i % 3);
        graph.step(1500);
        if (i % 600 < 3) {
          graph.prune();
          graph.check();
        }
      }
      graphs.forEach(ShadowGraph::check);
    }
  }

  @Test
  void heldObjectsSurvive() {
    try (var machine = ShadowGraph.machine(MB, 1)) {
      long outer = machine.newArray("[I", 10);
      machine.hold(outer);
      long inner = machine.newArray("[J", 20);
      machine.hold(inner);
      machine.newArray("[J", 3000);
      assertEquals(10, machine.arrayLength(outer));
      machine.release();
      machine.newArray("[J", 3000);
      assertEquals(10, machine.arrayLength(outer));
      machine.release();
    }
  }

  @Test
  void stringsOfTheJavaSideGoWithTheirObjects() {
    try (var machine = ShadowGraph.machine(MB, 0)) {
      long table = machine.newArray(OBJECTS, 100);
      machine.putStatic(ShadowGraph.ROOT, table);
      for (int i = 0; i < 200_000; i++) machine.store(MemType.REF, table, i % 100, machine.newString("text " + i));
      for (int i = 0; i < 100; i++) assertEquals("text " + (199_900 + i), machine.stringText(machine.load(MemType.REF, table, i)));
    }
  }

  @Test
  void theVerifierSeesWhatIsWrong() {
    try (var machine = ShadowGraph.machine(MB, 1)) {
      long table = machine.newArray(OBJECTS, 2);
      machine.putStatic(ShadowGraph.ROOT, table);
      long dropped = machine.newArray("[I", 1000);
      machine.collect();
      assertNotEquals(0, Memory.getLong(dropped), "free memory is overwritten");
      machine.store(MemType.REF, table, 0, dropped);
      assertThrows(CompilerBug.class, machine::collect);
    }
  }
}
