package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A failing guard continues in the baseline, and what that gives is what the function gives. */
class GuardTest {
  private static final String MAIN = "class Main extends java/lang/Object source \"Main.java\" {\n}\n";

  @Test
  void continuesInTheMiddleOfABaselineBlock() {
    var text = """
        func @f(%x: i32) -> i32 {
        entry:
          %two: i32 = const 2
          %hundred: i32 = const 100
          %y: i32 = mul %x, %two
          guard %x, deopt @f entry:2 [%x = %x, %b = %y, %hundred = %hundred]
          %seven: i32 = const 7
          return %seven
        }
        baseline func @f(%x: i32) -> i32 {
        entry:
          %hundred: i32 = const 100
          %b: i32 = add %x, %x
          %ten: i32 = const 10
          %c: i32 = add %b, %ten
          %d: i32 = add %c, %hundred
          return %d
        }
        func @caller(%x: i32) -> i32 {
        entry:
          %r: i32 = call @f(%x)
          %s: i32 = add %r, %r
          return %s
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(7, guest.call("f", 1));
      assertEquals(110, guest.call("f", 0));
      assertEquals(4 + 4, count(guest, "f", 0));
      assertEquals(220, guest.call("caller", 0));
      assertEquals(14, guest.call("caller", 5));
    }
  }

  private static long count(Guest guest, String function, long arg) {
    guest.call(function, arg);
    return guest.interpreter.executedInsns().orElseThrow();
  }

  @Test
  void severalGuardsInABlock() {
    var text = """
        func @f(%x: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %two: i32 = const 2
          %ten: i32 = const 10
          %odd: i32 = and %x, %one
          guard %odd, deopt @f entry:2 [%x = %x, %a = %one, %b = %ten]
          %q: i32 = and %x, %two
          guard %q, deopt @f other:0 [%x = %x]
          %r: i32 = const 1000
          return %r
        }
        baseline func @f(%x: i32) -> i32 {
        entry:
          %a: i32 = const 1
          %b: i32 = const 10
          %z: i32 = add %x, %a
          branch %z, next, other
        next:
          %c: i32 = mul %x, %b
          return %c
        other:
          %m: i32 = neg %x
          return %m
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(1000, guest.call("f", 3));
      assertEquals(40, guest.call("f", 4));
      assertEquals(-1, guest.call("f", 1));
      assertEquals(0, guest.call("f", 0));
    }
  }

  /** f calls g calls h; all were inlined into f, and the guard stands where h was. */
  private static String inlined(String callInF) {
    return MAIN + """
        func @"Main.f(I)I"(%x: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %ten: i32 = const 10
          %hundred: i32 = const 100
          %never: i32 = const 0
          guard %never, deopt\s""" + STATES + """

          return %ten
        }
        baseline func @"Main.f(I)I"(%x: i32) -> i32 {
        entry:
          %one: i32 = const 1
        """ + callInF + """
        next(%r: i32):
          %s: i32 = add %r, %one
          return %s
        bad(%t: ref):
          %is: i32 = instanceof %t, java/lang/ArithmeticException
          %thousand: i32 = const 1000
          %v: i32 = mul %is, %thousand
          %w: i32 = add %v, %x
          return %w
        }
        func @"Main.g(I)I"(%x: i32) -> i32 {
        entry:
          %ten: i32 = const 10
          %unused: i32 = add %x, %ten
          %r: i32 = call @"Main.h(I)I"(%x) !1:20
          %s: i32 = mul %r, %ten
          return %s
        }
        func @"Main.h(I)I"(%x: i32) -> i32 {
        entry:
          %hundred: i32 = const 100
          %d: i32 = check.nonzero %x !1:30
          %q: i32 = div %hundred, %d
          return %q
        }
        """;
  }

  private static final String STATES = "@\"Main.h(I)I\" entry:1 [%x = %x, %hundred = %hundred] < "
      + "@\"Main.g(I)I\" entry:2 [%ten = %ten] < @\"Main.f(I)I\" entry:1 [%x = %x, %one = %one]";

  private static final String IN_TRY = "  %y: i32 = call @\"Main.g(I)I\"(%x) !1:10 to next(%y) unwind %e: bad(%e)\n";
  private static final String PLAIN = "  %y: i32 = call @\"Main.g(I)I\"(%x) !1:10\n  jump next(%y)\n";

  @Test
  void callersGoOnAfterTheirCalls() {
    try (var guest = Guest.of(inlined(PLAIN))) {
      assertEquals(20 * 10 + 1, guest.call("Main.f(I)I", 5));
    }
    try (var guest = Guest.of(inlined(IN_TRY))) {
      assertEquals(20 * 10 + 1, guest.call("Main.f(I)I", 5));
    }
  }

  @Test
  void callersSeeWhatIsThrownInside() {
    try (var guest = Guest.of(inlined(PLAIN))) {
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat Main.h(Main.java:30)
          \tat Main.g(Main.java:20)
          \tat Main.f(Main.java:10)
          """, guest.trace("Main.f(I)I", 0));
    }
    try (var guest = Guest.of(inlined(IN_TRY))) {
      assertEquals(1000, guest.call("Main.f(I)I", 0));
    }
  }

  @Test
  void callersOfAVoidFunction() {
    var text = """
        class Main extends java/lang/Object {
          static n: i32 = 0
        }
        func @f(%x: i32) -> i32 {
        entry:
          guard %x, deopt @g entry:0 [%y = %x] < @f entry:0 [%x = %x]
          return %x
        }
        baseline func @f(%x: i32) -> i32 {
        entry:
          call @g(%x)
          %n: i32 = static.get Main.n
          %r: i32 = add %n, %x
          return %r
        }
        func @g(%y: i32) {
        entry:
          %five: i32 = const 5
          static.put Main.n, %five
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(5, guest.call("f", 0));
      assertEquals(8, guest.call("f", 8));
    }
  }

  @Test
  void callsFromABaselineRunBaselines() {
    var text = """
        func @f(%x: i32) -> i32 {
        entry:
          guard %x, deopt @f entry:0 [%x = %x]
          %r: i32 = call @g(%x)
          return %r
        }
        baseline func @f(%x: i32) -> i32 {
        entry:
          %r: i32 = call @g(%x)
          return %r
        }
        func @g(%x: i32) -> i32 {
        entry:
          %a: i32 = const 1
          return %a
        }
        baseline func @g(%x: i32) -> i32 {
        entry:
          %a: i32 = const 2
          return %a
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(1, guest.call("f", 1));
      assertEquals(2, guest.call("f", 0));
      assertEquals(1, guest.call("f", 1));
    }
  }

  @Test
  void guardInALoopAndInRecursion() {
    // sum of 1 to n, where every call deep down leaves for the baseline
    var text = """
        func @sum(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          guard %zero, deopt @sum entry:0 [%n = %n]
          return %zero
        }
        baseline func @sum(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          branch %n, more, done(%n)
        more:
          %m: i32 = sub %n, %one
          %r: i32 = call @sum(%m)
          %s: i32 = add %r, %n
          jump done(%s)
        done(%v: i32):
          return %v
        }
        func @loop(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%n, %zero)
        head(%i: i32, %s: i32):
          %four: i32 = const 4
          %big: i32 = gt %i, %four
          guard %big, deopt @loop head:0 [%i = %i, %s = %s, %one = %one]
          %t: i32 = add %s, %i
          %j: i32 = sub %i, %one
          jump head(%j, %t)
        }
        baseline func @loop(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%n, %zero)
        head(%i: i32, %s: i32):
          branch %i, body, done
        body:
          %t: i32 = add %s, %i
          %j: i32 = sub %i, %one
          jump head(%j, %t)
        done:
          return %s
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(5050, guest.call("sum", 100));
      assertEquals(5050, guest.call("loop", 100));
      assertEquals(1, guest.call("loop", 1));
    }
  }

  @Test
  void aStateThatLeadsBackToItsGuardOverflowsTheStack() {
    var text = """
        func @f(%x: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          guard %zero, deopt @f entry:0 [%x = %x]
          return %x
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals("java.lang.StackOverflowError", guest.trace("f", 1).lines().findFirst().orElseThrow());
    }
  }

  @Test
  void allTypesCross() {
    var text = """
        func @f(%i: i32, %l: i64, %f: f32, %d: f64) -> i32 {
        entry:
          %zero: i32 = const 0
          %s: ref = string "text"
          guard %zero, deopt @f go:0 [%i = %i, %l = %l, %f = %f, %d = %d, %s = %s]
          return %zero
        }
        baseline func @f(%i: i32, %l: i64, %f: f32, %d: f64) -> i32 {
        entry:
          %s: ref = string "text"
          jump go
        go:
          %one: i32 = const 1
          host print.int(%one, %i)
          host print.long(%one, %l)
          host print.float(%one, %f)
          host print.double(%one, %d)
          host print.string(%one, %s)
          return %i
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(-1,
          guest.call("f", -1, Long.MIN_VALUE, Float.floatToRawIntBits(-1.5f), Double.doubleToRawLongBits(-0.0)));
      assertEquals("-1-9223372036854775808-1.5-0.0text", guest.out());
    }
  }
}
