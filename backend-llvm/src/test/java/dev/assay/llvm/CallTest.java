package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.spi.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls among guest functions, entries, and calls of the host. */
class CallTest {
  /** Twenty parameters of all kinds: some of each do not fit in registers. */
  private static final String MANY = """
      func @inner(%a: i32, %b: f32, %c: i64, %d: f64, %e: i32, %f: f32, %g: i64, %h: f64, %i: i32, %j: f32, %k: i64, %l: f64, %m: i32,
          %n: f32, %o: i64, %p: f64, %q: i32, %r: f32, %s: i64, %t: f64) -> f64 {
      entry:
        %b1: f64 = fext %b
        %f1: f64 = fext %f
        %j1: f64 = fext %j
        %n1: f64 = fext %n
        %r1: f64 = fext %r
        %a1: f64 = itof %a
        %c1: f64 = itof %c
        %e1: f64 = itof %e
        %g1: f64 = itof %g
        %i1: f64 = itof %i
        %k1: f64 = itof %k
        %m1: f64 = itof %m
        %o1: f64 = itof %o
        %q1: f64 = itof %q
        %s1: f64 = itof %s
        %two: f64 = const 2.0
        %v1: f64 = fma %a1, %two, %b1
        %v2: f64 = fma %v1, %two, %c1
        %v3: f64 = fma %v2, %two, %d
        %v4: f64 = fma %v3, %two, %e1
        %v5: f64 = fma %v4, %two, %f1
        %v6: f64 = fma %v5, %two, %g1
        %v7: f64 = fma %v6, %two, %h
        %v8: f64 = fma %v7, %two, %i1
        %v9: f64 = fma %v8, %two, %j1
        %v10: f64 = fma %v9, %two, %k1
        %v11: f64 = fma %v10, %two, %l
        %v12: f64 = fma %v11, %two, %m1
        %v13: f64 = fma %v12, %two, %n1
        %v14: f64 = fma %v13, %two, %o1
        %v15: f64 = fma %v14, %two, %p
        %v16: f64 = fma %v15, %two, %q1
        %v17: f64 = fma %v16, %two, %r1
        %v18: f64 = fma %v17, %two, %s1
        %v19: f64 = fma %v18, %two, %t
        return %v19
      }
      func @outer(%a: i32, %b: f32, %c: i64, %d: f64, %e: i32, %f: f32, %g: i64, %h: f64, %i: i32, %j: f32, %k: i64, %l: f64, %m: i32,
          %n: f32, %o: i64, %p: f64, %q: i32, %r: f32, %s: i64, %t: f64) -> f64 {
      entry:
        poll
        %x: f64 = call @inner(%a, %b, %c, %d, %e, %f, %g, %h, %i, %j, %k, %l, %m, %n, %o, %p, %q, %r, %s, %t)
        return %x
      }
      """.replace(",\n    ", ", ");

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void manyArgumentsOfMixedTypes(String variant) {
    try (var guest = Guest.of(variant, MANY)) {
      long[] args = new long[20];
      double expected = 0;
      for (int i = 0; i < 20; i++) {
        double value = i % 4 == 1 || i % 4 == 3 ? i + 0.5 : i % 3 == 0 ? -i : i;
        args[i] = switch (i % 4) {
          case 0, 2 -> (long) value;
          case 1 -> Float.floatToRawIntBits((float) value);
          default -> Double.doubleToRawLongBits(value);
        };
        expected = expected * 2 + value;
      }
      assertEquals(expected, Double.longBitsToDouble(guest.call("outer", args)));
      assertEquals(expected, Double.longBitsToDouble(guest.call("inner", args)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void resultsOfAllTypes(String variant) {
    try (var guest = Guest.of(variant, """
        func @i(%x: i32) -> i32 {
        entry:
          return %x
        }
        func @l(%x: i64) -> i64 {
        entry:
          return %x
        }
        func @f(%x: f32) -> f32 {
        entry:
          return %x
        }
        func @d(%x: f64) -> f64 {
        entry:
          return %x
        }
        func @nothing() {
        entry:
          return
        }
        """)) {
      assertEquals(-5, guest.call("i", -5));
      assertEquals(Long.MIN_VALUE, guest.call("l", Long.MIN_VALUE));
      // A signalling NaN passes unchanged, and so does the sign of raw bits.
      for (int bits : new int[] {0x7f800001, Float.floatToRawIntBits(-2.5f), 0xff812345}) assertEquals(bits, guest.call("f", bits));
      assertEquals(0xfff0_0000_0000_0001L, guest.call("d", 0xfff0_0000_0000_0001L));
      assertEquals(0, guest.call("nothing"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void guestNamesMeanNothingToLlvm(String variant) {
    try (var guest = Guest.of(variant, """
        func @fmod(%x: f64, %y: f64) -> f64 {
        entry:
          %r: f64 = rem %x, %y
          %s: f64 = call @sqrt(%r)
          return %s
        }
        func @sqrt(%x: f64) -> f64 {
        entry:
          %h: f64 = const 100.0
          %r: f64 = add %x, %h
          return %r
        }
        func @llvm.trap(%x: f64) -> f64 {
        entry:
          %y: f64 = call @"a\\"b\\\\c\\u00e9\\n.d(Ljava/lang/Object;)V"(%x)
          return %y
        }
        func @"a\\"b\\\\c\\u00e9\\n.d(Ljava/lang/Object;)V"(%x: f64) -> f64 {
        entry:
          return %x
        }
        """)) {
      double r = Double.longBitsToDouble(guest.call("fmod", Double.doubleToLongBits(7.5), Double.doubleToLongBits(2)));
      assertEquals(101.5, r);
      assertEquals(7, guest.call("llvm.trap", 7));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void hostFunctions(String variant) {
    try (var guest = Guest.of(variant, """
        func @print() -> f64 {
        entry:
          %one: i32 = const 1
          %i: i32 = const -42
          %l: i64 = const 1234567890123
          %f: f32 = const 1.5
          %d: f64 = const -0.1
          %c: i32 = const 65
          %s: ref = string "text \\u00fc"
          %n: ref = const null
          host print.boolean(%one, %one)
          host print.char(%one, %c)
          host print.int(%one, %i)
          host print.long(%one, %l)
          host print.float(%one, %f)
          host print.double(%one, %d)
          host print.string(%one, %s)
          host print.string(%one, %n)
          %t: ref = host string.double(%d)
          host print.string(%one, %t)
          %b: i32 = host read()
          host print.int(%one, %b)
          %p: f64 = host math.pow(%d, %d)
          %q: f64 = host math.sin(%d)
          return %q
        }
        func @leave(%code: i32) {
        entry:
          host exit(%code)
          return
        }
        """)) {
      assertEquals(Math.sin(-0.1), Double.longBitsToDouble(guest.call("print")));
      assertEquals("trueA-4212345678901231.5-0.1text ünull-0.1105", guest.out());
      assertEquals(3, assertInstanceOf(Outcome.Exited.class, guest.outcome("leave", 3)).code());
      assertEquals(Math.sin(-0.1), Double.longBitsToDouble(guest.call("print")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void runsTheEntryAgainAndAgain(String variant) {
    try (var guest = Guest.of(variant, """
        entry @main
        class C extends java/lang/Object {
          static runs: i32 = 40
        }
        func @main(%args: ref) {
        entry:
          %p: ptr = static.address C.runs
          %x: i32 = load i32 %p
          %one: i32 = const 1
          %y: i32 = add %x, %one
          store i32 %p, %y
          host print.int(%one, %y)
          %array: ref = check.null %args
          %n: i32 = array.length %array
          host print.int(%one, %n)
          %zero: i32 = const 0
          %i: i32 = check.bounds %zero, %n
          %q: ptr = address %args, %i * 8 + 16
          %s: ref = load ref %q
          host print.string(%one, %s)
          return
        }
        """)) {
      assertEquals(new Outcome.Returned(0), guest.executable.run(List.of("a")));
      assertEquals(new Outcome.Returned(0), guest.executable.run(List.of("b", "c")));
      assertEquals("411a422b", guest.out());
    }
  }
}
