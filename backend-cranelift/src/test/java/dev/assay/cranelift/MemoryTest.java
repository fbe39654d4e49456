package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.MemType;
import dev.assay.ir.Type;
import dev.assay.spi.Artefact;
import dev.assay.spi.Outcome;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads, stores, addresses and symbols, and what the alias regions may and may not forget. */
class MemoryTest {
  /** Each type through a static field: what a store keeps and how a load widens it. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void everyType(String variant) {
    var text = new StringBuilder("class T {\n");
    for (var mem : MemType.values())
      if (!mem.type().isAddress()) text.append("  static %s: %s = %s\n".formatted(mem, mem, mem.type().isFloat() ? "0.0" : "0"));
    text.append("}\n");
    for (var mem : MemType.values())
      if (!mem.type().isAddress())
        text.append("""
            func @%1$s(%%a: %2$s) -> %2$s {
            entry:
              %%s: ptr = static.address T.%1$s
              store %1$s %%s + 0, %%a
              call @nothing()
              %%r: %2$s = load %1$s %%s + 0
              return %%r
            }
            func @forward.%1$s(%%a: %2$s) -> %2$s {
            entry:
              %%s: ptr = static.address T.%1$s
              store %1$s %%s + 0, %%a
              %%r: %2$s = load %1$s %%s + 0
              return %%r
            }
            """.formatted(mem, mem.type()));
    text.append("func @nothing() {\nentry:\n  return\n}\n");
    try (var executable = Programs.compile(text.toString(), variant)) {
      for (var mem : MemType.values()) {
        if (mem.type().isAddress()) continue;
        for (long bits : Edges.of(mem.type())) {
          long expected = switch (mem) {
            case BOOL, I8 -> (byte) bits;
            case U16 -> (char) bits;
            case I16 -> (short) bits;
            case I32, I64, F32, F64, REF, PTR -> bits;
          };
          assertEquals(new Outcome.Returned(expected), executable.call(mem.toString(), bits), mem + " " + bits);
          assertEquals(new Outcome.Returned(expected), executable.call("forward." + mem, bits), mem + " " + bits);
        }
      }
    }
  }

  /** An array from the machine, its header, and elements by index, constant offset and both. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void arrays(String variant) {
    var text = """
        func @sum(%n: i32) -> i64 {
        entry:
          %c: ptr = class.pointer "[J"
          %a: ref = host new.array.slow(%c, %n)
          %zero: i32 = const 0
          %zl: i64 = const 0
          %one: i32 = const 1
          jump fill(%zero)
        fill(%i: i32):
          poll
          %len: i32 = array.length %a
          %in: i32 = lt %i, %len
          branch %in, put, filled
        put:
          %p: ptr = address %a, %i * 8 + 16
          %w: i64 = sext %i
          %v: i64 = mul %w, %w
          store i64 %p + 0, %v
          %i1: i32 = add %i, %one
          jump fill(%i1)
        filled:
          %three: i64 = const 3
          %q: ptr = address %a, %three * 8 + 0
          %hundred: i64 = const 100
          store i64 %q + 16, %hundred
          %two: i32 = const 2
          %x: ptr = address %a, %two * 4 + 16
          %first: i64 = load i64 %x + 0
          jump sum(%zero, %first)
        sum(%j: i32, %s: i64):
          poll
          %l2: i32 = array.length %a
          %more: i32 = lt %j, %l2
          branch %more, get, done
        get:
          %r: ptr = address %a, %j * 8 + 16
          %e: i64 = load i64 %r + 0
          %s1: i64 = add %s, %e
          %j1: i32 = add %j, %one
          jump sum(%j1, %s1)
        done:
          return %s
        }
        """;
    // Squares below 10, element 3 replaced, element 1 once more.
    assertEquals(285 - 9 + 100 + 1, Programs.result(text, variant, 10));
  }

  /** Offsets that do not fit 32 bits, there and back again. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void farOffsets(String variant) {
    var text = """
        class T {
          static x: i64 = 42
        }
        func @far() -> i64 {
        entry:
          %s: ptr = static.address T.x
          %one: i64 = const 1
          %up: ptr = address %s, %one * 1 + 8589934592
          %a: i64 = load i64 %up + -8589934593
          %b: i64 = const 5
          %c: i64 = add %a, %b
          store i64 %up + -8589934593, %c
          %near: ptr = address %s, %one * 8 + 2147483647
          %d: i64 = load i64 %near + -2147483655
          %r: i64 = mul %d, %d
          return %r
        }
        """;
    assertEquals(47 * 47, Programs.result(text, variant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void strings(String variant) {
    var text = """
        func @show() -> i32 {
        entry:
          %one: i32 = const 1
          %s: ref = string "a\\u0000 \\u00e4\\ud83d\\ude00"
          %t: ref = string "again"
          host print.string(%one, %s)
          host print.string(%one, %t)
          %u: ref = string "again"
          %r: i32 = eq %t, %u
          return %r
        }
        """;
    var out = new ByteArrayOutputStream();
    try (var executable = Programs.compile(Programs.read(text), variant, out)) {
      assertEquals(new Outcome.Returned(1), executable.call("show"));
      assertEquals("a\0 \u00e4\ud83d\ude00again", out.toString(System.out.charset()));
    }
  }

  /**
   * A value stored to an element and loaded through another address of the same element must be seen; a store to an element must not make
   * the length be loaded again; where a pointer's origin is unknown, everything may meet.
   */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void aliases(String variant) {
    var text = """
        class T {
          static x: i64 = 0
        }
        func @same(%v: i64, %i: i32) -> i64 {
        entry:
          %c: ptr = class.pointer "[J"
          %two: i32 = const 2
          %a: ref = host new.array.slow(%c, %two)
          %p: ptr = address %a, %i * 8 + 16
          %one: i32 = const 1
          %last: ptr = address %a, %one * 8 + 16
          %before: i64 = load i64 %last + 0
          store i64 %p + 0, %v
          %after: i64 = load i64 %last + 0
          %wide: i64 = sext %i
          %q: ptr = address %a, %wide * 8 + 16
          store i64 %q + 0, %before
          %now: i64 = load i64 %p + 0
          %sum: i64 = add %after, %now
          return %sum
        }
        func @unknown(%which: i32, %v: i64) -> i64 {
        entry:
          %c: ptr = class.pointer "[J"
          %one: i32 = const 1
          %a: ref = host new.array.slow(%c, %one)
          %x: ptr = static.address T.x
          %zero: i64 = const 0
          store i64 %x + 0, %zero
          %cx: ptr = context
          branch %which, go(%x), go(%cx)
        go(%p: ptr):
          %old: i64 = load i64 %x + 0
          branch %which, put, not
        put:
          store i64 %p + 0, %v
          jump not
        not:
          %new: i64 = load i64 %x + 0
          %r: i64 = sub %new, %old
          return %r
        }
        func @lengths(%v: i64) -> i32 {
        entry:
          %c: ptr = class.pointer "[J"
          %three: i32 = const 3
          %a: ref = host new.array.slow(%c, %three)
          %r: i32 = call @lengthOnce(%a, %v)
          return %r
        }
        func @lengthOnce(%a: ref, %v: i64) -> i32 {
        entry:
          %b: ref = check.null %a
          %l1: i32 = array.length %b
          %first: i32 = const 0
          %p: ptr = address %b, %first * 8 + 16
          store i64 %p + 0, %v
          %l2: i32 = array.length %b
          %r: i32 = add %l1, %l2
          return %r
        }
        """;
    try (var executable = Programs.compile(text, variant)) {
      assertEquals(new Outcome.Returned(77), executable.call("same", 77, 1));
      assertEquals(new Outcome.Returned(0), executable.call("same", 77, 0));
      assertEquals(new Outcome.Returned(5), executable.call("unknown", 1, 5));
      assertEquals(new Outcome.Returned(0), executable.call("unknown", 0, 5));
      assertEquals(new Outcome.Returned(6), executable.call("lengths", 5));
      if (variant.equals("speed")) {
        var assembly = executable.artefact(Artefact.ASM, "lengthOnce").orElseThrow();
        assertEquals(1, assembly.lines().filter(line -> line.contains("(%") && line.contains("0xc(")).count(), assembly);
      }
      var clif = executable.artefact(Artefact.CLIF, "unknown").orElseThrow();
      assertTrue(clif.contains("\"memory\""), clif);
      assertFalse(clif.contains("\"headers\""), clif);
    }
  }

  /** A constant of each type, and null. */
  @ParameterizedTest
  @ValueSource(strings = {"speed", "none"})
  void constants(String variant) {
    for (var type : new Type[] {Type.I32, Type.I64, Type.F32, Type.F64})
      for (long bits : Edges.of(type)) {
        var module = Programs
            .read("func @c() -> %s {\nentry:\n  %%r: %s = const %s\n  return %%r\n}\n".formatted(type, type, literal(type, bits)));
        try (var executable = Programs.compile(module, variant, new ByteArrayOutputStream())) {
          assertEquals(new Outcome.Returned(bits), executable.call("c"), type + " " + bits);
        }
      }
    var isNull = "func @n() -> i32 {\nentry:\n  %a: ref = const null\n  %b: ref = const null\n  %r: i32 = eq %a, %b\n  return %r\n}\n";
    assertEquals(1, Programs.result(isNull, variant));
  }

  private static String literal(Type type, long bits) {
    return switch (type) {
      case F32 -> Float.toString(Float.intBitsToFloat((int) bits));
      case F64 -> Double.toString(Double.longBitsToDouble(bits));
      case I32, I64, REF, PTR -> Long.toString(bits);
    };
  }
}
