package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.spi.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that pass, fail out of the function and fail in a try; class tests by address and by asking. */
class CheckTest {
  private static final String CLASSES = """
      class T source "T.java" {
        static x: ref = null
      }
      class java/lang/Integer extends java/lang/Object {
      }
      class java/lang/CharSequence extends java/lang/Object {
      }
      class java/lang/IllegalStateException extends java/lang/RuntimeException {
      }
      """;

  private static void assertThrows(CraneliftExecutable executable, String trace, String function, long... args) {
    var outcome = executable.call(function, args);
    assertEquals(trace, outcome instanceof Outcome.Threw threw ? threw.trace() : Outcome.describe(outcome));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void failOutOfTheFunction(String variant) {
    var text = CLASSES + """
        func @T.div(%a: i32, %b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !1:10
          %r: i32 = div %a, %d
          return %r
        }
        func @T.divLong(%a: i64, %b: i64) -> i64 {
        entry:
          %d: i64 = check.nonzero %b !1:11
          %r: i64 = rem %a, %d
          return %r
        }
        func @T.outer(%a: i32, %b: i32) -> f64 {
        entry:
          %r: i32 = call @T.div(%a, %b) !2:20
          %f: f64 = itof %r
          return %f
        }
        func @T.index(%i: i32, %n: i32) -> i32 {
        entry:
          %c: i32 = check.bounds %i, %n !3:30
          return %c
        }
        func @T.size(%n: i32) -> i32 {
        entry:
          %c: i32 = check.size %n !3:31
          return %c
        }
        func @T.null(%none: i32) -> i32 {
        entry:
          %z: ref = const null
          %s: ref = string "x"
          %yes: i32 = const 1
          branch %none, go(%z), go(%s)
        go(%o: ref):
          %c: ref = check.null %o, "because \\"x\\" is null" !4:40
          %r: i32 = eq %c, %s
          return %r
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      assertEquals(new Outcome.Returned(3), executable.call("T.div", 7, 2));
      assertEquals(new Outcome.Returned(Integer.MIN_VALUE), executable.call("T.div", Integer.MIN_VALUE, -1));
      assertThrows(executable, "java.lang.ArithmeticException: / by zero\n\tat T.div(T.java:10)\n", "T.div", 7, 0);
      assertThrows(executable, "java.lang.ArithmeticException: / by zero\n\tat T.divLong(T.java:11)\n", "T.divLong", 7, 0);
      assertThrows(executable, "java.lang.ArithmeticException: / by zero\n\tat T.div(T.java:10)\n\tat T.outer(T.java:20)\n", "T.outer", 7,
          0);
      assertEquals(new Outcome.Returned(2), executable.call("T.index", 2, 3));
      for (int i : new int[] {3, -1, Integer.MIN_VALUE, Integer.MAX_VALUE})
        assertThrows(executable,
            "java.lang.ArrayIndexOutOfBoundsException: Index " + i + " out of bounds for length 3\n\tat T.index(T.java:30)\n",
            "T.index", i, 3);
      assertThrows(executable, "java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0\n\tat T.index(T.java:30)\n",
          "T.index", 0, 0);
      assertEquals(new Outcome.Returned(0), executable.call("T.size", 0));
      assertThrows(executable, "java.lang.NegativeArraySizeException: -5\n\tat T.size(T.java:31)\n", "T.size", -5);
      assertEquals(new Outcome.Returned(1), executable.call("T.null", 0));
      assertThrows(executable, "java.lang.NullPointerException: because \"x\" is null\n\tat T.null(T.java:40)\n", "T.null", 1);
    }
  }

  /** The exception that a handler gets is of the right class, and its trace ends where it was caught. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void failInATry(String variant) {
    var text = CLASSES + """
        func @T.caught(%a: i32, %b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b to fine(%d) unwind %e: handler(%e) !1:10
        fine(%x: i32):
          %r: i32 = div %a, %x
          return %r
        handler(%t: ref):
          %c: ref = check.cast %t, java/lang/ArithmeticException
          %i: i32 = instanceof %c, java/lang/RuntimeException
          %n: i32 = instanceof %c, java/lang/IllegalStateException
          %minus: i32 = const -100
          %s: i32 = add %minus, %i
          %u: i32 = sub %s, %n
          return %u
        }
        func @T.nested(%a: i32, %b: i32) -> i32 {
        entry:
          %r: i32 = call @T.inner(%a, %b) to fine(%r) unwind %e: rethrow(%e) !1:20
        fine(%x: i32):
          return %x
        rethrow(%t: ref):
          throw %t !9:29
        }
        func @T.inner(%a: i32, %b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !1:30
          %r: i32 = div %a, %d
          return %r
        }
        func @T.throwing(%n: i32) -> i32 {
        entry:
          %class: ptr = class.pointer java/lang/IllegalStateException
          %m: ref = string "on purpose"
          %e: ref = host new.object.slow(%class)
          %t: ref = host trace.capture(%e) !2:40
          store ref %e + 16, %t
          store ref %e + 24, %m
          branch %n, throw, other
        throw:
          throw %e !3:41
        other:
          %r: i32 = instanceof %e, java/lang/IllegalStateException
          return %r
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      assertEquals(new Outcome.Returned(3), executable.call("T.caught", 7, 2));
      assertEquals(new Outcome.Returned(-99), executable.call("T.caught", 7, 0));
      assertEquals(new Outcome.Returned(2), executable.call("T.nested", 6, 3));
      // Thrown again, with the trace of where it was made.
      assertThrows(executable, "java.lang.ArithmeticException: / by zero\n\tat T.inner(T.java:30)\n\tat T.nested(T.java:20)\n", "T.nested",
          6, 0);
      assertEquals(new Outcome.Returned(1), executable.call("T.throwing", 0));
      assertThrows(executable, "java.lang.IllegalStateException: on purpose\n\tat T.throwing(T.java:40)\n", "T.throwing", 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void classes(String variant) {
    var text = CLASSES + """
        func @make(%which: i32) -> ref {
        entry:
          %two: i32 = const 2
          switch %which, [0: null, 1: string, 2: ints, 3: strings, 4: objects] null
        null:
          %z: ref = const null
          return %z
        string:
          %s: ref = string "text"
          return %s
        ints:
          %ci: ptr = class.pointer "[I"
          %i: ref = host new.array.slow(%ci, %two)
          return %i
        strings:
          %cs: ptr = class.pointer "[Ljava/lang/String;"
          %t: ref = host new.array.slow(%cs, %two)
          return %t
        objects:
          %co: ptr = class.pointer "[Ljava/lang/Object;"
          %o: ref = host new.array.slow(%co, %two)
          return %o
        }
        func @isString(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %r: i32 = instanceof %o, java/lang/String
          return %r
        }
        func @isObjects(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %r: i32 = instanceof %o, "[Ljava/lang/Object;"
          return %r
        }
        func @T.cast(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %c: ref = check.cast %o, "[Ljava/lang/Object;" !1:50
          %r: i32 = eq %c, %o
          return %r
        }
        func @castCaught(%which: i32) -> i32 {
        entry:
          %o: ref = call @make(%which)
          %c: ref = check.cast %o, java/lang/String to fine(%c) unwind %e: handler(%e)
        fine(%x: ref):
          %one: i32 = const 1
          return %one
        handler(%y: ref):
          %minus: i32 = const -1
          return %minus
        }
        func @T.store(%value: i32, %array: i32) -> i32 {
        entry:
          %v: ref = call @make(%value)
          %a: ref = call @make(%array)
          %c: ref = check.store %v, %a !2:60
          store ref %a + 24, %c
          %back: ref = load ref %a + 24
          %r: i32 = eq %back, %v
          return %r
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      int[] strings = {0, 1, 0, 0, 0};
      int[] objects = {0, 0, 0, 1, 1};
      for (int i = 0; i < 5; i++) {
        assertEquals(new Outcome.Returned(strings[i]), executable.call("isString", i));
        assertEquals(new Outcome.Returned(objects[i]), executable.call("isObjects", i));
        assertEquals(new Outcome.Returned(i <= 1 ? 1 : -1), executable.call("castCaught", i));
        if (i == 0 || i >= 3) assertEquals(new Outcome.Returned(1), executable.call("T.cast", i));
        // Anything may be stored among objects, and among strings null and strings.
        assertEquals(new Outcome.Returned(1), executable.call("T.store", i, 4));
        if (i <= 1) assertEquals(new Outcome.Returned(1), executable.call("T.store", i, 3));
      }
      assertThrows(executable, "java.lang.ClassCastException: class java.lang.String cannot be cast to class [Ljava.lang.Object; "
          + "(java.lang.String and [Ljava.lang.Object; are in module java.base of loader 'bootstrap')\n\tat T.cast(T.java:50)\n", "T.cast",
          1);
      assertThrows(executable, "java.lang.ArrayStoreException: [I\n\tat T.store(T.java:60)\n", "T.store", 2, 3);
    }
  }
}
