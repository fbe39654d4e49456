package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks, handlers and traces. */
class ExceptionTest {
  private static final String CLASSES = """
      class T extends java/lang/Object source "T.java" {
        static s: i32 = 0
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void checksThrowAsJavaDoes(String variant) {
    try (var guest = Guest.of(variant, CLASSES + """
        func @"T.divide(II)I"(%a: i32, %b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !2:11
          %q: i32 = div %a, %d !2:11
          return %q
        }
        func @"T.caller(JJ)J"(%a: i64, %b: i64) -> i64 {
        entry:
          %x: i32 = trunc %a
          %y: i32 = trunc %b
          %q: i32 = call @"T.divide(II)I"(%x, %y) !5:21
          %r: i64 = sext %q
          return %r
        }
        func @"T.remainder(JJ)J"(%a: i64, %b: i64) -> i64 {
        entry:
          %d: i64 = check.nonzero %b !2:31
          %q: i64 = rem %a, %d !2:31
          return %q
        }
        func @"T.bounds(II)I"(%i: i32, %n: i32) -> i32 {
        entry:
          %j: i32 = check.bounds %i, %n !2:41
          return %j
        }
        func @"T.size(I)I"(%n: i32) -> i32 {
        entry:
          %j: i32 = check.size %n !2:51
          return %j
        }
        func @"T.nothing()I"() -> i32 {
        entry:
          %z: ref = const null
          %a: ref = check.null %z, "Cannot read the array length because \\"<local1>\\" is null" !2:61
          %n: i32 = array.length %a
          return %n
        }
        """)) {
      assertEquals(-3, guest.call("T.caller(JJ)J", 7, -2));
      assertEquals(Integer.MIN_VALUE, guest.call("T.caller(JJ)J", Integer.MIN_VALUE, -1));
      var byZero = guest.threw("T.caller(JJ)J", 7, 0);
      assertEquals("java.lang.ArithmeticException", byZero.className());
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat T.divide(T.java:11)
          \tat T.caller(T.java:21)
          """, byZero.trace());
      assertEquals(0, guest.call("T.remainder(JJ)J", Long.MIN_VALUE, -1));
      assertEquals("/ by zero", guest.threw("T.remainder(JJ)J", 1, 0).message());
      for (int n : new int[] {-1, 0, 1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE})
        for (int i : new int[] {-1, 0, 1, 4, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
          if (i >= 0 && i < n) assertEquals(i, guest.call("T.bounds(II)I", i, n));
          else assertEquals("Index " + i + " out of bounds for length " + n, guest.threw("T.bounds(II)I", i, n).message());
        }
      assertEquals(0, guest.call("T.size(I)I", 0));
      assertEquals("java.lang.NegativeArraySizeException: -1\n\tat T.size(T.java:51)\n", guest.threw("T.size(I)I", -1).trace());
      assertEquals("Cannot read the array length because \"<local1>\" is null", guest.threw("T.nothing()I").message());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void handlersCatchChecksCallsAndHostFunctions(String variant) {
    try (var guest = Guest.of(variant, CLASSES + """
        func @"T.check(I)I"(%b: i32) -> i32 {
        entry:
          %ten: i32 = const 10
          %d: i32 = check.nonzero %b to ok(%d) unwind %e: failed(%e, %ten) !2:11
        ok(%x: i32):
          %q: i32 = div %ten, %x
          return %q
        failed(%ex: ref, %y: i32):
          %i: i32 = instanceof %ex, java/lang/ArithmeticException
          %j: i32 = instanceof %ex, java/lang/NullPointerException
          %k: i32 = instanceof %ex, java/lang/Throwable
          %two: i32 = const 2
          %j2: i32 = shl %j, %two
          %one: i32 = const 1
          %k1: i32 = shl %k, %one
          %s: i32 = add %i, %j2
          %t: i32 = add %s, %k1
          %r: i32 = add %t, %y
          return %r
        }
        func @"T.thrower(I)I"(%b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !2:21
          return %d
        }
        func @"T.call(I)I"(%b: i32) -> i32 {
        entry:
          %minus: i32 = const -1
          %d: i32 = call @"T.thrower(I)I"(%b) to join(%d) unwind %e: join(%minus) !2:31
        join(%x: i32):
          return %x
        }
        func @"T.rethrow(I)I"(%b: i32) -> i32 {
        entry:
          %d: i32 = call @"T.thrower(I)I"(%b) to ok unwind %e: failed(%e) !2:41
        ok:
          %seven: i32 = const 7
          return %seven
        failed(%ex: ref):
          throw %ex !7:43
        }
        func @"T.copy(I)I"(%length: i32) -> i32 {
        entry:
          %class: ptr = class.pointer "[J"
          %two: i32 = const 2
          %a: ref = host new.array.slow(%class, %two)
          %zero: i32 = const 0
          host array.copy(%a, %zero, %a, %zero, %length) to ok unwind %e: failed !2:51
        ok:
          return %length
        failed:
          %m: i32 = const 99
          return %m
        }
        func @"T.uncaught()V"() {
        entry:
          %none: ref = const null
          %zero: i32 = const 0
          host array.copy(%none, %zero, %none, %zero, %zero) !2:61
          return
        }
        """)) {
      assertEquals(5, guest.call("T.check(I)I", 2));
      assertEquals(13, guest.call("T.check(I)I", 0));
      assertEquals(8, guest.call("T.call(I)I", 8));
      assertEquals(-1, guest.call("T.call(I)I", 0));
      assertEquals(7, guest.call("T.rethrow(I)I", 1));
      // Caught in rethrow's frame, then thrown on: the trace is that of the first throw.
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat T.thrower(T.java:21)
          \tat T.rethrow(T.java:41)
          """, guest.threw("T.rethrow(I)I", 0).trace());
      assertEquals(2, guest.call("T.copy(I)I", 2));
      assertEquals(99, guest.call("T.copy(I)I", 3));
      assertEquals("""
          java.lang.NullPointerException
          \tat java.base/java.lang.System.arraycopy(Native Method)
          \tat T.uncaught(T.java:61)
          """, guest.threw("T.uncaught()V").trace());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void exitPassesThroughHandlers(String variant) {
    try (var guest = Guest.of(variant, CLASSES + """
        func @"T.exits(I)I"(%code: i32) -> i32 {
        entry:
          host exit(%code) to ok unwind %e: failed
        ok:
          return %code
        failed:
          %r: i32 = const -9
          return %r
        }
        func @"T.outer(I)I"(%code: i32) -> i32 {
        entry:
          %x: i32 = call @"T.exits(I)I"(%code) to ok(%x) unwind %e: failed
        ok(%y: i32):
          return %y
        failed:
          %r: i32 = const -8
          return %r
        }
        """)) {
      assertEquals(new Outcome.Exited(5), guest.outcome("T.outer(I)I", 5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O1", "O2", "O3"})
  void loopOfThrownAndCaughtExceptions(String variant) {
    try (var guest = Guest.of(variant, CLASSES + """
        func @"T.loop(I)I"(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %three: i32 = const 3
          jump head(%zero, %zero)
        head(%i: i32, %caught: i32):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          poll
          %r: i32 = rem %i, %three
          %j: i32 = add %i, %one
          %d: i32 = check.nonzero %r to head(%j, %caught) unwind %e: handler
        handler:
          %c: i32 = add %caught, %one
          jump head(%j, %c)
        done:
          return %caught
        }
        """)) {
      assertEquals(334, guest.call("T.loop(I)I", 1000));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void deepRecursionIsAStackOverflowError(String variant) {
    try (var guest = Guest.of(variant, CLASSES + """
        func @"T.down(I)I"(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1 !0:70
          branch %n, deeper, bottom
        deeper:
          %m: i32 = sub %n, %one
          %d: i32 = call @"T.down(I)I"(%m) !2:71
          %r: i32 = add %d, %one
          return %r
        bottom:
          return %n
        }
        func @"T.caught(I)I"(%n: i32) -> i32 {
        entry:
          %d: i32 = call @"T.down(I)I"(%n) to ok(%d) unwind %e: failed(%e)
        ok(%x: i32):
          return %x
        failed(%ex: ref):
          %i: i32 = instanceof %ex, java/lang/StackOverflowError
          %minus: i32 = neg %i
          return %minus
        }
        """)) {
      assertEquals(60_000, guest.call("T.down(I)I", 60_000));
      for (int i = 0; i < 3; i++) {
        var threw = guest.threw("T.down(I)I", -1);
        assertEquals("java.lang.StackOverflowError", threw.className());
        assertTrue(threw.trace().contains("\tat T.down(T.java:71)\n\tat T.down(T.java:71)\n"), threw.trace());
      }
      assertEquals(-1, guest.call("T.caught(I)I", -1));
      assertEquals(5, guest.call("T.caught(I)I", 5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void castsAndStoresOfReferences(String variant) {
    try (var guest = Guest.of(variant, CLASSES + """
        func @"T.make(I)Ljava/lang/Object;"(%which: i32) -> ref {
        entry:
          %null: ref = const null
          %s: ref = string "s"
          switch %which, [0: out(%null), 1: out(%s)] array
        array:
          %c: ptr = class.pointer "[Ljava/lang/String;"
          %n: i32 = const 2
          %a: ref = host new.array.slow(%c, %n)
          jump out(%a)
        out(%r: ref):
          return %r
        }
        func @"T.cast(I)I"(%which: i32) -> i32 {
        entry:
          %o: ref = call @"T.make(I)Ljava/lang/Object;"(%which)
          %s: ref = check.cast %o, java/lang/String !2:81
          %t: ref = check.cast %s, java/lang/Object !2:82
          %i: i32 = instanceof %t, java/lang/String
          %j: i32 = instanceof %t, java/lang/Object
          %two: i32 = const 2
          %j2: i32 = mul %j, %two
          %r: i32 = add %i, %j2
          return %r
        }
        func @"T.store(I)I"(%which: i32) -> i32 {
        entry:
          %o: ref = call @"T.make(I)Ljava/lang/Object;"(%which)
          %three: i32 = const 3
          %array: ref = call @"T.make(I)Ljava/lang/Object;"(%three)
          %v: ref = check.store %o, %array !2:91
          %i: i32 = instanceof %v, java/lang/String
          return %i
        }
        func @"T.caughtCast(I)I"(%which: i32) -> i32 {
        entry:
          %o: ref = call @"T.make(I)Ljava/lang/Object;"(%which)
          %s: ref = check.cast %o, "[Ljava/lang/Object;" to ok(%s) unwind %e: failed
        ok(%t: ref):
          %i: i32 = instanceof %t, "[Ljava/lang/Object;"
          return %i
        failed:
          %r: i32 = const 7
          return %r
        }
        """)) {
      assertEquals(0, guest.call("T.cast(I)I", 0));
      assertEquals(3, guest.call("T.cast(I)I", 1));
      var cast = guest.threw("T.cast(I)I", 2);
      assertEquals("class [Ljava.lang.String; cannot be cast to class java.lang.String ([Ljava.lang.String; and java.lang.String are in"
          + " module java.base of loader 'bootstrap')", cast.message());
      assertEquals(0, guest.call("T.store(I)I", 0));
      assertEquals(1, guest.call("T.store(I)I", 1));
      var store = assertInstanceOf(Outcome.Threw.class, guest.outcome("T.store(I)I", 2));
      assertEquals("java.lang.ArrayStoreException: [Ljava.lang.String;\n\tat T.store(T.java:91)\n", store.trace());
      assertEquals(0, guest.call("T.caughtCast(I)I", 0));
      assertEquals(7, guest.call("T.caughtCast(I)I", 1));
      assertEquals(1, guest.call("T.caughtCast(I)I", 2));
    }
  }
}
