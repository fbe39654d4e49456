package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.spi.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks, try and unwinding, and the traces of what is thrown. */
class ExceptionsTest {
  private static final String MAIN = "class Main extends java/lang/Object source \"Main.java\" {\n}\n";

  @Test
  void checksThatPass() {
    var text = """
        func @f(%x: i32, %y: i64) -> i64 {
        entry:
          %three: i32 = const 3
          %a: i32 = check.nonzero %x
          %b: i64 = check.nonzero %y
          %n: i32 = check.size %three
          %array: ref = new.array "[Ljava/lang/String;", %n
          %o: ref = check.null %array
          %len: i32 = array.length %o
          %i: i32 = check.bounds %a, %len
          %s: ref = string "text"
          %t: ref = check.store %s, %o
          array.store ref %o, %i, %t
          %null: ref = const null
          %u: ref = check.store %null, %o
          %v: ref = check.cast %null, java/lang/String
          %w: ref = check.cast %o, "[Ljava/lang/Object;"
          %z: ref = array.load ref %o, %i
          %same: i32 = eq %z, %s
          %r: i64 = sext %same
          %q: i64 = add %r, %b
          return %q
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(6, guest.call("f", 2, 5));
    }
  }

  @Test
  void checksThatFail() {
    var text = MAIN + """
        func @"Main.zero(I)I"(%x: i32) -> i32 {
        entry:
          %a: i32 = check.nonzero %x !0:10
          return %a
        }
        func @"Main.zeroLong(J)J"(%x: i64) -> i64 {
        entry:
          %a: i64 = check.nonzero %x !0:11
          return %a
        }
        func @"Main.nil()V"() {
        entry:
          %n: ref = const null
          %a: ref = check.null %n, "because \\"x\\" is null" !0:12
          return
        }
        func @"Main.plainNil()V"() {
        entry:
          %n: ref = const null
          %a: ref = check.null %n !0:12
          return
        }
        func @"Main.bounds(II)V"(%x: i32, %y: i32) {
        entry:
          %a: i32 = check.bounds %x, %y !0:13
          return
        }
        func @"Main.size(I)V"(%x: i32) {
        entry:
          %a: i32 = check.size %x !0:14
          return
        }
        func @"Main.cast()V"() {
        entry:
          %s: ref = string "s"
          %a: ref = check.cast %s, "[I" !0:15
          return
        }
        func @"Main.store()V"() {
        entry:
          %n: i32 = const 1
          %o: ref = new.array "[[I", %n
          %s: ref = string "s"
          %a: ref = check.store %s, %o !0:16
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.zero(Main.java:10)\n",
          guest.trace("Main.zero(I)I", 0));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat Main.zeroLong(Main.java:11)\n",
          guest.trace("Main.zeroLong(J)J", 0));
      assertEquals("java.lang.NullPointerException: because \"x\" is null\n\tat Main.nil(Main.java:12)\n",
          guest.trace("Main.nil()V"));
      assertEquals("java.lang.NullPointerException\n\tat Main.plainNil(Main.java:12)\n",
          guest.trace("Main.plainNil()V"));
      assertEquals(
          "java.lang.ArrayIndexOutOfBoundsException: Index 3 out of bounds for length 3\n"
              + "\tat Main.bounds(Main.java:13)\n",
          guest.trace("Main.bounds(II)V", 3, 3));
      assertEquals(
          "java.lang.ArrayIndexOutOfBoundsException: Index -1 out of bounds for length 3\n"
              + "\tat Main.bounds(Main.java:13)\n",
          guest.trace("Main.bounds(II)V", -1, 3));
      assertEquals("java.lang.NegativeArraySizeException: -2147483648\n\tat Main.size(Main.java:14)\n",
          guest.trace("Main.size(I)V", Integer.MIN_VALUE));
      assertEquals(
          "java.lang.ClassCastException: class java.lang.String cannot be cast to class [I (java.lang.String and "
              + "[I are in module java.base of loader 'bootstrap')\n\tat Main.cast(Main.java:15)\n",
          guest.trace("Main.cast()V"));
      assertEquals("java.lang.ArrayStoreException: java.lang.String\n\tat Main.store(Main.java:16)\n",
          guest.trace("Main.store()V"));
      assertEquals(1L << 32, guest.call("Main.zeroLong(J)J", 1L << 32));
      assertEquals(0, guest.call("Main.bounds(II)V", 2, 3));
    }
  }

  @Test
  void traceHasEachFrameOnceInnermostFirst() {
    var text = MAIN + """
        func @"Main.a(I)I"(%x: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.b(I)I"(%x) !0:1
          return %r
        }
        func @"Main.b(I)I"(%x: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.<hidden>(I)I"(%x) !0:2
          return %r
        }
        func @"Main.<hidden>(I)I"(%x: i32) -> i32 {
        entry:
          %r: i32 = call @"Main.c(I)I"(%x) !0:3
          return %r
        }
        func @"Main.c(I)I"(%x: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %x !"Main.inner(I)I":5:50<8:4
          return %d
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat Main.inner(Main.java:50)
          \tat Main.c(Main.java:4)
          \tat Main.b(Main.java:2)
          \tat Main.a(Main.java:1)
          """, guest.trace("Main.a(I)I", 0));
    }
  }

  @Test
  void tryTakesOneEdgeWithResultOrException() {
    var text = """
        func @thrower(%x: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %x
          %h: i32 = const 100
          %q: i32 = div %h, %d
          return %q
        }
        func @call(%x: i32, %y: i32) -> i32 {
        entry:
          %r: i32 = call @thrower(%x) to ok(%r, %y) unwind %e: bad(%e, %y)
        ok(%v: i32, %k: i32):
          %s: i32 = add %v, %k
          return %s
        bad(%t: ref, %l: i32):
          %is: i32 = instanceof %t, java/lang/ArithmeticException
          %no: i32 = instanceof %t, java/lang/NullPointerException
          %ten: i32 = const 10
          %a: i32 = mul %is, %ten
          %b: i32 = add %a, %no
          %c: i32 = add %b, %l
          return %c
        }
        func @check(%x: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %x to ok(%d) unwind %e: bad
        ok(%v: i32):
          return %v
        bad:
          %m: i32 = const -1
          return %m
        }
        func @void(%x: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          call @ignore(%x) to out(%zero) unwind %e: out(%one)
        out(%v: i32):
          return %v
        }
        func @ignore(%x: i32) {
        entry:
          %r: i32 = call @thrower(%x)
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(25 + 1000, guest.call("call", 4, 1000));
      assertEquals(10 + 1000, guest.call("call", 0, 1000));
      assertEquals(5, guest.call("check", 5));
      assertEquals(-1, guest.call("check", 0));
      assertEquals(0, guest.call("void", 1));
      assertEquals(1, guest.call("void", 0));
    }
  }

  @Test
  void edgesOfATrySwap() {
    var text = """
        func @thrower(%x: i32) -> i32 {
        entry:
          %d: i32 = check.nonzero %x
          return %d
        }
        func @f(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %two: i32 = const 2
          %ten: i32 = const 10
          jump loop(%n, %one, %two)
        loop(%i: i32, %x: i32, %y: i32):
          %j: i32 = sub %i, %one
          %r: i32 = call @thrower(%j) to loop(%r, %y, %x) unwind %e: done(%y, %x)
        done(%a: i32, %b: i32):
          %t: i32 = mul %a, %ten
          %s: i32 = add %t, %b
          return %s
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(21, guest.call("f", 1));
      assertEquals(12, guest.call("f", 2));
      assertEquals(21, guest.call("f", 3));
    }
  }

  @Test
  void caughtExceptionsKeepTheirTraceWhenThrownOn() {
    var text = MAIN + """
        func @"Main.main()V"() {
        entry:
          call @"Main.middle()V"() !0:20
          return
        }
        func @"Main.middle()V"() {
        entry:
          call @"Main.inner()V"() !0:30 to out unwind %e: bad(%e)
        out:
          return
        bad(%x: ref):
          throw %x !0:35
        }
        func @"Main.inner()V"() {
        entry:
          %z: i32 = const 0
          %d: i32 = check.nonzero %z !0:40
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals("""
          java.lang.ArithmeticException: / by zero
          \tat Main.inner(Main.java:40)
          \tat Main.middle(Main.java:30)
          \tat Main.main(Main.java:20)
          """, guest.trace("Main.main()V"));
    }
  }

  @Test
  void exitIsNoException() {
    var text = """
        func @quit(%code: i32) {
        entry:
          host exit(%code)
          return
        }
        func @f(%code: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          call @quit(%code) to out unwind %e: out
        out:
          return %zero
        }
        func @direct(%code: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          host exit(%code) to out unwind %e: out
        out:
          return %zero
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(new Outcome.Exited(3), guest.outcome("f", 3));
      assertEquals(new Outcome.Exited(-1), guest.outcome("direct", -1));
    }
  }

  @Test
  void classInitialisation() {
    // As the front end writes it: the state machine of JVMS §5.5 without threads.
    var text = """
        class Main extends java/lang/Object source "Main.java" {
        }
        class java/lang/LinkageError extends java/lang/Error {
        }
        class java/lang/ExceptionInInitializerError extends java/lang/LinkageError {
        }
        class java/lang/NoClassDefFoundError extends java/lang/LinkageError {
        }
        class C extends java/lang/Object source "C.java" init {
          static "$state": i32 = 0
          static runs: i32 = 0
          static fail: i32 = 0
        }
        func @"C.<clinit>()V"() {
        entry:
          %one: i32 = const 1
          %n: i32 = static.get C.runs
          %m: i32 = add %n, %one
          static.put C.runs, %m
          class.init C
          %fail: i32 = static.get C.fail
          %not: i32 = xor %fail, %one
          %d: i32 = check.nonzero %not !0:7
          return
        }
        func @"C.<initialize>"() {
        entry:
          %state: i32 = static.get "C.$state"
          %running: i32 = const 1
          %done: i32 = const 2
          %failed: i32 = const 3
          switch %state, [0: start, 1: ok, 2: ok, 3: bad] ok
        start:
          static.put "C.$state", %running
          call @"C.<clinit>()V"() to finish unwind %e: threw(%e)
        finish:
          static.put "C.$state", %done
          return
        threw(%x: ref):
          static.put "C.$state", %failed
          %w: ref = new java/lang/ExceptionInInitializerError
          %t: ref = host trace.capture(%w)
          field.put java/lang/Throwable.backtrace, %w, %t
          field.put java/lang/Throwable.cause, %w, %x
          throw %w
        bad:
          %m: ref = string "Could not initialize class C"
          %y: ref = new java/lang/NoClassDefFoundError
          %u: ref = host trace.capture(%y)
          field.put java/lang/Throwable.backtrace, %y, %u
          field.put java/lang/Throwable.detailMessage, %y, %m
          throw %y
        ok:
          return
        }
        func @"Main.use()I"() -> i32 {
        entry:
          class.init C !0:3
          %n: i32 = static.get C.runs
          return %n
        }
        func @"Main.tryUse()I"() -> i32 {
        entry:
          class.init C to ok unwind %e: bad(%e)
        ok:
          %n: i32 = static.get C.runs
          return %n
        bad(%x: ref):
          %m: i32 = const -1
          return %m
        }
        func @"Main.makeFail()V"() {
        entry:
          %one: i32 = const 1
          static.put C.fail, %one
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(1, guest.call("Main.use()I"));
      assertEquals(1, guest.call("Main.use()I"));
      assertEquals(1, guest.call("Main.tryUse()I"));
    }
    try (var guest = Guest.of(text)) {
      guest.call("Main.makeFail()V");
      assertEquals("""
          java.lang.ExceptionInInitializerError
          \tat Main.use(Main.java:3)
          Caused by: java.lang.ArithmeticException: / by zero
          \tat C.<clinit>(C.java:7)
          \t... 1 more
          """, guest.trace("Main.use()I"));
      assertEquals(-1, guest.call("Main.tryUse()I"));
      assertEquals("java.lang.NoClassDefFoundError: Could not initialize class C\n\tat Main.use(Main.java:3)\n",
          guest.trace("Main.use()I"));
    }
  }

  @Test
  void hostFunctionsThrow() {
    var text = MAIN + """
        func @"Main.copy()V"() {
        entry:
          %n: ref = const null
          %z: i32 = const 0
          host array.copy(%n, %z, %n, %z, %z) !0:6
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(List.of("java.lang.NullPointerException", "\tat java.base/java.lang.System.arraycopy(Native Method)",
          "\tat Main.copy(Main.java:6)"), guest.trace("Main.copy()V").lines().toList());
    }
  }
}
