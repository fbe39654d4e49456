package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HostFunctionsTest {
  @Test
  void printing() {
    var text = """
        func @f(%fd: i32) {
        entry:
          %b: i32 = const 1
          %c: i32 = const 228
          %i: i32 = const -2147483648
          %l: i64 = const -9223372036854775808
          %f: f32 = const 1.0E10
          %d: f64 = const 0.1
          %s: ref = string "söme\\n"
          %n: ref = const null
          host print.boolean(%fd, %b)
          host print.char(%fd, %c)
          host print.int(%fd, %i)
          host print.long(%fd, %l)
          host print.float(%fd, %f)
          host print.double(%fd, %d)
          host print.string(%fd, %s)
          host print.string(%fd, %n)
          host flush(%fd)
          return
        }
        """;
    try (var guest = Guest.of(text)) {
      guest.call("f", 1);
      assertEquals("", guest.err());
      guest.call("f", 2);
      var expected = "true" + (char) 228 + Integer.MIN_VALUE + Long.MIN_VALUE + 1e10f + 0.1 + "söme\nnull";
      var charset = System.out.charset();
      assertEquals(new String(expected.getBytes(charset), StandardCharsets.UTF_8), guest.out());
      assertEquals(guest.out(), guest.err());
    }
  }

  @Test
  void strings() {
    var text = """
        func @f() {
        entry:
          %fd: i32 = const 1
          %f: f32 = const 0.1
          %d: f64 = const 0.1
          %e: f64 = fext %f
          %n: f64 = const NaN
          %sf: ref = host string.float(%f)
          %sd: ref = host string.double(%d)
          %se: ref = host string.double(%e)
          %sn: ref = host string.double(%n)
          host print.string(%fd, %sf)
          host print.string(%fd, %sd)
          host print.string(%fd, %se)
          host print.string(%fd, %sn)
          return
        }
        func @same() -> i32 {
        entry:
          %a: ref = string "0.5"
          %b: ref = string "0.5"
          %c: f64 = const 0.5
          %d: ref = host string.double(%c)
          %ab: i32 = eq %a, %b
          %ad: i32 = ne %a, %d
          %r: i32 = and %ab, %ad
          return %r
        }
        """;
    try (var guest = Guest.of(text)) {
      guest.call("f");
      assertEquals("0.10.1" + (double) 0.1f + "NaN", guest.out());
      assertEquals(1, guest.call("same"));
    }
  }

  @Test
  void input() {
    var text = """
        func @f() -> i32 {
        entry:
          %c: i32 = host read()
          return %c
        }
        """;
    try (var guest = Guest.of(text, Guest.HEAP_BYTES, "ab")) {
      assertEquals('a', guest.call("f"));
      assertEquals('b', guest.call("f"));
      assertEquals(-1, guest.call("f"));
    }
  }

  @Test
  void clocks() {
    var text = """
        func @nano() -> i64 {
        entry:
          %t: i64 = host nano.time()
          return %t
        }
        func @milli() -> i64 {
        entry:
          %t: i64 = host milli.time()
          return %t
        }
        """;
    try (var guest = Guest.of(text)) {
      long before = System.nanoTime();
      long nano = guest.call("nano");
      assertTrue(before <= nano && nano <= System.nanoTime());
      assertTrue(Math.abs(System.currentTimeMillis() - guest.call("milli")) < 60_000);
    }
  }

  private static void math(HostOp op, DoubleUnaryOperator expected) {
    var function = new Function("f", Type.F64);
    var entry = function.newBlock("entry");
    var x = function.newValue(Type.F64);
    var result = function.newValue(Type.F64);
    entry.params().add(x);
    entry.insns().add(new Insn.HostCall(Position.NONE, result, op, List.of(x)));
    entry.insns().add(new Terminator.Return(Position.NONE, result));
    var module = new Module("test");
    module.add(function);
    try (var guest = Guest.of(module)) {
      for (double a : new double[] {0, -0.0, 1, -1, 0.5, 1e10, -1e300, 700, Double.NaN, Double.POSITIVE_INFINITY})
        assertEquals(expected.applyAsDouble(a), Double.longBitsToDouble(guest.call("f", Double.doubleToRawLongBits(a))),
            op.text() + " " + a);
    }
  }

  @Test
  void mathematics() {
    math(HostOp.SIN, Math::sin);
    math(HostOp.COS, Math::cos);
    math(HostOp.TAN, Math::tan);
    math(HostOp.SINH, Math::sinh);
    math(HostOp.TANH, Math::tanh);
    math(HostOp.CBRT, Math::cbrt);
    math(HostOp.EXP, Math::exp);
    math(HostOp.LOG, Math::log);
    math(HostOp.LOG10, Math::log10);
    var text = """
        func @pow(%x: f64, %y: f64) -> f64 {
        entry:
          %r: f64 = host math.pow(%x, %y)
          return %r
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(Math.pow(1.5, -2.5),
          Double
              .longBitsToDouble(guest.call("pow", Double.doubleToRawLongBits(1.5), Double.doubleToRawLongBits(-2.5))));
    }
  }
}
