package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Artefact;
import org.junit.jupiter.api.Test;

/** What LLVM makes of code that works on objects. That it works right is tested with the other backends, in {@code cli}. */
class ObjectTest {
  /** A table is filled once; a loop may run long even there. */
  @Test
  void leavesInitialisersAsTheyAre() {
    try (var guest = Guest.of("O2", """
        class T extends java/lang/Object {
          static x: i32 = 0
        }
        func @"T.<clinit>()V"() {
        entry:
          %p: ptr = static.address T.x
          %one: i32 = const 1
          store i32 %p + 0, %one
          return
        }
        func @"U.<clinit>()V"() {
        entry:
          %p: ptr = static.address T.x
          %one: i32 = const 1
          jump loop
        loop:
          poll
          %i: i32 = load i32 %p + 0
          %j: i32 = add %i, %one
          store i32 %p + 0, %j
          branch %j, loop, done
        done:
          return
        }
        """)) {
      assertTrue(guest.executable.artefact(Artefact.LLVM, "T.<clinit>()V").orElseThrow().contains("optnone"));
      assertFalse(guest.executable.artefact(Artefact.LLVM, "U.<clinit>()V").orElseThrow().contains("optnone"));
    }
  }

  /** A field is no length, and one field no other: a store to one keeps what is known of the others. What polls is not inlined. */
  @Test
  void tellsFieldsAndLengthsApart() {
    try (var guest = Guest.of("O2", """
        class A extends java/lang/Object {
          field i: i32
          field j: i32
        }
        func @lengths(%a: ref, %o: ref, %x: i32) -> i32 {
        entry:
          %b: ref = check.null %a
          %n: i32 = array.length %b
          store i32 %o + 12, %x
          %m: i32 = array.length %b
          %r: i32 = sub %n, %m
          poll
          return %r
        }
        func @fields(%o: ref, %p: ref, %x: i32) -> i32 {
        entry:
          %n: i32 = load i32 %o + 16
          store i32 %p + 12, %x
          %m: i32 = load i32 %o + 16
          %r: i32 = sub %n, %m
          poll
          return %r
        }
        func @same(%o: ref, %p: ref, %x: i32) -> i32 {
        entry:
          %n: i32 = load i32 %o + 12
          store i32 %p + 12, %x
          %m: i32 = load i32 %o + 12
          %r: i32 = sub %m, %n
          poll
          return %r
        }
        func @run(%x: i32) -> i32 {
        entry:
          %c: ptr = class.pointer A
          %o: ref = host new.object.slow(%c)
          %d: ptr = class.pointer "[I"
          %a: ref = host new.array.slow(%d, %x)
          %l: i32 = call @lengths(%a, %o, %x)
          %f: i32 = call @fields(%o, %o, %l)
          %s: i32 = call @same(%o, %o, %x)
          %t: i32 = add %f, %s
          return %t
        }
        """)) {
      assertEquals(5, guest.call("run", 5));
      for (var function : new String[] {"lengths", "fields", "same"}) {
        var text = guest.executable.artefact(Artefact.LLVM, function).orElseThrow();
        assertTrue(text.contains("define "), text);
        assertEquals(function.equals("same"), text.contains(" sub "), text);
      }
    }
  }
}
