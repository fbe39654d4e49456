package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.runtime.GuestThread;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the guest's stack, heap or time ends. */
@Timeout(60)
class LimitsTest {
  private static final String DEEP = """
      class Main extends java/lang/Object source "Main.java" {
      }
      func @"Main.deep(I)I"(%n: i32) -> i32 {
      entry:
        %one: i32 = const 1 !0:1
        branch %n, more, done
      more:
        %m: i32 = sub %n, %one
        %r: i32 = call @"Main.deep(I)I"(%m) !5:2
        %s: i32 = add %r, %one
        return %s
      done:
        return %n
      }
      func @"Main.deepTry(I)I"(%n: i32) -> i32 {
      entry:
        %one: i32 = const 1 !0:1
        branch %n, more, done(%n)
      more:
        %m: i32 = sub %n, %one
        %r: i32 = call @"Main.deepTry(I)I"(%m) !5:2 to next(%r) unwind %e: bad(%e)
      next(%x: i32):
        %s: i32 = add %x, %one
        jump done(%s)
      bad(%y: ref):
        throw %y
      done(%v: i32):
        return %v
      }
      func @"Main.catches()I"() -> i32 {
      entry:
        %m: i32 = const -1
        %r: i32 = call @"Main.deep(I)I"(%m) !5:9 to bad unwind %e: caught(%e)
      bad:
        return %m
      caught(%x: ref):
        %is: i32 = instanceof %x, java/lang/StackOverflowError
        %error: i32 = instanceof %x, java/lang/VirtualMachineError
        %both: i32 = add %is, %error
        return %both
      }
      """;

  @Test
  void sixtyThousandFrames() {
    try (var guest = Guest.of(DEEP)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(60_000, guest.call("Main.deep(I)I", 60_000));
        assertEquals(120_000, guest.call("Main.deepTry(I)I", 120_000));
      }
    }
  }

  @Test
  void sixtyThousandLargeFrames() {
    var text = new StringBuilder("func @f(%n: i32) -> i32 {\nentry:\n  %v0: i32 = const 1\n");
    for (int i = 1; i < 290; i++) text.append("  %v").append(i).append(": i32 = add %v").append(i - 1).append(", %n\n");
    text.append("""
          branch %n, more, done(%n)
        more:
          %m: i32 = sub %n, %v0
          %r: i32 = call @f(%m)
          %s: i32 = add %r, %v0
          jump done(%s)
        done(%x: i32):
          return %x
        }
        """);
    try (var guest = Guest.of(text.toString())) {
      assertEquals(60_000, guest.call("f", 60_000));
    }
  }

  @Test
  void endlessRecursionOverflows() {
    try (var guest = Guest.of(DEEP)) {
      for (int i = 0; i < 3; i++) {
        var lines = guest.trace("Main.deep(I)I", -1).lines().toList();
        assertEquals("java.lang.StackOverflowError", lines.get(0));
        assertEquals("\tat Main.deep(Main.java:1)", lines.get(1));
        assertEquals("\tat Main.deep(Main.java:2)", lines.get(2));
        assertEquals(1 + 1024, lines.size());
        assertEquals(2, guest.call("Main.catches()I"));
      }
    }
  }

  @Test
  void smallStackOfTheHostOverflowsAsTheGuest() {
    try (var guest = Guest.of(DEEP)) {
      var function = guest.module.function("Main.catches()I");
      for (int i = 0; i < 3; i++)
        assertEquals(2, GuestThread.run(1 << 20, () -> guest.interpreter.invoke(function, new long[0])));
    }
  }

  private static final String HEAP = """
      class Main extends java/lang/Object source "Main.java" {
        static keep: ref = null
      }
      func @"Main.fill(I)I"(%n: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %many: i32 = const 1000
        %size: i32 = check.size %n
        %kept: ref = new.array "[[J", %many !0:2
        jump loop(%zero)
      loop(%i: i32):
        poll
        %a: ref = new.array "[J", %size !0:3
        %x: i32 = check.bounds %i, %many
        array.store ref %kept, %x, %a
        %j: i32 = add %i, %one
        jump loop(%j)
      }
      func @"Main.caught(I)I"(%n: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %many: i32 = const 1000
        %size: i32 = check.size %n
        %kept: ref = new.array "[[J", %many
        jump loop(%zero)
      loop(%i: i32):
        %a: ref = new.array "[J", %size to next(%a) unwind %e: full(%e)
      next(%made: ref):
        %at: i32 = check.bounds %i, %many
        array.store ref %kept, %at, %made
        %j: i32 = add %i, %one
        jump loop(%j)
      full(%x: ref):
        %is: i32 = instanceof %x, java/lang/OutOfMemoryError
        %count: i32 = mul %is, %i
        return %count
      }
      func @"Main.main([Ljava/lang/String;)V"(%args: ref) {
      entry:
        %n: i32 = const 20000
        %fd: i32 = const 1
        %a: ref = new.array "[J", %n
        %old: ref = static.get Main.keep
        %s: ref = string "literal"
        host print.string(%fd, %old)
        host print.string(%fd, %s)
        %zero: i32 = const 0
        %b: ref = check.null %args
        %len: i32 = array.length %b
        %i: i32 = check.bounds %zero, %len
        %arg: ref = array.load ref %b, %i
        static.put Main.keep, %arg
        return
      }
      entry @"Main.main([Ljava/lang/String;)V"
      """;

  @Test
  void fullHeap() {
    try (var guest = Guest.of(HEAP, 1 << 20, "")) {
      assertEquals("java.lang.OutOfMemoryError: Java heap space\n\tat Main.fill(Main.java:3)\n",
          guest.trace("Main.fill(I)I", 1000));
    }
    try (var guest = Guest.of(HEAP, 1 << 20, "")) {
      // 8 KB each, of which the table of all is one; 64 KB are left over for the exception.
      for (int i = 0; i < 3; i++) assertEquals(127 + 4, guest.call("Main.caught(I)I", 1000), 4);
    }
    try (var guest = Guest.of(HEAP, 1 << 20, "")) {
      assertEquals("java.lang.OutOfMemoryError: Requested array size exceeds VM limit",
          guest.trace("Main.fill(I)I", Integer.MAX_VALUE).lines().findFirst().orElseThrow());
    }
  }

  @Test
  void runsRepeatOverOneHeapWithStaticsKept() {
    // Each run allocates 160 KB of a 400 KB heap.
    try (var guest = Guest.of(HEAP, 400_000, "")) {
      for (int i = 0; i < 10; i++) assertEquals(new Outcome.Returned(0), guest.interpreter.run(List.of("-" + i)));
      assertEquals("nullliteral" + "-0literal" + "-1literal" + "-2literal",
          guest.out().substring(0, "nullliteral".length() + 3 * "-0literal".length()));
      assertTrue(guest.out().endsWith("-8literal"));
    }
  }

  @Test
  void heapsThatCannotBe() {
    var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
    assertThrows(Refusal.class,
        () -> ReferenceInterpreter.of(Guest.read(HEAP), new CompileRequest(List.of(), 1L << 60, io)));
    var refusal = assertThrows(Refusal.class,
        () -> ReferenceInterpreter.of(Guest.read(HEAP), new CompileRequest(List.of(), 8, io)));
    assertEquals("a heap of 8 bytes has no room for the program's string literals", refusal.getMessage());
  }

  private static final String ENDLESS = """
      func @loop() {
      entry:
        jump loop
      loop:
        poll
        jump loop
      }
      func @caught() {
      entry:
        call @loop() to again unwind %e: again
      again:
        poll
        jump again
      }
      func @calls() {
      entry:
        jump loop
      loop:
        call @nothing()
        jump loop
      }
      func @nothing() {
      entry:
        return
      }
      func @one() -> i32 {
      entry:
        %one: i32 = const 1
        return %one
      }
      """;

  @Test
  void stops() throws Exception {
    try (var guest = Guest.of(ENDLESS)) {
      for (var function : List.of("loop", "caught", "calls")) {
        var outcome = CompletableFuture.supplyAsync(() -> guest.outcome(function));
        // A request that comes before the run has begun is forgotten, so it is repeated.
        while (true) {
          guest.interpreter.stop();
          try {
            assertInstanceOf(Outcome.Stopped.class, outcome.get(20, TimeUnit.MILLISECONDS), function);
            break;
          } catch (TimeoutException _) {
            continue;
          }
        }
        assertEquals(1, guest.call("one"));
      }
    }
  }

  @Test
  void executedInsnsAreExact() {
    var text = """
        func @f(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          jump loop(%n)
        loop(%i: i32):
          poll
          %j: i32 = sub %i, %one
          branch %j, loop(%j), done
        done:
          return %j
        }
        func @throws(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %a: i32 = add %n, %one
          %d: i32 = check.nonzero %n
          %b: i32 = add %a, %d
          %c: i32 = add %b, %d
          return %c
        }
        func @outer(%n: i32) -> i32 {
        entry:
          %r: i32 = call @throws(%n)
          %s: i32 = add %r, %r
          return %s
        }
        func @tries(%n: i32) -> i32 {
        entry:
          %r: i32 = call @outer(%n) to ok(%r) unwind %e: bad
        ok(%x: i32):
          return %x
        bad:
          %m: i32 = const -1
          return %m
        }
        """;
    try (var guest = Guest.of(text)) {
      guest.call("f", 1000);
      assertEquals(2 + 1000 * 3 + 1, guest.interpreter.executedInsns().orElseThrow());
      guest.call("throws", 1);
      assertEquals(6, guest.interpreter.executedInsns().orElseThrow());
      guest.trace("throws", 0);
      assertEquals(3, guest.interpreter.executedInsns().orElseThrow());
      guest.call("tries", 1);
      assertEquals(6 + 3 + 2, guest.interpreter.executedInsns().orElseThrow());
      guest.call("tries", 0);
      assertEquals(3 + 1 + 1 + 2, guest.interpreter.executedInsns().orElseThrow());
    }
  }
}
