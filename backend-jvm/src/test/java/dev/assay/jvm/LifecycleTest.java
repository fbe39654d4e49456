package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.OpSamples;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.spi.Artefact;
import dev.assay.spi.Backend;
import dev.assay.spi.Outcome;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Stopping, running again, sizes, what is refused. */
class LifecycleTest {
  @Test
  void isFound() {
    var backend = ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get).filter(b -> b.name().equals("jvm"))
        .findFirst().orElseThrow();
    assertTrue(backend.availability().available());
    assertEquals(Level.HIGH, backend.level());
    for (var sample : OpSamples.at(Level.HIGH))
      if (!sample.name().contains("ptr")) assertEquals(Optional.empty(), backend.unsupported(sample.insn()), sample.name());
  }

  private static final String ENDLESS = """
      class Main extends java/lang/Object {
        static array: ref = null
      }
      func @empty() {
      entry:
        jump head
      head:
        poll
        jump head
      }
      func @counting() -> i32 {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        jump head(%zero)
      head(%i: i32):
        poll
        %j: i32 = add %i, %one
        jump head(%j)
      }
      func @storing() {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %size: i32 = const 1024
        %a: ref = new.array "[I", %size
        jump outer(%zero)
      outer(%k: i32):
        poll
        jump head(%zero)
      head(%i: i32):
        poll
        %n: i32 = array.length %a
        %more: i32 = lt %i, %n
        branch %more, body, next
      body:
        %ix: i32 = check.bounds %i, %n
        array.store i32 %a, %ix, %k
        %j: i32 = add %i, %one
        jump head(%j)
      next:
        %k1: i32 = add %k, %one
        jump outer(%k1)
      }
      func @calling() {
      entry:
        jump head
      head:
        poll
        %r: i32 = call @small()
        jump head
      }
      func @small() -> i32 {
      entry:
        %one: i32 = const 1
        return %one
      }
      func @tried() {
      entry:
        jump head
      head:
        poll
        %r: i32 = call @throwing() to head unwind %e: head
      }
      func @throwing() -> i32 {
      entry:
        poll
        %zero: i32 = const 0
        %d: i32 = check.nonzero %zero
        return %d
      }
      """;

  /** Loops of all kinds, after the host has compiled them, end when asked to, and the program can be used afterwards. */
  @Test
  void stop() throws InterruptedException {
    try (var guest = Guest.of(ENDLESS)) {
      for (var function : List.of("empty", "counting", "storing", "calling", "tried", "counting")) {
        var outcome = new Outcome[1];
        var runner = new Thread(() -> outcome[0] = guest.outcome(function));
        runner.start();
        Thread.sleep(700);
        assertNull(outcome[0]);
        // A run begins by taking back an earlier request, so once may be too early.
        while (runner.isAlive()) {
          guest.executable.stop();
          runner.join(20);
        }
        assertEquals(new Outcome.Stopped(), outcome[0], function);
        assertEquals(1, guest.call("small"));
      }
    }
  }

  @Test
  void staticsPersist() {
    try (var guest = Guest.of("""
        entry @main
        class Main extends java/lang/Object {
          static i: i32 = 41
          static b: i8 = -3
          static z: bool = 1
          static c: u16 = 65535
          static s: i16 = -32768
          static l: i64 = -9223372036854775808
          static f: f32 = 1.5
          static d: f64 = nan:0x7ff8000000000001
          static r: ref = "text"
        }
        func @main(%args: ref) -> i32 {
        entry:
          %i: i32 = static.get Main.i
          %one: i32 = const 1
          %j: i32 = add %i, %one
          static.put Main.i, %j
          %a: ref = check.null %args
          %n: i32 = array.length %a
          %sum: i32 = add %j, %n
          return %sum
        }
        func @bits(%which: i32) -> i64 {
        entry:
          switch %which, [0: b, 1: z, 2: c, 3: s, 4: l, 5: f] d
        b:
          %vb: i32 = static.get Main.b
          %wb: i64 = sext %vb
          return %wb
        z:
          %vz: i32 = static.get Main.z
          %wz: i64 = sext %vz
          return %wz
        c:
          %vc: i32 = static.get Main.c
          %wc: i64 = sext %vc
          return %wc
        s:
          %vs: i32 = static.get Main.s
          %ws: i64 = sext %vs
          return %ws
        l:
          %wl: i64 = static.get Main.l
          return %wl
        f:
          %vf: f32 = static.get Main.f
          %xf: i32 = bits %vf
          %wf: i64 = sext %xf
          return %wf
        d:
          %vd: f64 = static.get Main.d
          %wd: i64 = bits %vd
          return %wd
        }
        """)) {
      assertEquals(new Outcome.Returned(42), guest.executable.run(List.of()));
      assertEquals(new Outcome.Returned(45), guest.executable.run(List.of("a", "b")));
      long[] expected = {-3, 1, 65535, -32768, Long.MIN_VALUE, Float.floatToRawIntBits(1.5f), 0x7ff8000000000001L};
      for (int i = 0; i < expected.length; i++) assertEquals(expected[i], guest.call("bits", i), "field " + i);
    }
  }

  @Test
  void classesAreUnloaded() {
    var loader = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      var guest = Guest.of(ENDLESS);
      guest.call("small");
      var field = JvmExecutable.class.getDeclaredField("program");
      field.setAccessible(true);
      var reference = new WeakReference<>(field.get(guest.executable));
      guest.close();
      return reference;
    });
    for (int i = 0; i < 50 && loader.get() != null; i++) {
      System.gc();
      LockSupport.parkNanos(10_000_000);
    }
    assertNull(loader.get());
  }

  @Test
  void reportAndListing() {
    try (var guest = Guest.of(ENDLESS)) {
      var report = guest.executable.report();
      assertEquals(List.of("emit", "define"), List.copyOf(report.phaseNanos().keySet()));
      assertTrue(report.codeBytes() > 500);
      assertTrue(guest.executable.artefact(Artefact.BYTECODE, "small").orElseThrow().contains("IRETURN"));
      assertTrue(guest.executable.artefact(Artefact.BYTECODE, null).orElseThrow().contains("assay/Root.poll"));
      assertEquals(Optional.empty(), guest.executable.artefact(Artefact.BYTECODE, "nothing"));
      assertEquals(Optional.empty(), guest.executable.artefact(Artefact.LLVM, null));
    }
  }

  @Test
  void thousandsOfFunctions() {
    int count = 5000;
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("func @\"Main.f").append(i).append("(I)I\"(%a: i32) -> i32 {\nentry:\n  %c: i32 = const ").append(100_000 + i)
          .append('\n');
      text.append("  %b: i32 = add %a, %c\n");
      if (i + 1 == count) text.append("  return %b\n}\n");
      else text.append("  %r: i32 = call @\"Main.f").append(i + 1).append("(I)I\"(%b)\n  return %r\n}\n");
    }
    try (var guest = Guest.of(text.toString())) {
      int expected = 0;
      for (int i = 0; i < count; i++) expected += 100_000 + i;
      assertEquals(expected, guest.call("Main.f0(I)I", 0));
    }
  }

  /** Each block a call, a branch and an addition, all in one long loop. */
  private static Module blocks(int count) {
    var module = new Module("blocks");
    var function = new Function("blocks(II)I", Type.I32);
    var entry = function.newBlock("entry");
    var a = function.newValue(Type.I32);
    var n = function.newValue(Type.I32);
    entry.params().addAll(List.of(a, n));
    var heads = new ArrayList<Block>();
    for (int i = 0; i <= count; i++) {
      var block = function.newBlock(null);
      block.params().add(function.newValue(Type.I32));
      heads.add(block);
    }
    entry.insns().add(new Terminator.Jump(Position.NONE, Edge.to(heads.getFirst(), a)));
    for (int i = 0; i < count; i++) {
      var block = heads.get(i);
      var sum = function.newValue(Type.I32);
      block.insns().add(new Insn.Binary(Position.at(i, i), sum, BinaryOp.XOR, block.params().getFirst(), n));
      var next = Edge.to(heads.get(i + 1), sum);
      block.insns().add(new Terminator.Branch(Position.NONE, sum, next, Edge.to(heads.get(count), sum)));
    }
    heads.getLast().insns().add(new Terminator.Return(Position.NONE, heads.getLast().params().getFirst()));
    module.add(function);
    return module;
  }

  /** Jumps over more than 32 KiB take another form, for which frames have to be made. */
  @Test
  void largeMethods() {
    try (var guest = Guest.of(blocks(5000))) {
      assertEquals(5, guest.call("blocks(II)I", 5, 2));
      assertEquals(0, guest.call("blocks(II)I", 2, 2));
    }
  }

  @Test
  void tooLargeMethods() {
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
      var message = Guest.refusal(blocks(20_000));
      assertTrue(message.matches("@blocks\\(II\\)I: at least \\d+ bytes of bytecode; a JVM method holds 65535 at most"), message);
      message = Guest.refusal(blocks(12_000));
      assertTrue(message.matches("@blocks\\(II\\)I: \\d+ bytes of bytecode; a JVM method holds 65535 at most"), message);
      Guest.refusal(blocks(65_536));
    });
  }

  @Test
  void tooManyParameters() {
    var text = new StringBuilder("func @many(%a: i32");
    for (int i = 0; i < 128; i++) text.append(", %p").append(i).append(": i64");
    text.append(") -> i32 {\nentry:\n  return %a\n}\n");
    assertEquals("@many: 257 words of parameters; a JVM method takes 255 at most", Guest.refusal(Guest.read(text.toString())));
  }

  @Test
  void longStrings() {
    var chars = "ä".repeat(40_000) + "!";
    try (var guest = Guest.of("func @text(%n: i32) -> i32 {\nentry:\n  %a: ref = string \"" + chars
        + "\"\n  %one: i32 = const 1\n  host print.string(%one, %a)\n  branch %n, x(%a), y\ny:\n  %b: ref = string \"" + chars
        + "\"\n  jump x(%b)\nx(%c: ref):\n  %e: i32 = eq %a, %c\n  return %e\n}\n")) {
      assertEquals(1, guest.call("text", 0));
      assertEquals(40_001, guest.out().length());
    }
  }

  /** Any name will do, and alike ones stay apart. */
  @Test
  void oddNames() {
    try (var guest = Guest.of("""
        class "a.b;c[/" extends java/lang/Object {
          static "x y": i32 = 1
          static "x/y": i32 = 2
          static "": i32 = 3
        }
        func @"a.b;c[/.f(I)I"() -> i32 {
        entry:
          %x: i32 = static.get "a.b;c[/.x y"
          return %x
        }
        func @"a.b;c[/.f(J)I"() -> i32 {
        entry:
          %x: i32 = static.get "a.b;c[/.x/y"
          return %x
        }
        func @"a.b;c[/.<init>()V"() -> i32 {
        entry:
          %x: i32 = static.get "a.b;c[/."
          return %x
        }
        func @"<>"() -> i32 {
        entry:
          %x: i32 = const 4
          return %x
        }
        """)) {
      assertEquals(1, guest.call("a.b;c[/.f(I)I"));
      assertEquals(2, guest.call("a.b;c[/.f(J)I"));
      assertEquals(3, guest.call("a.b;c[/.<init>()V"));
      assertEquals(4, guest.call("<>"));
    }
  }

  /** Classes of the guest have arrays, with Java's covariance, and keep their names in messages. */
  @Test
  void guestClasses() {
    try (var guest = Guest.of("""
        class Base extends java/lang/Object {
        }
        class Shape extends java/lang/Object {
        }
        class Sub extends Base implements Shape {
        }
        func @run(%which: i32) -> i32 {
        entry:
          %two: i32 = const 2
          %subs: ref = new.array "[LSub;", %two
          %bases: ref = new.array "[LBase;", %two
          %deep: ref = new.array "[[LSub;", %two
          switch %which, [0: a(%subs), 1: a(%bases), 2: b(%subs), 3: c(%deep)] d
        a(%x: ref):
          %r: i32 = instanceof %x, "[LBase;"
          %s: i32 = instanceof %x, "[LSub;"
          %t: i32 = instanceof %x, "[LShape;"
          %four: i32 = const 4
          %s2: i32 = mul %s, %two
          %t4: i32 = mul %t, %four
          %u: i32 = add %r, %s2
          %v: i32 = add %u, %t4
          return %v
        b(%y: ref):
          %z: ref = check.cast %y, "[I"
          return %two
        c(%d: ref):
          %zero: i32 = const 0
          %n: i32 = array.length %d
          %i: i32 = check.bounds %zero, %n
          %w: ref = check.store %bases, %d
          array.store ref %d, %i, %w
          return %two
        d:
          %o: i32 = instanceof %subs, Base
          return %o
        }
        """)) {
      assertEquals(7, guest.call("run", 0));
      assertEquals(1, guest.call("run", 1));
      assertEquals(
          "class [LSub; cannot be cast to class [I ([LSub; is in unnamed module of loader 'app'; [I is in module java.base of loader "
              + "'bootstrap')",
          ((Outcome.Threw) guest.outcome("run", 2)).message());
      assertEquals("java.lang.ArrayStoreException: [LBase;\n\tat run(Unknown Source)\n", guest.trace("run", 3));
      assertEquals(0, guest.call("run", 4));
      assertFalse(guest.out().contains("assay"));
    }
  }
}
