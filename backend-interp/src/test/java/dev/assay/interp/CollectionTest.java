package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Type;
import dev.assay.runtime.Layout;
import dev.assay.runtime.Memory;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Collections while guest code runs. All values of a frame have types, so here it is known exactly what is live: at every collection,
 * everything that values of type {@code ref} reach is walked, and none of it may have been freed by the collections before. Freed memory
 * is overwritten, so it has no class.
 */
final class CollectionTest {
  private static final String PROGRAM = """
      class T extends java/lang/Object {
        static kept: ref = null
      }
      func @build(%depth: i32) -> ref {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %two: i32 = const 2
        branch %depth, inner, leaf
      leaf:
        %l: ref = new.array "[I", %one
        %li: i32 = check.bounds %zero, %one
        array.store i32 %l, %li, %two
        return %l
      inner:
        %n: ref = new.array "[Ljava/lang/Object;", %two
        %d: i32 = sub %depth, %one
        %a: ref = call @build(%d)
        %ni: i32 = check.bounds %zero, %two
        array.store ref %n, %ni, %a
        %size: i32 = check.size %depth
        %garbage: ref = new.array "[B", %size
        %b: ref = call @build(%d)
        %nj: i32 = check.bounds %one, %two
        array.store ref %n, %nj, %b
        return %n
      }
      func @sum(%tree: ref) -> i32 {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %t0: ref = check.null %tree
        %len: i32 = array.length %t0
        %i: i32 = check.bounds %zero, %len
        %isLeaf: i32 = instanceof %tree, "[I"
        branch %isLeaf, leaf, inner
      leaf:
        %x: i32 = array.load i32 %t0, %i
        return %x
      inner:
        %k: i32 = check.bounds %one, %len
        %a: ref = array.load ref %t0, %i
        %b: ref = array.load ref %t0, %k
        %s: i32 = call @sum(%a)
        %box: ref = new.array "[I", %one
        %bi: i32 = check.bounds %zero, %one
        array.store i32 %box, %bi, %s
        %copy: ref = host array.clone(%box)
        %t: i32 = call @sum(%b)
        %u: i32 = array.load i32 %copy, %bi
        %r: i32 = add %u, %t
        return %r
      }
      func @main(%rounds: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %four: i32 = const 4
        %half: f64 = const 0.5
        %text: ref = string "0.5"
        jump loop(%zero, %zero)
      loop(%i: i32, %total: i32):
        poll
        %old: ref = static.get T.kept
        %tree: ref = call @build(%four)
        static.put T.kept, %tree
        %there: ref = check.null %tree
        %copy: ref = host array.clone(%there)
        %e: ref = new java/lang/ArithmeticException
        %trace: ref = host trace.capture(%e)
        field.put java/lang/Throwable.backtrace, %e, %trace
        %made: ref = host string.double(%half)
        field.put java/lang/Throwable.detailMessage, %e, %made
        %s: i32 = call @sum(%copy)
        %kept: ref = field.get java/lang/Throwable.backtrace, %e
        %depth: i32 = host trace.depth(%kept)
        %message: ref = field.get java/lang/Throwable.detailMessage, %e
        %interned: ref = host string.intern(%message)
        %same: i32 = eq %interned, %text
        %alive: i32 = and %depth, %same
        %checked: i32 = check.nonzero %alive
        %none: ref = const null
        %isNone: i32 = eq %old, %none
        branch %isNone, next(%s), both
      both:
        %t: i32 = call @sum(%old)
        %st: i32 = add %s, %t
        jump next(%st)
      next(%add: i32):
        %sum: i32 = add %total, %add
        %j: i32 = add %i, %one
        %goOn: i32 = lt %j, %rounds
        branch %goOn, loop(%j, %sum), end
      end:
        return %sum
      }
      """;

  /** Walks what is live by type. */
  private static final class PreciseMarking {
    private final Guest guest;
    private final Set<Long> records = new HashSet<>();
    // Frames are told apart by their sizes.
    private final Map<Integer, TreeSet<Integer>> referenceSlots = new HashMap<>();
    int collections;
    int found;

    PreciseMarking(Guest guest, String... classes) {
      this.guest = guest;
      for (var name : classes) records.add(guest.interpreter.machine().classRecord(name));
      for (var function : guest.module.functions()) {
        var decoded = new Decoder(function, Program.of(guest.module), guest.interpreter.machine()).decode();
        var slots = new TreeSet<Integer>();
        for (var block : function.blocks()) {
          for (var param : block.params()) if (param.type() == Type.REF) slots.add(decoded.slotOf()[param.id()]);
          for (var insn : block.insns())
            if (insn.result() != null && insn.result().type() == Type.REF) slots.add(decoded.slotOf()[insn.result().id()]);
        }
        assertEquals(null, referenceSlots.put(decoded.frame().length, slots), "functions with frames of one size");
      }
    }

    void walk() {
      collections++;
      var pending = new ArrayDeque<Long>();
      pending.add(guest.interpreter.machine().getStatic("T.kept"));
      guest.interpreter.run().forEachFrame(frame -> {
        for (int slot : referenceSlots.get(frame.length)) pending.add(frame[slot]);
      });
      var seen = new HashSet<Long>();
      while (!pending.isEmpty()) {
        long object = pending.remove();
        if (object == 0 || !seen.add(object)) continue;
        long record = Memory.getLong(object + Layout.CLASS_OFFSET);
        assertTrue(records.contains(record), () -> "live, but freed: " + Long.toHexString(object));
        if (Memory.getLong(record + Layout.CLASS_ELEMENT_OFFSET) == 0) continue;
        for (int i = 0; i < Memory.getInt(object + Layout.LENGTH_OFFSET); i++)
          pending.add(Memory.getLong(object + Layout.ARRAY_DATA_OFFSET + 8L * i));
      }
      found += seen.size();
    }
  }

  @Test
  void nothingIsFreedThatTypedValuesReach() {
    for (int stress : new int[] {1, 7}) {
      try (var guest = Guest.stressed(PROGRAM, 1 << 20, stress)) {
        var marking = new PreciseMarking(guest, "[I", "[B", "[Ljava/lang/Object;", "java/lang/String", "java/lang/ArithmeticException",
            "assay/Trace");
        // The string literal was made before.
        long before = guest.interpreter.heap().orElseThrow().collections();
        guest.interpreter.machine().addFrames(_ -> marking.walk());
        int rounds = 12;
        assertEquals(32 * (2 * rounds - 1), guest.call("main", rounds));
        assertTrue(marking.collections > 900 / stress, () -> marking.collections + " collections");
        assertTrue(marking.found > 20 * marking.collections, () -> marking.found + " objects");
        assertEquals(before + marking.collections, guest.interpreter.heap().orElseThrow().collections());
      }
    }
  }

  @Test
  void garbageManyTimesTheHeap() {
    try (var guest = Guest.of(PROGRAM, 1 << 20, "")) {
      int rounds = 8000;
      assertEquals(32 * (2 * rounds - 1), guest.call("main", rounds));
      var heap = guest.interpreter.heap().orElseThrow();
      assertTrue(heap.allocatedBytes() > 10 << 20, heap.toString());
      assertTrue(heap.collections() > 10, heap.toString());
    }
  }
}
