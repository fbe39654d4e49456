package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Block arguments, loops, switches: what SSA destruction can get wrong. */
class ControlFlowTest {
  @Test
  void swap() {
    try (var guest = Guest.of("""
        func @swap(%n: i32, %a: i64, %b: i64) -> i64 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero, %a, %b)
        head(%i: i32, %x: i64, %y: i64):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          %j: i32 = add %i, %one
          jump head(%j, %y, %x)
        done:
          %ten: i64 = const 10
          %t: i64 = mul %x, %ten
          %r: i64 = add %t, %y
          return %r
        }
        """)) {
      assertEquals(12, guest.call("swap", 0, 1, 2));
      assertEquals(21, guest.call("swap", 1, 1, 2));
      assertEquals(12, guest.call("swap", 1000, 1, 2));
    }
  }

  @Test
  void lostCopy() {
    try (var guest = Guest.of("""
        func @lost(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero)
        head(%i: i32):
          %j: i32 = add %i, %one
          %more: i32 = lt %j, %n
          branch %more, head(%j), done
        done:
          return %i
        }
        """)) {
      assertEquals(0, guest.call("lost", 0));
      assertEquals(9, guest.call("lost", 10));
    }
  }

  @Test
  void theOldCounterIsNeededAfterItsIncrement() {
    try (var guest = Guest.of("""
        func @sum(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero, %zero)
        head(%i: i32, %s: i32):
          %j: i32 = add %i, %one
          %p: i32 = mul %i, %j
          %t: i32 = add %s, %p
          %more: i32 = lt %j, %n
          branch %more, head(%j, %t), done
        done:
          return %t
        }
        """)) {
      int expected = 0;
      for (int i = 0; i < 10; i++) expected += i * (i + 1);
      assertEquals(expected, guest.call("sum", 10));
    }
  }

  /** All of a rotation of mixed widths wait for each other; two cycles and a chain at once. */
  @Test
  void cyclesOfMixedWidths() {
    try (var guest = Guest.of("""
        func @rotate(%n: i32, %a: i64, %b: f64, %c: i32, %d: i32) -> i64 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %x: i64 = bits %b
          jump head(%zero, %a, %x, %a, %c, %d, %c)
        head(%i: i32, %p: i64, %q: i64, %r: i64, %u: i32, %v: i32, %w: i32):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          %j: i32 = add %i, %one
          jump head(%j, %q, %r, %p, %v, %u, %u)
        done:
          %k: i64 = const 31
          %s1: i64 = mul %p, %k
          %s2: i64 = add %s1, %q
          %s3: i64 = mul %s2, %k
          %s4: i64 = add %s3, %r
          %u1: i64 = sext %u
          %v1: i64 = sext %v
          %w1: i64 = sext %w
          %s5: i64 = mul %s4, %k
          %s6: i64 = add %s5, %u1
          %s7: i64 = mul %s6, %k
          %s8: i64 = add %s7, %v1
          %s9: i64 = mul %s8, %k
          %s10: i64 = add %s9, %w1
          return %s10
        }
        """)) {
      for (int n = 0; n < 7; n++) {
        long p = 5;
        long q = Double.doubleToRawLongBits(1.5);
        long r = 5;
        int u = 3;
        int v = 4;
        int w = 3;
        for (int i = 0; i < n; i++) {
          long p0 = p;
          int u0 = u;
          p = q;
          q = r;
          r = p0;
          u = v;
          v = u0;
          w = u0;
        }
        long expected = ((((p * 31 + q) * 31 + r) * 31 + u) * 31 + v) * 31 + w;
        assertEquals(expected, guest.call("rotate", n, 5, Double.doubleToRawLongBits(1.5), 3, 4));
      }
    }
  }

  @Test
  void irreducibleFlow() {
    try (var guest = Guest.of("""
        func @irreducible(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %odd: i32 = and %n, %one
          branch %odd, left(%n, %zero), right(%n, %zero)
        left(%a: i32, %s: i32):
          poll
          %a1: i32 = sub %a, %one
          %s1: i32 = add %s, %a
          %la: i32 = gt %a1, %zero
          branch %la, right(%a1, %s1), done(%s1)
        right(%b: i32, %t: i32):
          poll
          %b1: i32 = sub %b, %one
          %two: i32 = const 2
          %t0: i32 = mul %b, %two
          %t1: i32 = add %t, %t0
          %lb: i32 = gt %b1, %zero
          branch %lb, left(%b1, %t1), done(%t1)
        done(%r: i32):
          return %r
        }
        """)) {
      for (int n = 1; n < 20; n++) {
        int expected = 0;
        boolean left = (n & 1) == 1;
        for (int a = n; a > 0; a--, left = !left) expected += left ? a : 2 * a;
        assertEquals(expected, guest.call("irreducible", n));
      }
    }
  }

  @Test
  void bothEdgesToOneBlock() {
    try (var guest = Guest.of("""
        func @same(%c: i32, %a: i32, %b: i32) -> i32 {
        entry:
          branch %c, join(%a, %b), join(%b, %a)
        join(%x: i32, %y: i32):
          %r: i32 = sub %x, %y
          return %r
        }
        func @none(%c: i32) -> i32 {
        entry:
          branch %c, empty, next
        empty:
          jump next
        next:
          return %c
        }
        """)) {
      assertEquals(3, guest.call("same", 1, 5, 2));
      assertEquals(-3, guest.call("same", 0, 5, 2));
      assertEquals(7, guest.call("none", 7));
      assertEquals(0, guest.call("none", 0));
    }
  }

  @Test
  void switches() {
    try (var guest = Guest.of("""
        func @table(%x: i32) -> i32 {
        entry:
          switch %x, [1: a(%x), 2: b, 3: a(%x), 5: b] other(%x)
        a(%p: i32):
          %r: i32 = add %p, %p
          return %r
        b:
          %f: i32 = const -1
          return %f
        other(%q: i32):
          return %q
        }
        func @lookup(%x: i32) -> i32 {
        entry:
          switch %x, [-2147483648: a, -5: b, 0: a, 1000000: b, 2147483647: a] other
        a:
          %one: i32 = const 1
          return %one
        b:
          %two: i32 = const 2
          return %two
        other:
          %zero: i32 = const 0
          return %zero
        }
        func @empty(%x: i32) -> i32 {
        entry:
          switch %x, [] other
        other:
          return %x
        }
        """)) {
      int[] table = {0, 2, -1, 6, 4, -1, 6};
      for (int x = 0; x < table.length; x++) assertEquals(table[x], guest.call("table", x));
      assertEquals(Integer.MIN_VALUE, guest.call("table", Integer.MIN_VALUE));
      assertEquals(1, guest.call("lookup", Integer.MIN_VALUE));
      assertEquals(2, guest.call("lookup", -5));
      assertEquals(1, guest.call("lookup", 0));
      assertEquals(2, guest.call("lookup", 1000000));
      assertEquals(1, guest.call("lookup", Integer.MAX_VALUE));
      assertEquals(0, guest.call("lookup", 4));
      assertEquals(9, guest.call("empty", 9));
    }
  }

  /** Many values live at once: beyond the packed locals and the locals with short instructions. */
  @Test
  void hundredsOfLocals() {
    int count = 700;
    var text = new StringBuilder("func @many(%a: i64) -> i64 {\nentry:\n  %v0: i64 = add %a, %a\n");
    for (int i = 1; i < count; i++) text.append("  %v").append(i).append(": i64 = mul %v").append(i - 1).append(", %a\n");
    text.append("  %c: i32 = const 1\n  branch %c, next, next\nnext:\n");
    for (int i = 0; i < count; i++)
      text.append("  %w").append(i).append(": i64 = xor %v").append(i).append(i == 0 ? ", %a\n" : ", %w" + (i - 1) + "\n");
    text.append("  return %w").append(count - 1).append("\n}\n");
    try (var guest = Guest.of(text.toString())) {
      long[] v = new long[count];
      v[0] = 6;
      for (int i = 1; i < count; i++) v[i] = v[i - 1] * 3;
      long expected = 3;
      for (long x : v) expected ^= x;
      assertEquals(expected, guest.call("many", 3));
    }
  }

  /** Deep trees are cut, whichever way they lean. */
  @Test
  void longChains() {
    var text = new StringBuilder("func @left(%a: i32) -> i32 {\nentry:\n  %v0: i32 = add %a, %a\n");
    for (int i = 1; i <= 5000; i++) text.append("  %v").append(i).append(": i32 = sub %v").append(i - 1).append(", %a\n");
    text.append("  return %v5000\n}\nfunc @right(%a: i32) -> i32 {\nentry:\n  %v0: i32 = add %a, %a\n");
    for (int i = 1; i <= 5000; i++) text.append("  %v").append(i).append(": i32 = sub %a, %v").append(i - 1).append("\n");
    text.append("  return %v5000\n}\n");
    try (var guest = Guest.of(text.toString())) {
      assertEquals(6 - 5000 * 3, guest.call("left", 3));
      assertEquals(6, guest.call("right", 3));
    }
  }

  /** Random permutations of locals on edges, with constants and repetitions among them. */
  @Test
  void randomCopies() {
    var random = new Random(1);
    for (int round = 0; round < 30; round++) {
      int n = 2 + random.nextInt(12);
      int[] source = new int[n];
      for (int i = 0; i < n; i++) source[i] = random.nextInt(n + 1) - 1;
      boolean[] wide = new boolean[n];
      for (int i = 0; i < n; i++) wide[i] = random.nextBoolean();
      for (int i = 0; i < n; i++) while (source[i] >= 0 && wide[source[i]] != wide[i]) source[i] = random.nextInt(n + 1) - 1;
      var text = new StringBuilder(
          "func @copies(%n: i32) -> i64 {\nentry:\n  %zero: i32 = const 0\n  %one: i32 = const 1\n  %k: i64 = const 31\n");
      text.append("  %ci: i32 = const 77\n  %cl: i64 = const 78\n");
      var start = new StringBuilder();
      var params = new StringBuilder();
      var args = new StringBuilder();
      for (int i = 0; i < n; i++) {
        var type = wide[i] ? "i64" : "i32";
        text.append("  %s").append(i).append(": ").append(type).append(" = const ").append(i + 1).append('\n');
        start.append(", %s").append(i);
        params.append(", %p").append(i).append(": ").append(type);
        args.append(source[i] < 0 ? wide[i] ? ", %cl" : ", %ci" : ", %p" + source[i]);
      }
      text.append("  jump head(%zero").append(start).append(")\nhead(%i: i32").append(params).append("):\n");
      text.append("  %more: i32 = lt %i, %n\n  branch %more, body, done\nbody:\n  %j: i32 = add %i, %one\n  jump head(%j").append(args);
      text.append(")\ndone:\n  %d0: i64 = const 1\n");
      for (int i = 0; i < n; i++) {
        var value = "%p" + i;
        if (!wide[i]) {
          text.append("  %x").append(i).append(": i64 = sext ").append(value).append('\n');
          value = "%x" + i;
        }
        text.append("  %m").append(i).append(": i64 = mul %d").append(i).append(", %k\n");
        text.append("  %d").append(i + 1).append(": i64 = add %m").append(i).append(", ").append(value).append('\n');
      }
      text.append("  return %d").append(n).append("\n}\n");
      try (var guest = Guest.of(text.toString())) {
        for (int rounds : new int[] {0, 1, 2, 5}) {
          long[] values = new long[n];
          for (int i = 0; i < n; i++) values[i] = i + 1;
          for (int r = 0; r < rounds; r++) {
            long[] next = new long[n];
            for (int i = 0; i < n; i++) next[i] = source[i] < 0 ? wide[i] ? 78 : 77 : values[source[i]];
            values = next;
          }
          long expected = 1;
          for (long v : values) expected = expected * 31 + v;
          assertEquals(expected, guest.call("copies", rounds), text::toString);
        }
      }
    }
  }
}
