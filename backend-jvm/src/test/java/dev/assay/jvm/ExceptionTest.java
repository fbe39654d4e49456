package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Outcome;
import org.junit.jupiter.api.Test;

/** Checks, their order, messages and traces, and what handlers see. */
class ExceptionTest {
  private static final String MAIN = """
      class java/lang/ArithmeticException extends java/lang/RuntimeException {
      }
      class java/lang/StackOverflowError extends java/lang/VirtualMachineError {
      }
      class java/lang/OutOfMemoryError extends java/lang/VirtualMachineError {
      }
      class Main extends java/lang/Object source "Main.java" {
      }
      """;

  @Test
  void everyCheckWhereItsUserCarriesIt() {
    try (var guest = Guest.of(MAIN + """
        func @"Main.div(II)I"(%a: i32, %b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !0:3
          %q: i32 = div %a, %d !0:4
          return %q
        }
        func @"Main.load(II)I"(%null: i32, %i: i32) -> i32 {
        entry:
          %three: i32 = const 3
          %array: ref = new.array "[I", %three !0:1
          %none: ref = const null
          branch %null, go(%none), go(%array)
        go(%x: ref):
          %a: ref = check.null %x, "Cannot load from int array because \\"x\\" is null" !1:11
          %n: i32 = array.length %a !1:12
          %j: i32 = check.bounds %i, %n !1:13
          %r: i32 = array.load i32 %a, %j !1:14
          return %r
        }
        func @"Main.size(I)I"(%n: i32) -> i32 {
        entry:
          %s: i32 = check.size %n !5:21
          %a: ref = new.array "[D", %s !5:22
          %r: i32 = array.length %a
          return %r
        }
        func @"Main.cast(I)I"(%n: i32) -> i32 {
        entry:
          %a: ref = new.array "[D", %n
          branch %n, one(%a), two
        one(%x: ref):
          %c: ref = check.cast %x, "[I" !5:31
          %zero: i32 = const 0
          return %zero
        two:
          %text: ref = string "text"
          jump one(%text)
        }
        func @"Main.store(I)I"(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %zero: i32 = const 0
          %a: ref = new.array "[[I", %one
          %ints: ref = new.array "[I", %zero
          %longs: ref = new.array "[J", %zero
          branch %n, go(%ints), go(%longs)
        go(%v: ref):
          %length: i32 = array.length %a !7:41
          %i: i32 = check.bounds %zero, %length !7:42
          %w: ref = check.store %v, %a !7:43
          array.store ref %a, %i, %w !7:44
          return %zero
        }
        """.replace("%a: ref = new.array \"[D\", %n", "%s0: i32 = check.size %n\n  %a: ref = new.array \"[D\", %s0"))) {
      assertEquals(3, guest.call("Main.div(II)I", 7, 2));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.div(Main.java:3)\n", guest.trace("Main.div(II)I", 7, 0));
      assertEquals(0, guest.call("Main.load(II)I", 0, 2));
      assertEquals("java.lang.NullPointerException: Cannot load from int array because \"x\" is null\n\tat Main.load(Main.java:11)\n",
          guest.trace("Main.load(II)I", 1, 5));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 3\n\tat Main.load(Main.java:13)\n",
          guest.trace("Main.load(II)I", 0, 5));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index -1 out of bounds for length 3\n\tat Main.load(Main.java:13)\n",
          guest.trace("Main.load(II)I", 0, -1));
      assertEquals(4, guest.call("Main.size(I)I", 4));
      assertEquals("java.lang.NegativeArraySizeException: -4\n\tat Main.size(Main.java:21)\n", guest.trace("Main.size(I)I", -4));
      assertEquals(
          "java.lang.ClassCastException: class [D cannot be cast to class [I ([D and [I are in module java.base of loader 'bootstrap')"
              + "\n\tat Main.cast(Main.java:31)\n",
          guest.trace("Main.cast(I)I", 1));
      assertEquals("java.lang.ClassCastException: class java.lang.String cannot be cast to class [I (java.lang.String and [I are in module "
          + "java.base of loader 'bootstrap')\n\tat Main.cast(Main.java:31)\n", guest.trace("Main.cast(I)I", 0));
      assertEquals(0, guest.call("Main.store(I)I", 1));
      assertEquals("java.lang.ArrayStoreException: [J\n\tat Main.store(Main.java:43)\n", guest.trace("Main.store(I)I", 0));
    }
  }

  @Test
  void everyCheckByItself() {
    try (var guest = Guest.of(MAIN + """
        func @"Main.nonzero(I)I"(%b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !0:3
          return %d
        }
        func @"Main.nonzero(J)J"(%b: i64) -> i64 {
        entry:
          %d: i64 = check.nonzero %b !0:3
          return %d
        }
        func @"Main.bounds(II)I"(%i: i32, %n: i32) -> i32 {
        entry:
          %j: i32 = check.bounds %i, %n !0:4
          return %j
        }
        func @"Main.size(I)I"(%n: i32) -> i32 {
        entry:
          %j: i32 = check.size %n !0:5
          return %j
        }
        func @"Main.null(I)I"(%n: i32) -> i32 {
        entry:
          %none: ref = const null
          %text: ref = string "text"
          branch %n, go(%none), go(%text)
        go(%x: ref):
          %a: ref = check.null %x, "x is null" !0:6
          %b: ref = check.null %a !0:7
          %zero: i32 = const 0
          return %zero
        }
        func @"Main.length(I)I"(%n: i32) -> i32 {
        entry:
          %none: ref = const null
          %text: ref = new.array "[I", %n
          branch %n, go(%text), go(%none)
        go(%x: ref):
          %a: ref = check.null %x !0:8
          %b: i32 = array.length %a !0:9
          return %b
        }
        func @"Main.store(I)I"(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %a: ref = new.array "[[I", %one
          %text: ref = string "text"
          branch %n, go(%text), go(%a)
        go(%v: ref):
          %w: ref = check.store %v, %a !7:43
          return %one
        }
        """.replace("%text: ref = new.array \"[I\", %n", "%s: i32 = check.size %n\n  %text: ref = new.array \"[I\", %s"))) {
      assertEquals(5, guest.call("Main.nonzero(I)I", 5));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.nonzero(Main.java:3)\n", guest.trace("Main.nonzero(I)I", 0));
      assertEquals(Long.MIN_VALUE, guest.call("Main.nonzero(J)J", Long.MIN_VALUE));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.nonzero(Main.java:3)\n", guest.trace("Main.nonzero(J)J", 0));
      assertEquals(5, guest.call("Main.bounds(II)I", 5, 6));
      for (int[] wrong : new int[][] {{5, 5}, {-1, 5}, {0, 0}, {3, -1}, {Integer.MIN_VALUE, Integer.MAX_VALUE}})
        assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index " + wrong[0] + " out of bounds for length " + wrong[1]
            + "\n\tat Main.bounds(Main.java:4)\n", guest.trace("Main.bounds(II)I", wrong[0], wrong[1]));
      assertEquals(0, guest.call("Main.size(I)I", 0));
      assertEquals("java.lang.NegativeArraySizeException: -1\n\tat Main.size(Main.java:5)\n", guest.trace("Main.size(I)I", -1));
      assertEquals(0, guest.call("Main.null(I)I", 0));
      assertEquals("java.lang.NullPointerException: x is null\n\tat Main.null(Main.java:6)\n", guest.trace("Main.null(I)I", 1));
      assertEquals(7, guest.call("Main.length(I)I", 7));
      assertEquals("java.lang.NullPointerException\n\tat Main.length(Main.java:8)\n", guest.trace("Main.length(I)I", 0));
      assertEquals("java.lang.ArrayStoreException: java.lang.String\n\tat Main.store(Main.java:43)\n", guest.trace("Main.store(I)I", 1));
      assertEquals("java.lang.ArrayStoreException: [[I\n\tat Main.store(Main.java:43)\n", guest.trace("Main.store(I)I", 0));
    }
  }

  /** Each variant fails in two ways at once; the first check in the IR decides, and effects between show. */
  @Test
  void orderOfChecks() {
    try (var guest = Guest.of(MAIN + """
        func @"Main.a(I)I"(%b: i32) -> i32 {
        entry:
          %none: ref = const null
          %text: ref = new.array "[I", %b
          branch %b, go(%text), go(%none)
        go(%x: ref):
          %d: i32 = check.nonzero %b !0:1
          %a: ref = check.null %x, "null" !0:2
          %n: i32 = array.length %a !0:2
          %i: i32 = check.bounds %b, %n !0:2
          %v: i32 = array.load i32 %a, %i !0:2
          %q: i32 = div %v, %d !0:1
          return %q
        }
        func @"Main.b(I)I"(%b: i32) -> i32 {
        entry:
          %none: ref = const null
          %text: ref = new.array "[I", %b
          branch %b, go(%text), go(%none)
        go(%x: ref):
          %a: ref = check.null %x, "null" !0:2
          %d: i32 = check.nonzero %b !0:1
          %n: i32 = array.length %a !0:2
          %i: i32 = check.bounds %b, %n !0:2
          %v: i32 = array.load i32 %a, %i !0:2
          %q: i32 = div %v, %d !0:1
          return %q
        }
        func @"Main.c(I)I"(%b: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %d: i32 = check.nonzero %b !0:1
          host print.int(%one, %b)
          %q: i32 = div %one, %d
          return %q
        }
        func @"Main.d(I)I"(%b: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %four: i32 = const 4
          %a: ref = new.array "[I", %four
          %n: i32 = array.length %a
          %i: i32 = check.bounds %b, %n !0:1
          host print.int(%one, %b)
          %v: i32 = array.load i32 %a, %i
          return %v
        }
        """.replace("%text: ref = new.array \"[I\", %b", "%s: i32 = check.size %b\n  %text: ref = new.array \"[I\", %s"))) {
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.a(Main.java:1)\n", guest.trace("Main.a(I)I", 0));
      assertEquals("java.lang.NullPointerException: null\n\tat Main.b(Main.java:2)\n", guest.trace("Main.b(I)I", 0));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3\n\tat Main.a(Main.java:2)\n",
          guest.trace("Main.a(I)I", 3));
      guest.trace("Main.c(I)I", 0);
      guest.trace("Main.d(I)I", 4);
      assertEquals("", guest.out());
      assertEquals(0, guest.call("Main.d(I)I", 3));
      assertEquals("3", guest.out());
    }
  }

  @Test
  void tracesThroughCallsInlinedAndHidden() {
    try (var guest = Guest.of("""
        class Main extends java/lang/Object source "Main.java" {
        }
        class java/lang/Lib extends java/lang/Object source "Lib.java" module "java.base" {
        }
        func @"Main.inner(I)I"(%b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !"Main.tiny(I)I":0:3<1:5
          return %d
        }
        func @"java/lang/Lib.lib(I)I"(%b: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.inner(I)I"(%b) !4:9
          return %r
        }
        func @"Main.<bridge>(I)I"(%b: i32) -> i32 {
        entry:
          %r: i32 = call @"java/lang/Lib.lib(I)I"(%b)
          return %r
        }
        func @"Main.outer(I)I"(%b: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.<bridge>(I)I"(%b) !"Main.middle(I)I":2:22<7:20
          %s: i32 = call @"Main.<bridge>(I)I"(%r) !8:21
          return %s
        }
        """)) {
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat Main.tiny(Main.java:3)
          \tat Main.inner(Main.java:5)
          \tat java.base/java.lang.Lib.lib(Lib.java:9)
          \tat Main.middle(Main.java:22)
          \tat Main.outer(Main.java:20)
          """, guest.trace("Main.outer(I)I", 0));
    }
  }

  private static final String TRY = MAIN + """
      func @"Main.fail(I)I"(%n: i32) -> i32 {
      entry:
        %d: i32 = check.nonzero %n !1:1
        %zero: i32 = const 0
        host exit(%n)
        return %zero
      }
      func @"Main.try(II)I"(%n: i32, %what: i32) -> i32 {
      entry:
        %r: i32 = call @"Main.fail(I)I"(%n) to ok(%r) unwind %e: caught(%e, %n) !3:12
      ok(%x: i32):
        return %x
      caught(%exception: ref, %y: i32):
        %is: i32 = instanceof %exception, java/lang/ArithmeticException
        branch %what, rethrow, done
      rethrow:
        throw %exception !9:14
      done:
        return %is
      }
      """;

  @Test
  void handlers() {
    try (var guest = Guest.of(TRY)) {
      assertEquals(1, guest.call("Main.try(II)I", 0, 0));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.fail(Main.java:1)\n\tat Main.try(Main.java:12)\n",
          guest.trace("Main.try(II)I", 0, 1));
      assertEquals(new Outcome.Exited(3), guest.outcome("Main.try(II)I", 3, 0));
    }
  }

  @Test
  void everyCheckInATry() {
    var text = new StringBuilder("func @run(%which: i32, %n: i32) -> i32 {\nentry:\n  %zero: i32 = const 0\n  %one: i32 = const 1\n"
        + "  %none: ref = const null\n  %text: ref = string \"text\"\n  %ints: ref = new.array \"[I\", %one\n  %arrays: ref = new.array \"[[I\", %one\n"
        + "  switch %which, [0: a, 1: b, 2: c, 3: d, 4: e] f\n");
    var bodies = new String[][] {{"a", "i32", "check.nonzero %n"}, {"b", "ref", "check.null %text"}, {"c", "i32", "check.bounds %n, %one"},
      {"d", "i32", "check.size %n"}, {"e", "ref", "check.cast %text, \"[I\""}, {"f", "ref", "check.store %text, %arrays"}};
    for (var b : bodies)
      text.append(b[0]).append(":\n  %").append(b[0]).append("r: ").append(b[1]).append(" = ").append(b[2]).append(" to ").append(b[0])
          .append("ok unwind %")
          .append(b[0]).append("e: caught(%").append(b[0]).append("e)\n").append(b[0]).append("ok:\n  return %zero\n");
    text.append(
        "caught(%x: ref):\n  %m: ref = field.get java/lang/Throwable.detailMessage, %x\n  host print.string(%one, %m)\n  return %one\n}\n");
    try (var guest = Guest.of(text.toString())) {
      assertEquals(1, guest.call("run", 0, 0));
      assertEquals(0, guest.call("run", 0, 1));
      assertEquals(0, guest.call("run", 1, 0));
      assertEquals(1, guest.call("run", 2, 1));
      assertEquals(0, guest.call("run", 2, 0));
      assertEquals(1, guest.call("run", 3, -7));
      assertEquals(0, guest.call("run", 3, 7));
      assertEquals(1, guest.call("run", 4, 0));
      assertEquals(1, guest.call("run", 5, 0));
      assertEquals(
          "/ by zeroIndex 1 out of bounds for length 1-7class java.lang.String cannot be cast to class [I (java.lang.String and [I are in "
              + "module java.base of loader 'bootstrap')java.lang.String",
          guest.out());
    }
  }

  /** The message of a null check must be known when the guest asks, not only at the end. */
  @Test
  void messagesThatTheGuestSees() {
    try (var guest = Guest.of("""
        class java/lang/IllegalStateException extends java/lang/RuntimeException {
        }
        func @run() -> i32 {
        entry:
          %none: ref = const null
          %one: i32 = const 1
          %a: ref = check.null %none, "because of this" to ok unwind %e: caught(%e)
        ok:
          return %one
        caught(%x: ref):
          %s: ref = field.get java/lang/Throwable.detailMessage, %x
          host print.string(%one, %s)
          %y: ref = new java/lang/IllegalStateException
          %t: ref = host trace.capture(%y)
          field.put java/lang/Throwable.backtrace, %y, %t
          field.put java/lang/Throwable.detailMessage, %y, %s
          throw %y
        }
        func @without() {
        entry:
          %y: ref = new java/lang/IllegalStateException
          %t: ref = host trace.capture(%y)
          field.put java/lang/Throwable.backtrace, %y, %t
          throw %y
        }
        """)) {
      assertEquals("java.lang.IllegalStateException: because of this\n\tat run(Unknown Source)\n",
          guest.trace("run"));
      assertEquals("because of this", guest.out());
      assertEquals("java.lang.IllegalStateException\n\tat without(Unknown Source)\n", guest.trace("without"));
    }
  }

  /** The static initialiser fails at its first use, and again, otherwise, at the second. */
  @Test
  void classInitialisers() {
    try (var guest = Guest.of("""
        class java/lang/LinkageError extends java/lang/Error {
        }
        class java/lang/ExceptionInInitializerError extends java/lang/LinkageError {
        }
        class java/lang/NoClassDefFoundError extends java/lang/LinkageError {
        }
        class C extends java/lang/Object source "C.java" init {
          static $state: i32 = 0
          static x: i32 = 7
        }
        class Main extends java/lang/Object source "Main.java" {
        }
        func @"C.<clinit>()V"() {
        entry:
          %x: i32 = static.get C.x
          %d: i32 = check.nonzero %x !0:2
          return
        }
        func @"C.<initialize>"() {
        entry:
          %state: i32 = static.get C.$state
          %failed: i32 = const 3
          %is: i32 = eq %state, %failed
          branch %is, again, begin
        begin:
          call @"C.<clinit>()V"() to done unwind %e: caught(%e)
        done:
          %two: i32 = const 2
          static.put C.$state, %two
          return
        caught(%x: ref):
          static.put C.$state, %failed
          %w: ref = new java/lang/ExceptionInInitializerError
          %t: ref = host trace.capture(%w)
          field.put java/lang/Throwable.backtrace, %w, %t
          field.put java/lang/Throwable.cause, %w, %x
          throw %w
        again:
          %m: ref = string "Could not initialize class C"
          %n: ref = new java/lang/NoClassDefFoundError
          %u: ref = host trace.capture(%n)
          field.put java/lang/Throwable.backtrace, %n, %u
          field.put java/lang/Throwable.detailMessage, %n, %m
          throw %n
        }
        func @"Main.use()I"() -> i32 {
        entry:
          class.init C !1:5
          %x: i32 = static.get C.x !1:5
          return %x
        }
        func @"Main.set(I)V"(%x: i32) {
        entry:
          static.put C.x, %x
          return
        }
        """)) {
      guest.call("Main.set(I)V", 0);
      assertEquals("""
          java.lang.ExceptionInInitializerError
          \tat Main.use(Main.java:5)
          Caused by: java.lang.ArithmeticException: / by zero
          \tat C.<clinit>(C.java:2)
          \t... 1 more
          """, guest.trace("Main.use()I"));
      assertEquals("java.lang.NoClassDefFoundError: Could not initialize class C\n\tat Main.use(Main.java:5)\n",
          guest.trace("Main.use()I"));
    }
  }

  @Test
  void arraycopyFailsAsTheHostSays() {
    try (var guest = Guest.of("""
        class Main extends java/lang/Object source "Main.java" {
        }
        func @"Main.copy(II)V"(%n: i32, %what: i32) {
        entry:
          %four: i32 = const 4
          %zero: i32 = const 0
          %none: ref = const null
          %a: ref = new.array "[I", %four
          %b: ref = new.array "[J", %four
          switch %what, [0: go(%a), 1: go(%b)] go(%none)
        go(%to: ref):
          host array.copy(%a, %zero, %to, %zero, %n) !3:8
          return
        }
        """)) {
      guest.call("Main.copy(II)V", 4, 0);
      var native1 = "\tat java.base/java.lang.System.arraycopy(Native Method)\n\tat Main.copy(Main.java:8)\n";
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: arraycopy: last source index 5 out of bounds for int[4]\n" + native1,
          guest.trace("Main.copy(II)V", 5, 0));
      assertEquals("java.lang.ArrayStoreException: arraycopy: type mismatch: can not copy int[] into long[]\n" + native1,
          guest.trace("Main.copy(II)V", 4, 1));
      assertEquals("java.lang.NullPointerException\n" + native1, guest.trace("Main.copy(II)V", 4, 2));
    }
  }

  @Test
  void stackOverflow() {
    try (var guest = Guest.of(MAIN + """
        func @"Main.down(I)I"(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %m: i32 = add %n, %one
          %r: i32 = call @"Main.down(I)I"(%m) !2:7
          %s: i32 = add %r, %m
          return %s
        }
        func @"Main.catch()I"() -> i32 {
        entry:
          %zero: i32 = const 0
          %r: i32 = call @"Main.down(I)I"(%zero) to ok(%r) unwind %e: caught(%e) !5:9
        ok(%x: i32):
          return %x
        caught(%exception: ref):
          %is: i32 = instanceof %exception, java/lang/StackOverflowError
          return %is
        }
        """)) {
      for (int i = 0; i < 3; i++) {
        var threw = assertInstanceOf(Outcome.Threw.class, guest.outcome("Main.down(I)I", 0));
        assertEquals("java.lang.StackOverflowError", threw.className());
        var lines = threw.trace().lines().toList();
        assertTrue(lines.size() > 1000 && lines.size() <= 1025, () -> "lines: " + lines.size());
        assertTrue(lines.subList(1, lines.size()).stream().allMatch(l -> l.equals("\tat Main.down(Main.java:7)")), threw::trace);
        assertEquals(1, guest.call("Main.catch()I"));
      }
    }
  }

  @Test
  void outOfMemory() {
    try (var guest = Guest.of(MAIN + """
        func @run() -> i32 {
        entry:
          %n: i32 = const 2147483647
          %a: ref = new.array "[J", %n to ok unwind %e: caught(%e)
        ok:
          %zero: i32 = const 0
          return %zero
        caught(%x: ref):
          %is: i32 = instanceof %x, java/lang/OutOfMemoryError
          return %is
        }
        """)) {
      assertEquals(1, guest.call("run"));
    }
  }

  /** Warm code must throw as cold code does. The host's flag for exceptions without traces is off in this module's tests. */
  @Test
  void warmCodeThrowsTheSame() {
    try (var guest = Guest.of(MAIN + """
        func @"Main.get(I)I"(%i: i32) -> i32 {
        entry:
          %four: i32 = const 4
          %a: ref = new.array "[I", %four !1:2
          %n: i32 = array.length %a !1:3
          %j: i32 = check.bounds %i, %n !1:3
          %v: i32 = array.load i32 %a, %j !1:3
          return %v
        }
        func @"Main.loop(I)I"(%rounds: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %seven: i32 = const 7
          jump head(%zero, %zero)
        head(%i: i32, %failed: i32):
          %more: i32 = lt %i, %rounds
          branch %more, body, done
        body:
          %j: i32 = add %i, %one
          %k: i32 = and %i, %seven
          %v: i32 = call @"Main.get(I)I"(%k) to head(%j, %failed) unwind %e: caught !3:13
        caught:
          %f: i32 = add %failed, %one
          jump head(%j, %f)
        done:
          %w: i32 = call @"Main.get(I)I"(%seven) !4:15
          return %failed
        }
        """)) {
      for (int i = 0; i < 5; i++)
        assertEquals("""
            java.lang.ArrayIndexOutOfBoundsException: Index 7 out of bounds for length 4
            \tat Main.get(Main.java:3)
            \tat Main.loop(Main.java:15)
            """, guest.trace("Main.loop(I)I", 20000));
    }
  }
}
