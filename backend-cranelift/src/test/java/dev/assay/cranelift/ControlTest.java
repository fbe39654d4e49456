package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Outcome;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control flow: block parameters, switches, loops that are stopped, recursion that ends at the stack limit, guards. */
class ControlTest {
  /** The swap problem: both arguments are read before either parameter is written. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void swap(String variant) {
    var text = """
        func @swap(%n: i32, %a: i64, %b: i64) -> i64 {
        entry:
          %zero: i32 = const 0
          jump loop(%n, %a, %b)
        loop(%i: i32, %x: i64, %y: i64):
          poll
          %one: i32 = const 1
          %j: i32 = sub %i, %one
          %go: i32 = gt %i, %zero
          branch %go, loop(%j, %y, %x), done
        done:
          %ten: i64 = const 10
          %t: i64 = mul %x, %ten
          %r: i64 = add %t, %y
          return %r
        }
        """;
    assertEquals(34, Programs.result(text, variant, 4, 3, 4));
    assertEquals(43, Programs.result(text, variant, 5, 3, 4));
  }

  /** The lost-copy problem: the parameter is used after the loop, when its successor is computed already. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void lostCopy(String variant) {
    var text = """
        func @last(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          jump loop(%one)
        loop(%i: i32):
          poll
          %next: i32 = add %i, %one
          %go: i32 = lt %next, %n
          branch %go, loop(%next), done
        done:
          return %i
        }
        """;
    assertEquals(10, Programs.result(text, variant, 11));
    assertEquals(1, Programs.result(text, variant, 0));
  }

  /** A loop with two entries. The blocks stand in an order in which uses come before definitions. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void irreducible(String variant) {
    var text = """
        func @two(%n: i32, %which: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %zero: i32 = const 0
          branch %which, odd(%n, %zero), even(%n, %zero)
        done(%r: i32):
          return %r
        odd(%i: i32, %s: i32):
          poll
          %i1: i32 = sub %i, %one
          %s1: i32 = add %s, %one
          %go: i32 = gt %i1, %zero
          branch %go, even(%i1, %s1), done(%s1)
        even(%j: i32, %t: i32):
          poll
          %hundred: i32 = const 100
          %j1: i32 = sub %j, %one
          %t1: i32 = add %t, %hundred
          %on: i32 = gt %j1, %zero
          branch %on, odd(%j1, %t1), done(%t1)
        }
        """;
    assertEquals(302, Programs.result(text, variant, 5, 0));
    assertEquals(203, Programs.result(text, variant, 5, 1));
  }

  /** Keys anywhere among the integers, edges with arguments, several to one block. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void switches(String variant) {
    var text = """
        func @pick(%k: i32) -> i32 {
        entry:
          %a: i32 = const 10
          %b: i32 = const 20
          %c: i32 = const 30
          switch %k, [-2147483648: out(%a), -5: out(%b), -1: plain, 0: out(%c), 1: out(%a), 2: out(%b), 3: plain, 1000000: out(%b), 2147483647: out(%c)] out(%k)
        plain:
          %p: i32 = const 77
          return %p
        out(%r: i32):
          return %r
        }
        """;
    long[][] expected = {{Integer.MIN_VALUE, 10}, {-5, 20}, {-1, 77}, {0, 30}, {1, 10}, {2, 20}, {3, 77}, {1000000, 20},
      {Integer.MAX_VALUE, 30},
      {4, 4}, {-2, -2}, {-6, -6}, {Integer.MIN_VALUE + 1, Integer.MIN_VALUE + 1}, {999999, 999999}};
    try (var executable = Programs.compile(text, variant)) {
      for (var pair : expected) assertEquals(new Outcome.Returned(pair[1]), executable.call("pick", pair[0]), "key " + pair[0]);
    }
    assertEquals(5,
        Programs.result("func @none(%k: i32) -> i32 {\nentry:\n  switch %k, [] out(%k)\nout(%r: i32):\n  return %r\n}\n", variant, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void deepRecursionThrows(String variant) {
    var text = """
        func @"T.deep(I)I"(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1 !0:5
          %m: i32 = add %n, %one
          %r: i32 = call @"T.deep(I)I"(%m) !4:6
          %s: i32 = add %r, %one
          return %s
        }
        class T source "T.java" {
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      for (int i = 0; i < 3; i++) {
        var threw = assertInstanceOf(Outcome.Threw.class, executable.call("T.deep(I)I", 0));
        assertEquals("java.lang.StackOverflowError", threw.className());
        assertTrue(threw.trace().startsWith("java.lang.StackOverflowError\n\tat T.deep(T.java:5)\n\tat T.deep(T.java:6)\n"), threw.trace());
        assertEquals(1025, threw.trace().lines().count());
      }
    }
  }

  /** A handler at the bottom of a deep recursion catches the error and goes on. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void stackOverflowIsCaught(String variant) {
    var text = """
        func @outer() -> i32 {
        entry:
          %zero: i32 = const 0
          %r: i32 = call @deep(%zero) to fine(%r) unwind %e: caught(%e)
        fine(%x: i32):
          return %x
        caught(%y: ref):
          %n: i32 = instanceof %y, java/lang/StackOverflowError
          %hundred: i32 = const 100
          %s: i32 = add %n, %hundred
          return %s
        }
        func @deep(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %m: i32 = add %n, %one
          %r: i32 = call @deep(%m)
          return %r
        }
        """;
    assertEquals(101, Programs.result(text, variant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void endlessLoopStops(String variant) throws InterruptedException {
    // The handler must not see the stop.
    var text = """
        func @spin() -> i32 {
        entry:
          call @forever() to never unwind %e: caught(%e)
        never:
          %a: i32 = const 1
          return %a
        caught(%x: ref):
          %b: i32 = const 2
          return %b
        }
        func @forever() {
        entry:
          jump loop
        loop:
          poll
          jump loop
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      for (int i = 0; i < 2; i++) {
        var stopper = new Thread(() -> {
          try {
            // A call begins by taking back an earlier stop, so once may be too early.
            for (int n = 0; n < 200; n++) {
              Thread.sleep(10);
              executable.stop();
            }
          } catch (InterruptedException _) {
            // The program has ended.
          }
        });
        stopper.start();
        assertEquals(new Outcome.Stopped(), executable.call("spin"));
        stopper.interrupt();
        stopper.join();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void guards(String variant) {
    var text = """
        func @kinds(%c: i32, %a: i32, %b: i64, %x: f32, %y: f64) -> f32 {
        entry:
          guard %c, deopt @kinds entry:0 [%a = %a, %b = %b, %x = %x, %y = %y, %c = %c]
          return %x
        }
        func @nothing(%c: i32) {
        entry:
          guard %c, deopt @nothing entry:0 [%c = %c]
          return
        }
        func @caller(%c: i32) -> i64 {
        entry:
          %two: i64 = const 2
          %r: i64 = call @throws(%c, %two) to fine(%r) unwind %e: caught(%e) !3:30
        fine(%v: i64):
          return %v
        caught(%w: ref):
          %minus: i64 = const -1
          return %minus
        }
        func @throws(%c: i32, %b: i64) -> i64 {
        entry:
          guard %c, deopt @throws entry:0 [%b = %b, %c = %c]
          return %b
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      long x = Float.floatToRawIntBits(-1.5f);
      long y = Double.doubleToRawLongBits(2.25);
      assertEquals(new Outcome.Returned(x), executable.call("kinds", 1, -7, 8L << 40, x, y));
      FakeInterpreter.nextResult(Float.floatToRawIntBits(-4.75f));
      assertEquals(new Outcome.Returned(Float.floatToRawIntBits(-4.75f)), executable.call("kinds", 0, -7, 8L << 40, x, y));
      assertEquals("@kinds entry:0 [-7, " + (8L << 40) + ", " + x + ", " + y + ", 0]", FakeInterpreter.lastState());

      FakeInterpreter.nextResult(0);
      assertEquals(new Outcome.Returned(0), executable.call("nothing", 0));
      assertEquals("@nothing entry:0 [0]", FakeInterpreter.lastState());

      assertEquals(new Outcome.Returned(2), executable.call("caller", 1));
      FakeInterpreter.nextResult(1L << 50);
      assertEquals(new Outcome.Returned(1L << 50), executable.call("caller", 0));
      FakeInterpreter.nextException("java/lang/ArithmeticException");
      assertEquals(new Outcome.Returned(-1), executable.call("caller", 0));
      FakeInterpreter.nextException("java/lang/ArithmeticException");
      var threw = assertInstanceOf(Outcome.Threw.class, executable.call("throws", 0, 2));
      assertEquals("java.lang.ArithmeticException: from the interpreter\n", threw.trace());
    }
  }

  /** Blocks that nothing reaches, before and after a try whose body cannot throw: then its handler is one of them. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void unreachableBlocks(String variant) {
    var text = """
        func @partly(%a: i32) -> i32 {
        entry:
          %b: i32 = call @twice(%a) to fine(%b) unwind %e: handler(%e)
        island(%i: i32):
          %j: i32 = call @twice(%i)
          branch %j, island(%j), fine(%j)
        handler(%t: ref):
          %n: i32 = instanceof %t, "[I"
          jump fine(%n)
        fine(%r: i32):
          return %r
        }
        func @twice(%a: i32) -> i32 {
        entry:
          %r: i32 = add %a, %a
          return %r
        }
        """;
    assertEquals(42, Programs.result(text, variant, 21));
  }

  /** Many blocks, long chains and wide switches: nothing may recurse over them. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void manyBlocks(String variant) {
    int count = 20_000;
    var text = new StringBuilder("func @chain(%a: i32) -> i32 {\nentry:\n  %one: i32 = const 1\n  jump b0(%a)\n");
    for (int i = 0; i < count; i++)
      text.append("b%d(%%x%d: i32):\n  %%y%d: i32 = add %%x%d, %%one\n  branch %%y%d, b%d(%%y%d), b%d(%%x%d)\n".formatted(i, i, i, i, i,
          i + 1, i, i + 1, i));
    text.append("b%d(%%r: i32):\n  return %%r\n}\n".formatted(count));
    try (var executable = Programs.compile(Programs.read(text.toString()), variant, new ByteArrayOutputStream())) {
      assertEquals(new Outcome.Returned(count + 5), executable.call("chain", 5));
    }
  }
}
