package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Reader;
import dev.assay.runtime.ClassRecords;
import dev.assay.spi.Artefact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects as the lowering leaves them: fields of all widths, calls through the tables of classes, interfaces and arrays. */
class ObjectTest {
  /** Fields and selectors in brackets stand for their offsets. */
  private static final String TEXT = """
      class java/lang/Object {
        method "kind()I" = @"Object.kind()I"
      }
      interface Sized {
      }
      class A extends java/lang/Object implements Sized source "A.java" {
        field i: i32
        field b: i8
        field z: bool
        field c: u16
        field s: i16
        field l: i64
        field f: f32
        field d: f64
        field r: ref
        method "size(I)I" = @"A.size(I)I"
        method "many(IFJDJIIJDFI)D" = @"A.many(IFJDJIIJDFI)D"
        method "none()V" = @"A.none()V"
      }
      class B extends A source "B.java" {
        method "kind()I" = @"B.kind()I"
        method "size(I)I" = @"B.size(I)I"
      }
      func @"Object.kind()I"(this %o: ref) -> i32 {
      entry:
        %r: i32 = const 1
        return %r
      }
      func @"B.kind()I"(this %o: ref) -> i32 {
      entry:
        %r: i32 = const 2
        return %r
      }
      func @"A.size(I)I"(this %o: ref, %n: i32) -> i32 {
      entry:
        %i: i32 = load i32 %o + [i]
        %r: i32 = add %i, %n
        return %r
      }
      func @"B.size(I)I"(this %o: ref, %n: i32) -> i32 {
      entry:
        %d: i32 = check.nonzero %n !0:7
        %hundred: i32 = const 100
        %r: i32 = div %hundred, %d
        return %r
      }
      func @"A.many(IFJDJIIJDFI)D"(this %o: ref, %a: i32, %b: f32, %c: i64, %d: f64, %e: i64, %f: i32, %g: i32, %h: i64, %i: f64, %j: f32, %k: i32) -> f64 {
      entry:
        %two: f64 = const 2.0
        %fa: f64 = itof %a
        %fb: f64 = fext %b
        %fc: f64 = itof %c
        %fe: f64 = itof %e
        %ff: f64 = itof %f
        %fg: f64 = itof %g
        %fh: f64 = itof %h
        %fj: f64 = fext %j
        %fk: f64 = itof %k
        %s1: f64 = fma %fa, %two, %fb
        %s2: f64 = fma %s1, %two, %fc
        %s3: f64 = fma %s2, %two, %d
        %s4: f64 = fma %s3, %two, %fe
        %s5: f64 = fma %s4, %two, %ff
        %s6: f64 = fma %s5, %two, %fg
        %s7: f64 = fma %s6, %two, %fh
        %s8: f64 = fma %s7, %two, %i
        %s9: f64 = fma %s8, %two, %fj
        %s10: f64 = fma %s9, %two, %fk
        return %s10
      }
      func @"A.none()V"(this %o: ref) {
      entry:
        %i: i32 = load i32 %o + [i]
        %one: i32 = const 1
        %j: i32 = add %i, %one
        store i32 %o + [i], %j
        %record: ptr = load ptr %o + 0
        %none: ptr = load ptr %record + [none()V]
        call.indirect %none(%o) !0:9
        return
      }
      func @make(%which: i32) -> ref {
      entry:
        switch %which, [0: a, 1: b] array
      a:
        %ca: ptr = class.pointer A
        %x: ref = host new.object.slow(%ca)
        return %x
      b:
        %cb: ptr = class.pointer B
        %y: ref = host new.object.slow(%cb)
        return %y
      array:
        %cl: ptr = class.pointer "[J"
        %z: ref = host new.array.slow(%cl, %which)
        return %z
      }
      func @kind(%which: i32) -> i32 {
      entry:
        %o: ref = call @make(%which)
        %record: ptr = load ptr %o + 0
        %f: ptr = load ptr %record + [kind()I]
        %r: i32 = call.indirect %f(%o)
        return %r
      }
      func @"T.size(II)I"(%which: i32, %n: i32) -> i32 {
      entry:
        %o: ref = call @make(%which)
        %forty: i32 = const 40
        store i32 %o + [i], %forty
        %record: ptr = load ptr %o + 0
        %f: ptr = load ptr %record + [size(I)I]
        %r: i32 = call.indirect %f(%o, %n) !1:21
        return %r
      }
      func @tried(%which: i32, %n: i32) -> i32 {
      entry:
        %o: ref = call @make(%which)
        %record: ptr = load ptr %o + 0
        %f: ptr = load ptr %record + [size(I)I]
        %r: i32 = call.indirect %f(%o, %n) to fine(%r) unwind %e: caught(%e)
      fine(%x: i32):
        return %x
      caught(%t: ref):
        %is: i32 = instanceof %t, "java/lang/ArithmeticException"
        %minus: i32 = neg %is
        return %minus
      }
      func @many(%a: i32, %b: f32, %c: i64, %d: f64) -> f64 {
      entry:
        %zero: i32 = const 0
        %o: ref = call @make(%zero)
        %record: ptr = load ptr %o + 0
        %f: ptr = load ptr %record + [many(IFJDJIIJDFI)D]
        %r: f64 = call.indirect %f(%o, %a, %b, %c, %d, %c, %a, %a, %c, %d, %b, %a)
        return %r
      }
      func @overflow() -> i32 {
      entry:
        %one: i32 = const 1
        %o: ref = call @make(%one)
        %record: ptr = load ptr %o + 0
        %f: ptr = load ptr %record + [none()V]
        call.indirect %f(%o) to never unwind %e: caught(%e, %o)
      never:
        %zero: i32 = const 0
        return %zero
      caught(%t: ref, %a: ref):
        %depth: i32 = load i32 %a + [i]
        %is: i32 = instanceof %t, "java/lang/StackOverflowError"
        %hundred: i32 = const 100
        %deep: i32 = gt %depth, %hundred
        %r: i32 = and %is, %deep
        return %r
      }
      func @fields(%x: i32, %y: i64) -> i64 {
      entry:
        %zero: i32 = const 0
        %o: ref = call @make(%zero)
        %f: f32 = itof %x
        %d: f64 = itof %y
        store i8 %o + [b], %x
        %one: i32 = const 1
        %bit: i32 = and %x, %one
        store bool %o + [z], %bit
        store u16 %o + [c], %x
        store i16 %o + [s], %x
        store i32 %o + [i], %x
        store i64 %o + [l], %y
        store f32 %o + [f], %f
        store f64 %o + [d], %d
        store ref %o + [r], %o
        %r: ref = load ref %o + [r]
        %b: i32 = load i8 %r + [b]
        %z: i32 = load bool %r + [z]
        %c: i32 = load u16 %r + [c]
        %s: i32 = load i16 %r + [s]
        %i: i32 = load i32 %r + [i]
        %l: i64 = load i64 %r + [l]
        %g: f32 = load f32 %r + [f]
        %h: f64 = load f64 %r + [d]
        %s1: i32 = add %b, %z
        %s2: i32 = add %s1, %c
        %s3: i32 = add %s2, %s
        %s4: i32 = add %s3, %i
        %w: i64 = sext %s4
        %s5: i64 = add %w, %l
        %gi: i64 = ftoi %g
        %s6: i64 = add %s5, %gi
        %hi: i64 = ftoi %h
        %s7: i64 = add %s6, %hi
        return %s7
      }
      func @within(%field: i32, %index: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %o: ref = call @make(%zero)
        store i32 %o + [i], %field
        %i: i32 = load i32 %o + [i]
        %below: i32 = lt %index, %i
        %negative: i32 = lt %i, %zero
        %two: i32 = const 2
        %n: i32 = mul %negative, %two
        %r: i32 = add %below, %n
        return %r
      }
      func @classes() -> i32 {
      entry:
        %one: i32 = const 1
        %o: ref = call @make(%one)
        %p: ref = host class.of.slow(%o)
        %q: ref = class "B"
        %r: ref = class "A"
        %same: i32 = eq %p, %q
        %other: i32 = eq %q, %r
        %s: i32 = sub %same, %other
        return %s
      }
      """;

  private static Guest compile(String variant) {
    var records = ClassRecords.of(Reader.read("test", TEXT.replaceAll("\\[[a-zA-Z()]+\\](?![a-zA-Z\";])", "0")).orThrow());
    var text = TEXT;
    for (var field : new String[] {"i", "b", "z", "c", "s", "l", "f", "d", "r"})
      text = text.replace("+ [" + field + "]", "+ " + records.fieldOffset("A." + field));
    for (var selector : new String[] {"kind()I", "size(I)I", "many(IFJDJIIJDFI)D", "none()V"})
      text = text.replace("+ [" + selector + "]", "+ " + records.slotOffset(selector));
    return Guest.of(variant, text);
  }

  private static long call(Guest guest, String function, long... args) {
    return guest.call(function, args);
  }

  private static String trace(Guest guest, String function, long... args) {
    return guest.threw(function, args).trace();
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void callsWhatTheReceiverSelects(String variant) {
    try (var guest = compile(variant)) {
      assertEquals(1, call(guest, "kind", 0));
      assertEquals(2, call(guest, "kind", 1));
      assertEquals(1, call(guest, "kind", 5));
      assertEquals(45, call(guest, "T.size(II)I", 0, 5));
      assertEquals(20, call(guest, "T.size(II)I", 1, 5));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat B.size(B.java:7)\n\tat T.size(Unknown Source)\n",
          trace(guest, "T.size(II)I", 1, 0));
      assertEquals(25, call(guest, "tried", 1, 4));
      assertEquals(-1, call(guest, "tried", 1, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void passesArgumentsOfAllTypes(String variant) {
    try (var guest = compile(variant)) {
      double expected = 0;
      for (double arg : new double[] {3, -1.5, 1L << 33, 0.25, 1L << 33, 3, 3, 1L << 33, 0.25, -1.5, 3}) expected = expected * 2 + arg;
      long bits = call(guest, "many", 3, Float.floatToRawIntBits(-1.5f), 1L << 33, Double.doubleToRawLongBits(0.25));
      assertEquals(expected, Double.longBitsToDouble(bits));
    }
  }

  /** A chain of calls through tables compares the stack as others do. */
  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void overflowsTheStack(String variant) {
    try (var guest = compile(variant)) {
      for (int i = 0; i < 3; i++) assertEquals(1, call(guest, "overflow"));
    }
  }

  /** The first i32 of an object stands where an array has its length, but it may be negative. */
  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void keepsFieldsOfAllWidths(String variant) {
    try (var guest = compile(variant)) {
      assertEquals(1 + 1 + 1 + 1 + 1 + 10 + 1 + 10, call(guest, "fields", 1, 10));
      assertEquals(-2 + 0 + 65534 - 2 - 2 + 10 - 2 + 10, call(guest, "fields", -2, 10));
      assertEquals(1, call(guest, "within", 5, 4));
      assertEquals(2, call(guest, "within", -5, 4));
      assertEquals(3, call(guest, "within", -5, -6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void makesOneClassObject(String variant) {
    try (var guest = compile(variant)) {
      assertEquals(1, call(guest, "classes"));
    }
  }

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
