package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.Module;
import dev.assay.spi.Outcome;
import org.junit.jupiter.api.Test;

/** Failing guards go on in the reference interpreter, over the objects of the host. */
class GuardTest {
  private static final String TEXT = """
      class java/lang/ArithmeticException extends java/lang/RuntimeException {
      }
      class Main extends java/lang/Object source "Main.java" {
        static count: i32 = 0
        static flag: bool = 1
        static letter: u16 = 65
        static array: ref = null
        static text: ref = "start"
      }
      """;

  private static Module withBaseline(String function, String... more) {
    var module = Guest.read(TEXT + function + String.join("", more));
    for (var f : module.functions()) module.keepBaseline(f);
    return module;
  }

  @Test
  void everyTypeOfValueCrosses() {
    var module = withBaseline("""
        func @run(%c: i32, %i: i32, %l: i64, %f: f32, %d: f64) -> f64 {
        entry:
          %one: i32 = const 1
          %s: i32 = and %one, %one
          %a: ref = new.array "[D", %one
          jump go
        go:
          guard %c, deopt @run rest:0 [%i = %i, %l = %l, %f = %f, %d = %d, %a = %a]
          jump rest
        rest:
          %x: f64 = itof %i
          %y: f64 = itof %l
          %z: f64 = fext %f
          %s1: f64 = add %x, %y
          %s2: f64 = add %s1, %z
          %s3: f64 = add %s2, %d
          %zero: i32 = const 0
          %n: i32 = array.length %a
          %k: i32 = check.bounds %zero, %n
          array.store f64 %a, %k, %s3
          static.put Main.array, %a
          %r: ref = static.get Main.array
          %cast: ref = check.cast %r, "[D"
          %b: ref = check.null %cast
          %m: i32 = array.length %b
          %j: i32 = check.bounds %zero, %m
          %v: f64 = array.load f64 %b, %j
          return %v
        }
        """);
    try (var guest = Guest.of(module)) {
      for (int c = 0; c < 2; c++)
        assertEquals(10.75,
            Double.longBitsToDouble(guest.call("run", c, 3, 5, Float.floatToRawIntBits(0.5f), Double.doubleToRawLongBits(2.25))));
    }
  }

  @Test
  void staticsStringsAndNarrowFields() {
    var module = withBaseline("""
        func @run(%c: i32) -> i32 {
        entry:
          guard %c, deopt @run rest:0 []
          jump rest
        rest:
          %fd: i32 = const 1
          %flag: i32 = static.get Main.flag
          %letter: i32 = static.get Main.letter
          %text: ref = static.get Main.text
          %literal: ref = string "start"
          %same: i32 = eq %text, %literal
          host print.int(%fd, %flag)
          host print.char(%fd, %letter)
          %zero: i32 = const 0
          static.put Main.flag, %zero
          %next: i32 = add %letter, %fd
          static.put Main.letter, %next
          return %same
        }
        """);
    try (var guest = Guest.of(module)) {
      assertEquals(1, guest.call("run", 0));
      assertEquals(1, guest.call("run", 1));
      assertEquals("1A0B", guest.out());
    }
  }

  @Test
  void exceptionsOfTheInterpreterGoOnWithTheCallersFrames() {
    var module = withBaseline("""
        func @"Main.run(II)I"(%c: i32, %d: i32) -> i32 {
        entry:
          guard %c, deopt @"Main.run(II)I" rest:0 [%c = %c, %d = %d] !1:10
          jump rest
        rest:
          %e: i32 = check.nonzero %d !2:11
          %q: i32 = div %c, %e
          return %q
        }
        func @"Main.outer(II)I"(%c: i32, %d: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.run(II)I"(%c, %d) !3:20
          %s: i32 = call @"Main.run(II)I"(%c, %r) !3:21
          return %s
        }
        func @"Main.handler(II)I"(%c: i32, %d: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.outer(II)I"(%c, %d) to ok(%r) unwind %e: caught(%e) !4:30
        ok(%x: i32):
          return %x
        caught(%x2: ref):
          %is: i32 = instanceof %x2, java/lang/ArithmeticException
          %m: ref = field.get java/lang/Throwable.detailMessage, %x2
          %fd: i32 = const 1
          host print.string(%fd, %m)
          %again: i32 = eq %c, %d
          branch %again, throw, done
        throw:
          throw %x2
        done:
          return %is
        }
        """);
    try (var guest = Guest.of(module)) {
      var expected = """
          java.lang.ArithmeticException: / by zero
          \tat Main.run(Main.java:11)
          \tat Main.outer(Main.java:20)
          """;
      assertEquals(expected, guest.trace("Main.outer(II)I", 0, 0));
      assertEquals(expected, guest.trace("Main.outer(II)I", 1, 0));
      assertEquals(expected + "\tat Main.handler(Main.java:30)\n", guest.trace("Main.handler(II)I", 0, 0));
      assertEquals(1, guest.call("Main.handler(II)I", 1, 0));
      assertEquals("/ by zero/ by zero", guest.out());
    }
  }

  @Test
  void exitAndStopPass() {
    var module = withBaseline("""
        func @run(%c: i32) -> i32 {
        entry:
          guard %c, deopt @run rest:0 [%c = %c]
          jump rest
        rest:
          host exit(%c)
          return %c
        }
        """);
    try (var guest = Guest.of(module)) {
      assertEquals(new Outcome.Exited(0), guest.outcome("run", 0));
      assertEquals(new Outcome.Exited(9), guest.outcome("run", 9));
    }
  }

  /** More values than a call site takes. */
  @Test
  void largeStates() {
    int count = 400;
    var text = new StringBuilder("func @run(%c: i32, %a: i64) -> i64 {\nentry:\n");
    var bindings = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("  %v").append(i).append(": i64 = ").append(i == 0 ? "add %a, %a" : "mul %v" + (i - 1) + ", %a").append('\n');
      bindings.append(i == 0 ? "" : ", ").append("%v").append(i).append(" = %v").append(i);
    }
    text.append("  guard %c, deopt @run rest:0 [").append(bindings).append("]\n  jump rest\nrest:\n");
    for (int i = 1; i < count; i++)
      text.append("  %w").append(i).append(": i64 = xor %v").append(i).append(i == 1 ? ", %v0\n" : ", %w" + (i - 1) + "\n");
    text.append("  return %w").append(count - 1).append("\n}\n");
    try (var guest = Guest.of(withBaseline(text.toString()))) {
      assertEquals(guest.call("run", 1, 3), guest.call("run", 0, 3));
    }
  }
}
