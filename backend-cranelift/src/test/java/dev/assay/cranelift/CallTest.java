package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Type;
import dev.assay.spi.Artefact;
import dev.assay.spi.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments of all types in registers and on the stack, host functions, entries. */
class CallTest {
  /** More arguments than there are registers, of mixed types, each of which counts once and by its place. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void manyArguments(String variant) {
    var types = List.of(Type.I32, Type.F32, Type.I64, Type.F64, Type.F32);
    int count = 40;
    var params = new StringBuilder();
    var args = new StringBuilder();
    var sum = new StringBuilder("  %s0: f64 = const 0.0\n");
    for (int i = 0; i < count; i++) {
      var type = types.get(i % types.size());
      params.append(i == 0 ? "" : ", ").append("%p").append(i).append(": ").append(type);
      args.append(i == 0 ? "" : ", ").append("%p").append(i);
      var conversion = switch (type) {
        case I32, I64 -> "itof %p" + i;
        case F32 -> "fext %p" + i;
        case F64 -> "neg %p" + i;
        case REF, PTR -> throw new AssertionError();
      };
      sum.append("  %%w%d: f64 = const %d.0\n  %%c%d: f64 = %s\n".formatted(i, 1 + i * i, i, conversion));
      sum.append("  %%t%d: f64 = mul %%w%d, %%c%d\n  %%s%d: f64 = add %%s%d, %%t%d\n".formatted(i, i, i, i + 1, i, i));
    }
    var text = """
        func @outer(%s) -> f64 {
        entry:
          %%r: f64 = call @inner(%s)
          %%two: f64 = const 2.0
          %%d: f64 = mul %%r, %%two
          return %%d
        }
        func @inner(%s) -> f64 {
        entry:
        %s  return %%s%d
        }
        """.formatted(params, args, params, sum, count);
    long[] bits = new long[count];
    double expected = 0;
    for (int i = 0; i < count; i++) {
      int value = i * 37 - 600;
      bits[i] = switch (types.get(i % types.size())) {
        case I32, I64 -> value;
        case F32 -> Float.floatToRawIntBits(value);
        case F64 -> Double.doubleToRawLongBits(-value);
        case REF, PTR -> throw new AssertionError();
      };
      expected += (1.0 + i * i) * value;
    }
    assertEquals(2 * expected, Double.longBitsToDouble(Programs.result(text, variant, bits)));
  }

  /** An f32 by itself, through a call, and through the host and back. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void floats(String variant) {
    var text = """
        func @half(%a: f32) -> f32 {
        entry:
          %h: f32 = const 0.5
          %r: f32 = call @times(%a, %h)
          return %r
        }
        func @times(%a: f32, %b: f32) -> f32 {
        entry:
          %r: f32 = mul %a, %b
          return %r
        }
        func @show(%a: f32, %b: f64) {
        entry:
          %one: i32 = const 1
          %space: i32 = const 32
          host print.float(%one, %a)
          host print.char(%one, %space)
          %s: ref = host string.float(%a)
          host print.string(%one, %s)
          host print.char(%one, %space)
          host print.double(%one, %b)
          %p: f64 = host math.pow(%b, %b)
          host print.char(%one, %space)
          host print.double(%one, %p)
          return
        }
        """;
    var out = new ByteArrayOutputStream();
    try (var executable = Programs.compile(Programs.read(text), variant, out)) {
      for (long bits : Edges.of(Type.F32))
        assertEquals(new Outcome.Returned(Float.floatToIntBits(Float.intBitsToFloat((int) bits) * 0.5f)), executable.call("half", bits));
      executable.call("show", Float.floatToRawIntBits(0.1f), Double.doubleToRawLongBits(2.5));
      assertEquals("0.1 0.1 2.5 " + Math.pow(2.5, 2.5), out.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void hostFunctions(String variant) {
    var text = """
        class T source "T.java" {
        }
        func @T.copy(%length: i32) -> i64 {
        entry:
          %class: ptr = class.pointer "[J"
          %two: i32 = const 2
          %a: ref = host new.array.slow(%class, %two)
          %zero: i32 = const 0
          host array.copy(%a, %zero, %a, %zero, %length) !2:20
          %r: i64 = sext %length
          return %r
        }
        func @exit(%code: i32) -> i32 {
        entry:
          call @deeper(%code) to fine unwind %e: caught(%e)
        fine:
          return %code
        caught(%x: ref):
          %no: i32 = const -1
          return %no
        }
        func @deeper(%code: i32) {
        entry:
          host exit(%code)
          return
        }
        func @run(%args: ref) {
        entry:
          %array: ref = check.null %args
          %n: i32 = array.length %array
          %one: i32 = const 1
          host print.int(%one, %n)
          %zero: i32 = const 0
          %at: ptr = address %args, %zero * 8 + 16
          %first: ref = load ref %at + 0
          host print.string(%one, %first)
          return
        }
        entry @run
        """;
    var out = new ByteArrayOutputStream();
    try (var executable = Programs.compile(Programs.read(text), variant, out)) {
      assertEquals(new Outcome.Returned(2), executable.call("T.copy", 2));
      var threw = (Outcome.Threw) executable.call("T.copy", 3);
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: arraycopy: last source index 3 out of bounds for long[2]\n"
          + "\tat java.base/java.lang.System.arraycopy(Native Method)\n\tat T.copy(T.java:20)\n", threw.trace());
      assertEquals(new Outcome.Exited(3), executable.call("exit", 3));
      for (int i = 0; i < 3; i++) assertEquals(new Outcome.Returned(0), executable.run(List.of("hello", "there")));
      assertEquals("2hello2hello2hello", out.toString());
    }
  }

  /** What never leaves anything pending is called without a look afterwards, and a function that calls nothing else compares no stack. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void callsOfWhatCannotThrow(String variant) {
    var text = """
        func @caller(%a: f64) -> f64 {
        entry:
          %b: f64 = call @leaf(%a)
          %c: f64 = call @leaf(%b)
          return %c
        }
        func @leaf(%a: f64) -> f64 {
        entry:
          %b: f64 = host math.cbrt(%a)
          return %b
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      var clif = executable.artefact(Artefact.CLIF, "caller").orElseThrow();
      assertFalse(clif.contains("brif") || clif.contains("get_stack_pointer"), clif);
      assertTrue(clif.contains("; @leaf"), clif);
      assertEquals(new Outcome.Returned(Double.doubleToRawLongBits(2)), executable.call("caller", Double.doubleToRawLongBits(512)));
    }
  }
}
