package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Outcome;
import org.junit.jupiter.api.Test;

/** Throwables that the guest declares and makes itself, and what becomes of those that the host raises. */
class ThrowableTest {
  /** As the front end builds it of the JDK's class files: the fields are the guest's affair, and so is the trace. */
  private static final String JDK = """
      class java/lang/Object {
      }
      class java/lang/Throwable extends java/lang/Object source "Throwable.java" module "java.base" {
        static UNASSIGNED_STACK: ref = null
        static SUPPRESSED_SENTINEL: ref = null
        field backtrace: ref
        field detailMessage: ref
        field cause: ref
        field stackTrace: ref
        field depth: i32
        field suppressedExceptions: ref
        method "getMessage()Ljava/lang/String;" = @"java/lang/Throwable.getMessage()Ljava/lang/String;"
      }
      class java/lang/Exception extends java/lang/Throwable source "Exception.java" module "java.base" {
      }
      class Oops extends java/lang/Exception source "Main.java" {
        field code: i32
        method "getMessage()Ljava/lang/String;" = @"Oops.getMessage()Ljava/lang/String;"
      }
      class Worse extends Oops source "Main.java" {
      }
      class Main extends java/lang/Object source "Main.java" {
      }
      func @"java/lang/Throwable.getMessage()Ljava/lang/String;"(this %t: ref) -> ref {
      entry:
        %m: ref = field.get java/lang/Throwable.detailMessage, %t
        return %m
      }
      func @"Oops.getMessage()Ljava/lang/String;"(this %t: ref) -> ref {
      entry:
        %m: ref = string "oops"
        return %m
      }
      func @"java/lang/Throwable.fillInStackTrace()Ljava/lang/Throwable;"(this %t: ref) -> ref {
      entry:
        %trace: ref = host trace.capture(%t) !5:800
        field.put java/lang/Throwable.backtrace, %t, %trace
        return %t
      }
      func @"java/lang/Throwable.<init>(Ljava/lang/String;)V"(this %t: ref, %m: ref) {
      entry:
        %same: ref = call @"java/lang/Throwable.fillInStackTrace()Ljava/lang/Throwable;"(%t) !5:270
        field.put java/lang/Throwable.detailMessage, %t, %m
        field.put java/lang/Throwable.cause, %t, %t
        return
      }
      func @"java/lang/Exception.<init>(Ljava/lang/String;)V"(this %t: ref, %m: ref) {
      entry:
        call @"java/lang/Throwable.<init>(Ljava/lang/String;)V"(%t, %m) !5:60
        return
      }
      func @"Oops.<init>(Ljava/lang/String;I)V"(this %t: ref, %m: ref, %code: i32) {
      entry:
        call @"java/lang/Exception.<init>(Ljava/lang/String;)V"(%t, %m) !5:3
        field.put Oops.code, %t, %code
        return
      }
      func @"Main.oops(I)LOops;"(%code: i32) -> ref {
      entry:
        %m: ref = string "message"
        branch %code, worse, plain
      plain:
        %o: ref = new Oops !1:7
        call @"Oops.<init>(Ljava/lang/String;I)V"(%o, %m, %code) !1:7
        return %o
      worse:
        %w: ref = new Worse !1:8
        call @"Worse.<init>(I)V"(%w, %code) !2:8
        return %w
      }
      func @"Worse.<init>(I)V"(this %t: ref, %code: i32) {
      entry:
        %m: ref = string "worse"
        call @"Oops.<init>(Ljava/lang/String;I)V"(%t, %m, %code) !5:4
        return
      }
      """;

  @Test
  void throwCatchRethrow() {
    try (var guest = Guest.of(JDK + """
        func @"Main.fail(I)I"(%code: i32) -> i32 {
        entry:
          %o: ref = call @"Main.oops(I)LOops;"(%code) !1:20
          throw %o !2:21
        }
        func @"Main.run(II)I"(%code: i32, %again: i32) -> i32 {
        entry:
          %x: i32 = call @"Main.fail(I)I"(%code) to ok(%x) unwind %e: caught(%e) !1:30
        ok(%y: i32):
          return %y
        caught(%t: ref):
          %one: i32 = const 1
          %worse: i32 = instanceof %t, Worse
          host print.int(%one, %worse)
          %m: ref = call.virtual java/lang/Throwable "getMessage()Ljava/lang/String;"(%t)
          host print.string(%one, %m)
          %o: ref = check.cast %t, Oops
          %p: ref = check.null %o
          %c: i32 = field.get Oops.code, %p
          branch %again, more, done
        more:
          throw %t !3:33
        done:
          return %c
        }
        """)) {
      assertEquals(0, guest.call("Main.run(II)I", 0, 0));
      assertEquals(5, guest.call("Main.run(II)I", 5, 0));
      assertEquals("0oops1oops", guest.out());
      assertEquals("""
          Oops: message
          \tat Main.oops(Main.java:7)
          \tat Main.fail(Main.java:20)
          \tat Main.run(Main.java:30)
          """, guest.trace("Main.run(II)I", 0, 1));
      assertEquals("""
          Worse: worse
          \tat Main.oops(Main.java:8)
          \tat Main.fail(Main.java:20)
          """, guest.trace("Main.fail(I)I", 9));
    }
  }

  /** The trace as the guest's own printStackTrace asks for it. */
  @Test
  void traces() {
    try (var guest = Guest.of(JDK + """
        func @"Main.make(I)LOops;"(%code: i32) -> ref {
        entry:
          %o: ref = call @"Main.oops(I)LOops;"(%code) !"Main.tiny()V":1:40<2:41
          return %o
        }
        func @"Main.<bridge>()LOops;"() -> ref {
        entry:
          %zero: i32 = const 0
          %o: ref = call @"Main.make(I)LOops;"(%zero)
          return %o
        }
        func @"Main.run()I"() -> i32 {
        entry:
          %o: ref = call @"Main.<bridge>()LOops;"() !1:50
          %p: ref = check.null %o
          %b: ref = field.get java/lang/Throwable.backtrace, %p
          %zero: i32 = const 0
          %one: i32 = const 1
          %dot: i32 = const 46
          %space: i32 = const 32
          %n: i32 = host trace.depth(%b)
          jump head(%zero)
        head(%i: i32):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          %c: ref = host trace.class(%b, %i)
          host print.string(%one, %c)
          host print.char(%one, %dot)
          %m: ref = host trace.method(%b, %i)
          host print.string(%one, %m)
          host print.char(%one, %space)
          %f: ref = host trace.file(%b, %i)
          host print.string(%one, %f)
          host print.char(%one, %space)
          %module: ref = host trace.module(%b, %i)
          host print.string(%one, %module)
          host print.char(%one, %space)
          %l: i32 = host trace.line(%b, %i)
          host print.int(%one, %l)
          %nl: i32 = const 10
          host print.char(%one, %nl)
          %j: i32 = add %i, %one
          jump head(%j)
        done:
          %null: ref = const null
          %none: i32 = host trace.depth(%null)
          return %none
        }
        """)) {
      assertEquals(0, guest.call("Main.run()I"));
      assertEquals("""
          Main.oops Main.java null 7
          Main.tiny Main.java null 40
          Main.make Main.java null 41
          Main.run Main.java null 50
          """, guest.out());
    }
  }

  /** What the host raises becomes one object of the guest's class, with all fields, before the first handler sees it. */
  @Test
  void raisedByTheHost() {
    try (var guest = Guest.of(JDK + """
        func @"Main.div(II)I"(%a: i32, %b: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %b !1:5
          %q: i32 = div %a, %d !1:5
          return %q
        }
        func @"Main.inner(I)I"(%b: i32) -> i32 {
        entry:
          %q: i32 = call @"Main.div(II)I"(%b, %b) to ok(%q) unwind %e: caught(%e) !1:10
        ok(%x: i32):
          return %x
        caught(%t: ref):
          static.put Kept.first, %t
          throw %t
        }
        class Kept extends java/lang/Object {
          static first: ref = null
        }
        func @"Main.run(I)I"(%b: i32) -> i32 {
        entry:
          %three: i32 = const 3
          %array: ref = new.array "[I", %three
          static.put java/lang/Throwable.UNASSIGNED_STACK, %array
          static.put java/lang/Throwable.SUPPRESSED_SENTINEL, %array
          %q: i32 = call @"Main.inner(I)I"(%b) to ok(%q) unwind %e: caught(%e) !1:20
        ok(%x: i32):
          return %x
        caught(%t: ref):
          %one: i32 = const 1
          %kept: ref = static.get Kept.first
          %same: i32 = eq %t, %kept
          host print.int(%one, %same)
          %is: i32 = instanceof %t, java/lang/ArithmeticException
          host print.int(%one, %is)
          %m: ref = call.virtual java/lang/Throwable "getMessage()Ljava/lang/String;"(%t)
          host print.string(%one, %m)
          %c: ref = field.get java/lang/Throwable.cause, %t
          %self: i32 = eq %c, %t
          host print.int(%one, %self)
          %s: ref = field.get java/lang/Throwable.stackTrace, %t
          %stack: i32 = eq %s, %array
          host print.int(%one, %stack)
          %u: ref = field.get java/lang/Throwable.suppressedExceptions, %t
          %list: i32 = eq %u, %array
          host print.int(%one, %list)
          %b2: ref = field.get java/lang/Throwable.backtrace, %t
          %n: i32 = host trace.depth(%b2)
          host print.int(%one, %n)
          throw %t
        }
        """)) {
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat Main.div(Main.java:5)
          \tat Main.inner(Main.java:10)
          \tat Main.run(Main.java:20)
          """, guest.trace("Main.run(I)I", 0));
      assertEquals("11/ by zero1113", guest.out());
      assertEquals(1, guest.call("Main.run(I)I", 4));
    }
  }

  @Test
  void nullReceivers() {
    try (var guest = Guest.of(JDK + """
        func @"Main.get(I)I"(%which: i32) -> i32 {
        entry:
          %null: ref = const null
          %one: i32 = const 1
          %o: ref = new Oops
          branch %which, go(%o), go(%null)
        go(%x: ref):
          %a: ref = check.null %x, "Cannot read field" !1:5
          %r: i32 = field.get Oops.code, %a !1:6
          return %r
        }
        func @"Main.put(I)I"(%which: i32) -> i32 {
        entry:
          %null: ref = const null
          %one: i32 = const 1
          %o: ref = new Oops
          branch %which, go(%o), go(%null)
        go(%x: ref):
          host print.int(%one, %which)
          %a: ref = check.null %x, "Cannot assign field" !1:7
          field.put Oops.code, %a, %one !1:8
          return %one
        }
        func @"Main.call(I)I"(%which: i32) -> i32 {
        entry:
          %null: ref = const null
          %one: i32 = const 1
          %o: ref = new Oops
          branch %which, go(%o), go(%null)
        go(%x: ref):
          %a: ref = check.null %x, "Cannot invoke" !1:9
          %m: ref = call.virtual java/lang/Throwable "getMessage()Ljava/lang/String;"(%a) !1:10
          host print.string(%one, %m)
          return %one
        }
        func @"Main.tried(I)I"(%which: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.call(I)I"(%which) to ok(%r) unwind %e: caught(%e)
        ok(%x: i32):
          return %x
        caught(%t: ref):
          %m: ref = field.get java/lang/Throwable.detailMessage, %t
          %fd: i32 = const 1
          host print.string(%fd, %m)
          return %fd
        }
        """)) {
      var at = "java.lang.NullPointerException: ";
      assertEquals(at + "Cannot read field\n\tat Main.get(Main.java:5)\n", guest.trace("Main.get(I)I", 0));
      assertEquals(at + "Cannot assign field\n\tat Main.put(Main.java:7)\n", guest.trace("Main.put(I)I", 0));
      assertEquals(at + "Cannot invoke\n\tat Main.call(Main.java:9)\n", guest.trace("Main.call(I)I", 0));
      assertEquals(1, guest.call("Main.call(I)I", 1));
      assertEquals(1, guest.call("Main.tried(I)I", 0));
      assertEquals("0oopsCannot invoke", guest.out());
    }
  }

  /** Endless virtual recursion, caught and thrown again at every thousandth level, over and over. */
  @Test
  void stackOverflow() {
    try (var guest = Guest.of(JDK + """
        class A extends java/lang/Object {
          method "down(I)I" = @"A.down(I)I"
        }
        class B extends A {
          method "down(I)I" = @"B.down(I)I"
        }
        class Kept extends java/lang/Object {
          static last: i32 = 0
          static error: ref = null
        }
        func @"A.down(I)I"(this %a: ref, %n: i32) -> i32 {
        entry:
          %k: i32 = const 1000
          %one: i32 = const 1
          %m: i32 = add %n, %one
          %d: i32 = check.nonzero %k
          %q: i32 = rem %m, %d
          branch %q, other, catching
        other:
          %x: ref = new A
          jump go(%x)
        catching:
          %y: ref = new B
          jump go(%y)
        go(%o: ref):
          %r: i32 = call.virtual A "down(I)I"(%o, %m)
          %s: i32 = add %r, %m
          return %s
        }
        func @"B.down(I)I"(this %a: ref, %n: i32) -> i32 {
        entry:
          %r: i32 = call @"A.down(I)I"(%a, %n) to ok(%r) unwind %e: caught(%e)
        ok(%x: i32):
          return %x
        caught(%t: ref):
          %last: i32 = static.get Kept.last
          branch %last, again, first
        first:
          static.put Kept.error, %t
          jump more
        again:
          %k: i32 = const 1000
          %sum: i32 = add %n, %k
          %next: i32 = eq %sum, %last
          %known: ref = static.get Kept.error
          %same: i32 = eq %known, %t
          %both: i32 = and %next, %same
          %d: i32 = check.nonzero %both
          jump more
        more:
          static.put Kept.last, %n
          throw %t
        }
        func @"Main.run()I"() -> i32 {
        entry:
          %zero: i32 = const 0
          static.put Kept.last, %zero
          %a: ref = new A
          %r: i32 = call.virtual A "down(I)I"(%a, %zero) to ok(%r) unwind %e: caught(%e)
        ok(%x: i32):
          return %x
        caught(%t: ref):
          %is: i32 = instanceof %t, java/lang/StackOverflowError
          %last: i32 = static.get Kept.last
          %r2: i32 = mul %is, %last
          return %r2
        }
        """)) {
      for (int i = 0; i < 5; i++) assertEquals(1000, guest.call("Main.run()I"));
    }
  }

  @Test
  void uncaughtEndsTheRun() {
    try (var guest = Guest.of(JDK + """
        func @"Main.run()I"() -> i32 {
        entry:
          %zero: i32 = const 0
          %o: ref = call @"Main.oops(I)LOops;"(%zero)
          %c: ref = string "Oops"
          %m: ref = string "mΩ"
          %t: ref = string "Oops: mΩ\\n\\tat nowhere\\n"
          host uncaught(%o, %c, %m, %t) to ok unwind %e: caught(%e)
        ok:
          return %zero
        caught(%x: ref):
          return %zero
        }
        func @"Main.other()I"() -> i32 {
        entry:
          %none: ref = const null
          %c: ref = string "Oops"
          host uncaught(%none, %c, %none, %c)
          %zero: i32 = const 0
          return %zero
        }
        """)) {
      assertEquals(new Outcome.Threw("Oops", "mΩ", "Oops: mΩ\n\tat nowhere\n"), guest.outcome("Main.run()I"));
      assertEquals(new Outcome.Threw("Oops", null, "Oops"), guest.outcome("Main.other()I"));
    }
  }

  /** A try in the handler of another, and a cause. */
  @Test
  void nestedTries() {
    try (var guest = Guest.of(JDK + """
        func @"Main.run(I)I"(%n: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %n to ok(%d) unwind %e: outer(%e) !1:3
        ok(%x: i32):
          return %x
        outer(%t: ref):
          %s: i32 = check.size %n to inner(%t) unwind %f: never(%f) !1:4
        inner(%u: ref):
          %minus: i32 = const -5
          %v: i32 = check.size %minus to never(%u) unwind %g: both(%u, %g) !1:5
        never(%w: ref):
          throw %w
        both(%first: ref, %second: ref):
          field.put java/lang/Throwable.cause, %second, %first
          throw %second
        }
        """)) {
      var threw = assertInstanceOf(Outcome.Threw.class, guest.outcome("Main.run(I)I", 0));
      assertTrue(threw.trace().startsWith("""
          java.lang.NegativeArraySizeException: -5
          \tat Main.run(Main.java:5)
          Caused by: java.lang.ArithmeticException: / by zero
          \tat Main.run(Main.java:3)
          """), threw::trace);
      assertEquals(2, guest.call("Main.run(I)I", 2));
    }
  }

  /** An exception is thrown again and again in code that is compiled in the end. */
  @Test
  void warmThrows() {
    try (var guest = Guest.of(JDK + """
        func @"Main.run(I)I"(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero, %zero)
        head(%i: i32, %s: i32):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          %bit: i32 = and %i, %one
          %j: i32 = add %i, %one
          branch %bit, host, own
        host:
          %d: i32 = check.nonzero %zero to head(%j, %s) unwind %e: caught(%e, %j, %s)
        own:
          %o: ref = call @"Main.oops(I)LOops;"(%zero) to thrown(%o, %j, %s) unwind %f: caught(%f, %j, %s)
        thrown(%ot: ref, %j1: i32, %s1: i32):
          %ox: ref = check.null %ot
          %oy: ref = check.cast %ox, java/lang/Throwable
          jump caught(%oy, %j1, %s1)
        caught(%t: ref, %k: i32, %sum: i32):
          %u: ref = check.null %t
          %c: ref = field.get java/lang/Throwable.cause, %u
          %is: i32 = eq %c, %u
          %next: i32 = add %sum, %is
          jump head(%k, %next)
        done:
          return %s
        }
        """)) {
      assertEquals(20_000, guest.call("Main.run(I)I", 20_000));
    }
  }
}
