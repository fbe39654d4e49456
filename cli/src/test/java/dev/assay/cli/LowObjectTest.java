package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.ir.Level;
import dev.assay.ir.Reader;
import dev.assay.passes.Pipelines;
import dev.assay.runtime.ClassRecords;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Objects as the lowering leaves them, on every variant of the backends that take low IR: fields of all widths, calls through the tables of
 * classes, interfaces and arrays, and arrays that only a derived pointer leads to while the heap is collected.
 */
class LowObjectTest {
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

  /**
   * Loops over an array that nothing but the loop holds, with a collection in each round. The index is the sum of the counter and an
   * offset: an optimiser may add the offset to the address once, which gives a pointer far outside the array, and forget the array. LLVM
   * does from {@code O2} on.
   *
   * <p>The counter is needed by itself as well; else LLVM makes a pointer that goes through the array, which is as good as the array.
   * Indexes are i64, since a sum of i32 may wrap and is not split.
   */
  private static final String LOOPS = """
      class T extends java/lang/Object {
      }
      func @array(%n: i32) -> ref {
      entry:
        %class: ptr = class.pointer "[J"
        %a: ref = host new.array.slow(%class, %n)
        %zero: i32 = const 0
        %one: i32 = const 1
        jump head(%zero)
      head(%i: i32):
        %more: i32 = lt %i, %n
        branch %more, body, out
      body:
        %x: i32 = check.bounds %i, %n
        %p: ptr = address %a, %x * 8 + 16
        %v: i64 = sext %i
        store i64 %p + 0, %v
        %j: i32 = add %i, %one
        jump head(%j)
      out:
        return %a
      }
      func @garbage(%n: i32) {
      entry:
        %class: ptr = class.pointer "[J"
        %size: i32 = check.size %n
        %a: ref = host new.array.slow(%class, %size)
        return
      }
      func @allocates(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %class: ptr = class.pointer "[J"
        %zero: i64 = const 0
        %one: i64 = const 1
        %ten: i32 = const 10
        %end: i64 = sext %n
        %last: i64 = add %first, %end
        jump head(%first, %zero)
      head(%i: i64, %sum: i64):
        %more: i32 = lt %i, %last
        branch %more, body, out
      body:
        %x: i64 = add %i, %offset
        %p: ptr = address %a, %x * 8 + 16
        %u: i64 = load i64 %p + 0
        %v: i64 = mul %u, %i
        %garbage: ref = host new.array.slow(%class, %ten)
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        jump head(%j, %s)
      out:
        return %sum
      }
      func @calls(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %zero: i64 = const 0
        %one: i64 = const 1
        %ten: i32 = const 10
        %end: i64 = sext %n
        %last: i64 = add %first, %end
        jump head(%first, %zero)
      head(%i: i64, %sum: i64):
        %more: i32 = lt %i, %last
        branch %more, body, out
      body:
        %x: i64 = add %i, %offset
        %p: ptr = address %a, %x * 8 + 16
        %u: i64 = load i64 %p + 0
        %v: i64 = mul %u, %i
        call @garbage(%ten)
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        jump head(%j, %s)
      out:
        return %sum
      }
      func @catches(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %zero: i64 = const 0
        %one: i64 = const 1
        %minus: i32 = const -10
        %end: i64 = sext %n
        %last: i64 = add %first, %end
        jump head(%first, %zero)
      head(%i: i64, %sum: i64):
        %more: i32 = lt %i, %last
        branch %more, body, out
      body:
        %x: i64 = add %i, %offset
        %p: ptr = address %a, %x * 8 + 16
        %u: i64 = load i64 %p + 0
        %v: i64 = mul %u, %i
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        call @garbage(%minus) to head(%j, %s) unwind %e: head(%j, %s)
      out:
        return %sum
      }
      func @checks(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %zero: i64 = const 0
        %one: i64 = const 1
        %end: i64 = sext %n
        %last: i64 = add %first, %end
        jump head(%first, %zero)
      head(%i: i64, %sum: i64):
        %more: i32 = lt %i, %last
        branch %more, body, out
      body:
        %x: i64 = add %i, %offset
        %p: ptr = address %a, %x * 8 + 16
        %u: i64 = load i64 %p + 0
        %v: i64 = mul %u, %i
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        %nothing: i64 = sub %i, %i
        %y: i64 = check.nonzero %nothing to head(%j, %s) unwind %e: head(%j, %s)
      out:
        return %sum
      }
      """;

  private interface Check {
    void on(Guest guest);
  }

  /** An executable of functions. */
  private record Guest(Executable executable) implements AutoCloseable {
    static Guest of(Target target, String text, int gcStress) throws Refusal {
      var module = Reader.read("test", text).orThrow();
      var exports = module.functions().stream().filter(f -> f.paramTypes().stream().noneMatch(t -> t.isAddress())).map(f -> f.name())
          .toList();
      var request = new CompileRequest(exports, 1 << 20, gcStress, Target.silent());
      return new Guest(target.backend().compile(Target.verified(module), target.variant(), request));
    }

    long call(String function, long... args) {
      return ((Outcome.Returned) executable.call(function, args)).bits();
    }

    String trace(String function, long... args) {
      return ((Outcome.Threw) executable.call(function, args)).trace();
    }

    @Override
    public void close() {
      executable.close();
    }
  }

  private static List<Target> targets() {
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all())
      for (var variant : backend.variants()) targets.add(new Target(backend, variant, Pipelines.none()));
    targets.removeIf(target -> !target.takes(Level.LOW));
    return targets;
  }

  @TestFactory
  Stream<DynamicNode> objects() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("calls what the receiver selects", LowObjectTest::callsWhatTheReceiverSelects);
    checks.put("passes arguments of all types", LowObjectTest::passesArgumentsOfAllTypes);
    checks.put("overflows the stack", LowObjectTest::overflowsTheStack);
    checks.put("keeps fields of all widths", LowObjectTest::keepsFieldsOfAllWidths);
    checks.put("makes one class object", LowObjectTest::makesOneClassObject);
    return Target.onEach(targets(), target -> checks.entrySet().stream().map(check -> dynamicTest(check.getKey(), () -> {
      target.announce(check.getKey());
      try (var guest = Guest.of(target, placed(), 0)) {
        check.getValue().on(guest);
      }
    })));
  }

  @TestFactory
  Stream<DynamicNode> anArrayBehindADerivedPointerStays() {
    return Target.onEach(targets(), target -> Stream.of("allocates", "calls", "catches", "checks").map(loop -> dynamicTest(loop, () -> {
      target.announce(loop);
      try (var guest = Guest.of(target, LOOPS, 1)) {
        int n = 400;
        for (long offset : new long[] {0, 1_000_000, -1_000_000, 1L << 40}) {
          long expected = 0;
          for (long k = 0; k < n; k++) expected += k * (k - offset);
          assertEquals(expected, guest.call(loop, n, -offset, offset));
        }
        assertTrue(guest.executable.heap().orElseThrow().collections() > 4 * n);
      }
    })));
  }

  private static String placed() {
    var records = ClassRecords.of(Reader.read("test", TEXT.replaceAll("\\[[a-zA-Z()]+\\](?![a-zA-Z\";])", "0")).orThrow());
    var text = TEXT;
    for (var field : new String[] {"i", "b", "z", "c", "s", "l", "f", "d", "r"})
      text = text.replace("+ [" + field + "]", "+ " + records.fieldOffset("A." + field));
    for (var selector : new String[] {"kind()I", "size(I)I", "many(IFJDJIIJDFI)D", "none()V"})
      text = text.replace("+ [" + selector + "]", "+ " + records.slotOffset(selector));
    return text;
  }

  private static void callsWhatTheReceiverSelects(Guest guest) {
    assertEquals(1, guest.call("kind", 0));
    assertEquals(2, guest.call("kind", 1));
    assertEquals(1, guest.call("kind", 5));
    assertEquals(45, guest.call("T.size(II)I", 0, 5));
    assertEquals(20, guest.call("T.size(II)I", 1, 5));
    assertEquals("java.lang.ArithmeticException: / by zero\n\tat B.size(B.java:7)\n\tat T.size(Unknown Source)\n",
        guest.trace("T.size(II)I", 1, 0));
    assertEquals(25, guest.call("tried", 1, 4));
    assertEquals(-1, guest.call("tried", 1, 0));
  }

  private static void passesArgumentsOfAllTypes(Guest guest) {
    double expected = 0;
    for (double arg : new double[] {3, -1.5, 1L << 33, 0.25, 1L << 33, 3, 3, 1L << 33, 0.25, -1.5, 3}) expected = expected * 2 + arg;
    long bits = guest.call("many", 3, Float.floatToRawIntBits(-1.5f), 1L << 33, Double.doubleToRawLongBits(0.25));
    assertEquals(expected, Double.longBitsToDouble(bits));
  }

  /** A chain of calls through tables compares the stack as others do. */
  private static void overflowsTheStack(Guest guest) {
    for (int i = 0; i < 3; i++) assertEquals(1, guest.call("overflow"));
  }

  /** The first i32 of an object stands where an array has its length, but it may be negative. */
  private static void keepsFieldsOfAllWidths(Guest guest) {
    assertEquals(1 + 1 + 1 + 1 + 1 + 10 + 1 + 10, guest.call("fields", 1, 10));
    assertEquals(-2 + 0 + 65534 - 2 - 2 + 10 - 2 + 10, guest.call("fields", -2, 10));
    assertEquals(1, guest.call("within", 5, 4));
    assertEquals(2, guest.call("within", -5, 4));
    assertEquals(3, guest.call("within", -5, -6));
  }

  private static void makesOneClassObject(Guest guest) {
    assertEquals(1, guest.call("classes"));
  }
}
