package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loops over an array that nothing but the loop holds, with a collection in each round and an index from which an optimiser may make a
 * pointer far outside the array. Cranelift does not: it has no strength reduction, and moves only whole expressions out of loops.
 */
final class CollectionTest {
  private static final String LOOPS = """
      class T extends java/lang/Object {
      }
      func @array(%n: i32) -> ref {
      entry:
        %class: ptr = class.pointer "[J"
        %a: ref = host new.array.slow(%class, %n)
        %zero: i32 = const 0
        %one: i32 = const 1
        jump head(%zero)
      head(%i: i32):
        %more: i32 = lt %i, %n
        branch %more, body, out
      body:
        %x: i32 = check.bounds %i, %n
        %p: ptr = address %a, %x * 8 + 16
        %v: i64 = sext %i
        store i64 %p + 0, %v
        %j: i32 = add %i, %one
        jump head(%j)
      out:
        return %a
      }
      func @garbage(%n: i32) {
      entry:
        %class: ptr = class.pointer "[J"
        %size: i32 = check.size %n
        %a: ref = host new.array.slow(%class, %size)
        return
      }
      func @allocates(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %class: ptr = class.pointer "[J"
        %zero: i64 = const 0
        %one: i64 = const 1
        %ten: i32 = const 10
        %end: i64 = sext %n
        %last: i64 = add %first, %end
        jump head(%first, %zero)
      head(%i: i64, %sum: i64):
        %more: i32 = lt %i, %last
        branch %more, body, out
      body:
        %x: i64 = add %i, %offset
        %p: ptr = address %a, %x * 8 + 16
        %u: i64 = load i64 %p + 0
        %v: i64 = mul %u, %i
        %garbage: ref = host new.array.slow(%class, %ten)
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        jump head(%j, %s)
      out:
        return %sum
      }
      func @calls(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %zero: i64 = const 0
        %one: i64 = const 1
        %ten: i32 = const 10
        %end: i64 = sext %n
        %last: i64 = add %first, %end
        jump head(%first, %zero)
      head(%i: i64, %sum: i64):
        %more: i32 = lt %i, %last
        branch %more, body, out
      body:
        %x: i64 = add %i, %offset
        %p: ptr = address %a, %x * 8 + 16
        %u: i64 = load i64 %p + 0
        %v: i64 = mul %u, %i
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        call @garbage(%ten)
        jump head(%j, %s)
      out:
        return %sum
      }
      """;

  @BeforeEach
  void libraryIsThere() {
    Programs.assumeAvailable();
  }

  @ParameterizedTest
  @CsvSource({"speed, allocates", "none, allocates", "speed, calls", "none, calls"})
  void anArrayBehindADerivedPointerStays(String variant, String loop) {
    try (var executable = Programs.stressed(LOOPS, variant, 1)) {
      int n = 400;
      for (long offset : new long[] {0, 1_000_000, -1_000_000, 1L << 40}) {
        long expected = 0;
        for (long k = 0; k < n; k++) expected += k * (k - offset);
        assertEquals(expected, Programs.bits(executable.call(loop, n, -offset, offset)));
      }
      assertTrue(executable.heap().orElseThrow().collections() > 4 * n);
    }
  }
}
