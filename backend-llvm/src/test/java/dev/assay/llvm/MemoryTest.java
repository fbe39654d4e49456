package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.MemType;
import dev.assay.runtime.Memory;
import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads, stores, allocation, and that the alias classes hold where they are used. */
class MemoryTest {
  /** Allocation as the lowering writes it, then a loop that fills the array. */
  private static final String ALLOCATION = """
      func @make(%n: i32) -> i64 {
      entry:
        %size: i32 = check.size %n !0:1
        %cp: ptr = class.pointer "[I"
        %ctx: ptr = context
        %cursor: ptr = load ptr %ctx + 32
        %limit: ptr = load ptr %ctx + 40
        %wide: i64 = sext %size
        %two: i32 = const 2
        %scaled: i64 = shl %wide, %two
        %k23: i64 = const 23
        %padded: i64 = add %scaled, %k23
        %mask: i64 = const -8
        %bytes: i64 = and %padded, %mask
        %end: ptr = address %cursor, %bytes * 1 + 0
        %full: i32 = ugt %end, %limit
        branch %full, slow, fast
      fast:
        store ptr %ctx + 32, %end
        store ptr %cursor + 0, %cp
        store i32 %cursor + 12, %size
        %quick: ref = asref %cursor
        jump done(%quick)
      slow:
        %late: ref = host new.array.slow(%cp, %size) !0:1
        jump done(%late)
      done(%a: ref):
        %zero: i32 = const 0
        %one: i32 = const 1
        %none: i64 = const 0
        jump head(%zero)
      head(%i: i32):
        %len: i32 = array.length %a
        %more: i32 = lt %i, %len
        branch %more, body, read(%zero, %none)
      body:
        poll
        %len2: i32 = array.length %a
        %x: i32 = check.bounds %i, %len2 !0:2
        %p: ptr = address %a, %x * 4 + 16
        %old: i32 = load i32 %p + 0
        %v: i32 = add %old, %i
        store i32 %p + 0, %v
        %j: i32 = add %i, %one
        jump head(%j)
      read(%m: i32, %sum: i64):
        %len3: i32 = array.length %a
        %more2: i32 = lt %m, %len3
        branch %more2, take, out
      take:
        %y: i32 = check.bounds %m, %len3 !0:3
        %q: ptr = address %a, %y * 4 + 16
        %e: i32 = load i32 %q + 0
        %e1: i64 = sext %e
        %sum1: i64 = add %sum, %e1
        %m1: i32 = add %m, %one
        jump read(%m1, %sum1)
      out:
        %is: i32 = instanceof %a, "[I"
        %is1: i64 = sext %is
        %r: i64 = add %sum, %is1
        return %r
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O1", "O2", "O3"})
  void allocatesFromTheCursor(String variant) {
    try (var guest = Guest.of(variant, ALLOCATION, 1 << 16)) {
      assertEquals(1, guest.call("make", 0));
      for (int n = 1; n < 20; n++) assertEquals(n * (n - 1L) / 2 + 1, guest.call("make", n));
      assertEquals("java.lang.NegativeArraySizeException", guest.threw("make", -5).className());
      var threw = guest.threw("make", 100_000);
      assertEquals("java.lang.OutOfMemoryError", threw.className());
      assertEquals("Java heap space", threw.message());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void narrowTypesKeepTheLowBits(String variant) {
    var text = new StringBuilder();
    for (var mem : MemType.values()) {
      var type = mem.type();
      if (type.isAddress()) continue;
      text.append("func @").append(mem).append("(%at: i64, %v: ").append(type).append(") -> ").append(type).append(" {\nentry:\n");
      text.append("  %null: ptr = const 0x0\n  %p: ptr = address %null, %at * 1 + 4\n");
      text.append("  store ").append(mem).append(" %p + -1, %v\n  %r: ").append(type).append(" = load ").append(mem).append(" %p + -1\n");
      text.append("  return %r\n}\n");
    }
    try (var guest = Guest.of(variant, text.toString());
        var arena = Arena.ofConfined()) {
      long at = arena.allocate(32, 8).address();
      for (var mem : MemType.values()) {
        if (mem.type().isAddress()) continue;
        for (long bits : new long[] {0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, Integer.MIN_VALUE, 0x7fc0_0001L}) {
          Memory.putLong(at, 0x5555_5555_5555_5555L);
          Memory.putLong(at + 8, 0x5555_5555_5555_5555L);
          long value = mem.type() == dev.assay.ir.Type.I64 || mem.type() == dev.assay.ir.Type.F64 ? bits : (int) bits;
          long expected = switch (mem) {
            case BOOL, I8 -> (byte) bits;
            case U16 -> (char) bits;
            case I16 -> (short) bits;
            case I32, F32 -> (int) bits;
            case I64, F64 -> bits;
            case REF, PTR -> throw new AssertionError();
          };
          assertEquals(expected, guest.call(mem.toString(), at, value), mem + " " + bits);
          assertEquals(0x55, Memory.getByte(at + 2));
          assertEquals(0x55, Memory.getByte(at + 3 + mem.sizeBytes()));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void callsChangeStatics(String variant) {
    try (var guest = Guest.of(variant, """
        class C extends java/lang/Object {
          static n: i32 = 5
          static flag: bool = 1
          static text: ref = "initial"
        }
        func @bump() {
        entry:
          poll
          %p: ptr = static.address C.n
          %x: i32 = load i32 %p
          %one: i32 = const 1
          %y: i32 = add %x, %one
          store i32 %p, %y
          return
        }
        func @loop(%times: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %p: ptr = static.address C.n
          jump head(%zero, %zero)
        head(%i: i32, %sum: i32):
          %more: i32 = lt %i, %times
          branch %more, body, done
        body:
          %x: i32 = load i32 %p
          call @bump()
          %y: i32 = load i32 %p
          %d: i32 = sub %y, %x
          %s: i32 = add %sum, %d
          %j: i32 = add %i, %one
          jump head(%j, %s)
        done:
          %f: ptr = static.address C.flag
          %flag: i32 = load bool %f
          %t: ptr = static.address C.text
          %text: ref = load ref %t
          host print.string(%one, %text)
          %other: ref = string "initial"
          %same: i32 = eq %text, %other
          %r1: i32 = add %sum, %flag
          %r2: i32 = add %r1, %same
          return %r2
        }
        """)) {
      assertEquals(102, guest.call("loop", 100));
      assertEquals("initial", guest.out());
    }
  }
}
