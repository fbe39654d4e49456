package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ControlFlowTest {
  @Test
  void swapProblem() {
    var text = """
        func @f(%n: i32, %a: i32, %b: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %ten: i32 = const 10
          jump head(%n, %a, %b)
        head(%i: i32, %x: i32, %y: i32):
          %more: i32 = gt %i, %zero
          branch %more, body, done
        body:
          %j: i32 = sub %i, %one
          jump head(%j, %y, %x)
        done:
          %t: i32 = mul %x, %ten
          %r: i32 = add %t, %y
          return %r
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(12, guest.call("f", 0, 1, 2));
      assertEquals(21, guest.call("f", 1, 1, 2));
      assertEquals(12, guest.call("f", 2, 1, 2));
      assertEquals(21, guest.call("f", 100_001, 1, 2));
    }
  }

  @Test
  void swapOnACriticalEdgeBackToItself() {
    var text = """
        func @f(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %two: i32 = const 2
          %ten: i32 = const 10
          jump loop(%n, %one, %two)
        loop(%i: i32, %x: i32, %y: i32):
          %j: i32 = sub %i, %one
          branch %j, loop(%j, %y, %x), done
        done:
          %t: i32 = mul %x, %ten
          %r: i32 = add %t, %y
          return %r
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(12, guest.call("f", 1));
      assertEquals(21, guest.call("f", 2));
      assertEquals(12, guest.call("f", 3));
    }
  }

  @Test
  void lostCopyProblem() {
    var text = """
        func @f(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          jump loop(%one)
        loop(%x: i32):
          %y: i32 = add %x, %one
          %more: i32 = lt %x, %n
          branch %more, loop(%y), done
        done:
          return %x
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(1, guest.call("f", 0));
      assertEquals(5, guest.call("f", 5));
    }
  }

  @Test
  void bothEdgesToOneBlock() {
    var text = """
        func @f(%c: i32, %a: i32, %b: i32) -> i32 {
        entry:
          branch %c, done(%a), done(%b)
        done(%x: i32):
          return %x
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(7, guest.call("f", 1, 7, 8));
      assertEquals(7, guest.call("f", -5, 7, 8));
      assertEquals(7, guest.call("f", 1L << 31, 7, 8));
      assertEquals(8, guest.call("f", 0, 7, 8));
    }
  }

  @Test
  void loopAtTheStartOfAFunction() {
    var text = """
        func @f(%n: i32) -> i32 {
        entry:
          jump head(%n)
        head(%i: i32):
          %three: i32 = const 3
          %j: i32 = sub %i, %three
          %more: i32 = ge %j, %three
          branch %more, head(%j), done
        done:
          return %j
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(2, guest.call("f", 20));
    }
  }

  @Test
  void irreducibleFlow() {
    // Two blocks that jump to each other, both entered from outside.
    var text = """
        func @f(%c: i32, %n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %two: i32 = const 2
          branch %c, left(%n, %zero), right(%n, %zero)
        left(%i: i32, %s: i32):
          %i2: i32 = sub %i, %one
          %s2: i32 = add %s, %one
          %end: i32 = le %i2, %zero
          branch %end, done(%s2), right(%i2, %s2)
        right(%k: i32, %t: i32):
          %k2: i32 = sub %k, %two
          %t2: i32 = mul %t, %two
          %end2: i32 = le %k2, %zero
          branch %end2, done(%t2), left(%k2, %t2)
        done(%r: i32):
          return %r
        }
        """;
    try (var guest = Guest.of(text)) {
      for (int n = 1; n < 20; n++)
        for (int c = 0; c < 2; c++)
          assertEquals(irreducible(c == 1, n), guest.call("f", c, n), "f(" + c + ", " + n + ")");
    }
  }

  private static int irreducible(boolean left, int n) {
    int i = n;
    int s = 0;
    for (boolean l = left;; l = !l) {
      i -= l ? 1 : 2;
      s = l ? s + 1 : s * 2;
      if (i <= 0) return s;
    }
  }

  @Test
  void switches() {
    var text = """
        func @f(%x: i32) -> i32 {
        entry:
          %z: i32 = const 99
          %a: i32 = const 10
          %b: i32 = const 20
          switch %x, [-2147483648: out(%a), -1: one, 0: out(%x), 5: out(%b), 2147483647: one] out(%z)
        one:
          %c: i32 = const 30
          jump out(%c)
        out(%r: i32):
          return %r
        }
        func @none(%x: i32) -> i32 {
        entry:
          switch %x, [] out
        out:
          return %x
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(10, guest.call("f", Integer.MIN_VALUE));
      assertEquals(30, guest.call("f", -1));
      assertEquals(0, guest.call("f", 0));
      assertEquals(20, guest.call("f", 5));
      assertEquals(30, guest.call("f", Integer.MAX_VALUE));
      for (int x : new int[] {1, 4, 6, -2, Integer.MIN_VALUE + 1}) assertEquals(99, guest.call("f", x));
      assertEquals(3, guest.call("none", 3));
    }
  }

  @Test
  void manyParametersRotate() {
    // 500 block parameters go round by one: one cycle through all of them.
    int n = 500;
    var function = new Function("f", Type.I32);
    var entry = function.newBlock("entry");
    var count = function.newValue(Type.I32);
    entry.params().add(count);
    var loop = function.newBlock("loop");
    var done = function.newBlock("done");
    var start = new ArrayList<>(Collections.singletonList(count));
    for (int i = 0; i < n; i++) {
      var value = function.newValue(Type.I32);
      entry.insns().add(new Insn.Const(Position.NONE, value, i));
      start.add(value);
    }
    var one = function.newValue(Type.I32);
    entry.insns().add(new Insn.Const(Position.NONE, one, 1));
    entry.insns().add(new Terminator.Jump(Position.NONE, new Edge(loop, start)));
    for (int i = 0; i <= n; i++) loop.params().add(function.newValue(Type.I32));
    var less = function.newValue(Type.I32);
    loop.insns().add(new Insn.Binary(Position.NONE, less, BinaryOp.SUB, loop.params().getFirst(), one));
    var rotated = new ArrayList<>(loop.params().subList(1, n + 1));
    Collections.rotate(rotated, -1);
    rotated.addFirst(less);
    loop.insns().add(new Terminator.Branch(Position.NONE, less, new Edge(loop, rotated), Edge.to(done)));
    done.insns().add(new Terminator.Return(Position.NONE, loop.params().get(1)));
    var module = new Module("test");
    module.add(function);
    try (var guest = Guest.of(module)) {
      for (int rounds : new int[] {1, 2, 3, 500, 501, 777}) assertEquals((rounds - 1) % n, guest.call("f", rounds));
    }
  }

  @Test
  void sixtyFourThousandBlocks() {
    int n = 65_536;
    var function = new Function("f", Type.I32);
    var block = function.newBlock(null);
    var x = function.newValue(Type.I32);
    block.params().add(x);
    for (int i = 0; i < n; i++) {
      var sum = function.newValue(Type.I32);
      var next = function.newBlock(null);
      next.params().add(function.newValue(Type.I32));
      block.insns().add(new Insn.Binary(Position.NONE, sum, BinaryOp.ADD, block.params().getFirst(), x));
      block.insns().add(new Terminator.Branch(Position.NONE, sum, Edge.to(next, sum), Edge.to(next, x)));
      block = next;
    }
    block.insns().add(new Terminator.Return(Position.NONE, block.params().getFirst()));
    var module = new Module("test");
    module.add(function);
    long start = System.nanoTime();
    try (var guest = Guest.of(module)) {
      assertEquals(3L * (n + 1), guest.call("f", 3));
    }
    assertTrue(System.nanoTime() - start < 10_000_000_000L, "65,536 blocks took more than 10 s");
  }

  @Test
  void callsPassAndReturnEveryType() {
    var text = """
        func @id32(%i: i32, %l: i64, %f: f32, %d: f64, %r: ref) -> i32 {
        entry:
          return %i
        }
        func @id64(%i: i32, %l: i64, %f: f32, %d: f64, %r: ref) -> i64 {
        entry:
          return %l
        }
        func @idf(%i: i32, %l: i64, %f: f32, %d: f64, %r: ref) -> f32 {
        entry:
          return %f
        }
        func @idd(%i: i32, %l: i64, %f: f32, %d: f64, %r: ref) -> f64 {
        entry:
          return %d
        }
        func @void() {
        entry:
          return
        }
        func @caller(%i: i32, %l: i64, %f: f32, %d: f64) -> f64 {
        entry:
          %null: ref = const null
          call @void()
          %i2: i32 = call @id32(%i, %l, %f, %d, %null)
          %l2: i64 = call @id64(%i2, %l, %f, %d, %null)
          %f2: f32 = call @idf(%i2, %l2, %f, %d, %null)
          %d2: f64 = call @idd(%i2, %l2, %f2, %d, %null)
          %a: f64 = itof %i2
          %b: f64 = itof %l2
          %c: f64 = fext %f2
          %s: f64 = add %a, %b
          %t: f64 = add %s, %c
          %u: f64 = add %t, %d2
          return %u
        }
        """;
    try (var guest = Guest.of(text)) {
      long bits = guest.call("caller", -3, 1L << 40, Float.floatToRawIntBits(-0.5f), Double.doubleToRawLongBits(0.25));
      assertEquals(-3 + (double) (1L << 40) - 0.5 + 0.25, Double.longBitsToDouble(bits));
      assertEquals(0, guest.call("void"));
      // Bits that are not sign-extended are taken for what they mean.
      assertEquals(-1, guest.call("id32", 0xffff_ffffL, 0, 0, 0, 0));
    }
  }
}
