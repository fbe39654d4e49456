package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.ir.MemType;
import dev.assay.runtime.Layout;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Arrays, statics and, at the low level, memory itself. */
class MemoryTest {
  /** What is stored, and what each memory type gives back of it. */
  private static long narrowed(MemType mem, long bits) {
    return switch (mem) {
      case BOOL -> bits & 1;
      case I8 -> (byte) bits;
      case U16 -> (char) bits;
      case I16 -> (short) bits;
      case I32, F32 -> (int) bits;
      case I64, F64 -> bits;
      case REF, PTR -> throw new AssertionError(mem);
    };
  }

  private static final Map<MemType, String> ARRAYS = Map.of(MemType.BOOL, "[Z", MemType.I8, "[B", MemType.U16, "[C",
      MemType.I16, "[S",
      MemType.I32, "[I", MemType.I64, "[J", MemType.F32, "[F", MemType.F64, "[D");

  private static long[] samples(MemType mem) {
    if (mem == MemType.BOOL) return new long[] {0, 1};
    boolean wide = mem.sizeBytes() == 8;
    return Arrays
        .stream(new long[] {0, 1, -1, 127, 128, -129, 255, 32767, 32768, 65535, 65536, 0x7fc0_1234, 0x8000_0000L,
          Long.MIN_VALUE})
        .map(v -> wide ? v : (int) v).toArray();
  }

  @TestFactory
  Stream<DynamicTest> arraysAndStaticsOfEveryType() {
    return ARRAYS.keySet().stream().sorted().map(mem -> DynamicTest.dynamicTest(mem.toString(), () -> everyType(mem)));
  }

  private static void everyType(MemType mem) {
    var text = """
        class Main extends java/lang/Object {
          static before: MEM = ZERO
          static field: MEM = ZERO
          static after: MEM = ZERO
        }
        func @array(%v: TYPE) -> TYPE {
        entry:
          %three: i32 = const 3
          %one: i32 = const 1
          %a: ref = new.array "ARRAY", %three
          %len: i32 = array.length %a
          %i: i32 = check.bounds %one, %len
          array.store MEM %a, %i, %v
          %r: TYPE = array.load MEM %a, %i
          return %r
        }
        func @neighbours(%v: TYPE, %k: i32) -> TYPE {
        entry:
          %three: i32 = const 3
          %one: i32 = const 1
          %a: ref = new.array "ARRAY", %three
          %len: i32 = array.length %a
          %i: i32 = check.bounds %one, %len
          %j: i32 = check.bounds %k, %len
          array.store MEM %a, %i, %v
          %r: TYPE = array.load MEM %a, %j
          return %r
        }
        func @field(%v: TYPE) -> TYPE {
        entry:
          static.put Main.field, %v
          %r: TYPE = static.get Main.field
          return %r
        }
        func @before() -> TYPE {
        entry:
          %r: TYPE = static.get Main.before
          return %r
        }
        """.replace("MEM", mem.toString()).replace("ARRAY", ARRAYS.get(mem)).replace("TYPE", mem.type().toString())
        .replace("ZERO", mem.type().isFloat() ? "0.0" : "0");
    try (var guest = Guest.of(text)) {
      for (long v : samples(mem)) {
        assertEquals(narrowed(mem, v), guest.callHere("array", v), mem + " " + v);
        assertEquals(narrowed(mem, v), guest.callHere("field", v), mem + " " + v);
        assertEquals(0, guest.callHere("neighbours", v, 0));
        assertEquals(0, guest.callHere("neighbours", v, 2));
        assertEquals(0, guest.callHere("before"));
      }
    }
  }

  @Test
  void staticsBeginWithTheirConstants() {
    var text = """
        class Main extends java/lang/Object {
          static i: i8 = -3
          static d: f64 = 2.5
          static s: ref = "text"
        }
        func @i() -> i32 {
        entry:
          %r: i32 = static.get Main.i
          return %r
        }
        func @d() -> f64 {
        entry:
          %r: f64 = static.get Main.d
          return %r
        }
        func @s() -> i32 {
        entry:
          %r: ref = static.get Main.s
          %t: ref = string "text"
          %same: i32 = eq %r, %t
          return %same
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(-3, guest.call("i"));
      assertEquals(2.5, Double.longBitsToDouble(guest.call("d")));
      assertEquals(1, guest.call("s"));
    }
  }

  @Test
  void arraysOfArrays() {
    var text = """
        func @f() -> i32 {
        entry:
          %two: i32 = const 2
          %one: i32 = const 1
          %outer: ref = new.array "[[I", %two
          %inner: ref = new.array "[I", %two
          %len: i32 = array.length %outer
          %i: i32 = check.bounds %one, %len
          %v: ref = check.store %inner, %outer
          array.store ref %outer, %i, %v
          %w: ref = array.load ref %outer, %i
          %o: ref = check.null %w
          %len2: i32 = array.length %o
          %k: i32 = check.bounds %one, %len2
          array.store i32 %o, %k, %len2
          %copy: ref = host array.clone(%o)
          %r: i32 = array.load i32 %copy, %k
          %is: i32 = instanceof %outer, "[Ljava/lang/Object;"
          %not: i32 = instanceof %inner, "[Ljava/lang/Object;"
          %ten: i32 = const 10
          %r2: i32 = mul %r, %ten
          %r3: i32 = add %r2, %is
          %r4: i32 = mul %r3, %ten
          %r5: i32 = add %r4, %not
          return %r5
        }
        """;
    try (var guest = Guest.of(text)) {
      assertEquals(210, guest.call("f"));
    }
  }

  /** What the lowering makes: allocation from the cursor, addresses, loads and stores. */
  @Test
  void lowLevel() {
    var text = """
        class Main extends java/lang/Object {
          static n: i32 = 41
          static small: i8 = 0
        }
        func @statics(%v: i32) -> i32 {
        entry:
          %p: ptr = static.address Main.n
          %q: ptr = static.address Main.small
          %a: i32 = load i32 %p + 0
          store i8 %q + 0, %v
          %b: i32 = load i8 %q + 0
          %c: i32 = add %a, %b
          store i32 %p + 0, %c
          return %c
        }
        func @alloc(%n: i32, %i: i32, %v: i64) -> i64 {
        entry:
          %context: ptr = context
          %record: ptr = class.pointer "[J"
          %n64: i64 = sext %n
          %cursor: ptr = load ptr %context + CURSOR
          %limit: ptr = load ptr %context + LIMIT
          %end: ptr = address %cursor, %n64 * 8 + DATA
          %fits: i32 = ule %end, %limit
          branch %fits, fast, slow
        fast:
          store ptr %context + CURSOR, %end
          store ptr %cursor + 0, %record
          store i32 %cursor + LENGTH, %n
          %fresh: ref = asref %cursor
          jump use(%fresh)
        slow:
          %big: ref = host new.array.slow(%record, %n)
          jump use(%big)
        use(%a: ref):
          %len: i32 = load i32 %a + LENGTH
          %x: i32 = check.bounds %i, %len
          %at: ptr = address %a, %x * 8 + DATA
          store i64 %at + 0, %v
          %r: i64 = load i64 %at + 0
          %is: i32 = instanceof %a, "[J"
          %is64: i64 = sext %is
          %sum: i64 = add %r, %is64
          return %sum
        }
        """.replace("CURSOR", "" + Layout.CONTEXT_CURSOR).replace("LIMIT", "" + Layout.CONTEXT_LIMIT)
        .replace("DATA", "" + Layout.ARRAY_DATA_OFFSET).replace("LENGTH", "" + Layout.LENGTH_OFFSET);
    try (var guest = Guest.low(text)) {
      assertEquals(41 - 2, guest.call("statics", 254));
      assertEquals(1001, guest.call("alloc", 10, 9, 1000));
      assertEquals("java.lang.ArrayIndexOutOfBoundsException: Index 10 out of bounds for length 10",
          guest.trace("alloc", 10, 10, 1000).lines().findFirst().orElseThrow());
      assertEquals("java.lang.OutOfMemoryError: Java heap space",
          guest.trace("alloc", 10_000_000, 0, 0).lines().findFirst().orElseThrow());
    }
  }
}
