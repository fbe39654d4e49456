package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Loops over an array that nothing but the loop holds, with a collection in each round. The index is the sum of the counter and an offset:
 * from {@code O2} on, LLVM adds the offset to the address once, which gives a pointer far outside the array, and forgets the array.
 */
final class CollectionTest {
  // The counter is needed by itself as well; else LLVM makes a pointer that goes through the array, which is as good as the array. Indexes
  // are i64, since a sum of i32 may wrap and is not split.
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
        call @garbage(%ten)
        %s: i64 = add %sum, %v
        %j: i64 = add %i, %one
        jump head(%j, %s)
      out:
        return %sum
      }
      func @catches(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %zero: i64 = const 0
        %one: i64 = const 1
        %minus: i32 = const -10
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
        call @garbage(%minus) to head(%j, %s) unwind %e: head(%j, %s)
      out:
        return %sum
      }
      func @checks(%n: i32, %first: i64, %offset: i64) -> i64 {
      entry:
        %a: ref = call @array(%n)
        %zero: i64 = const 0
        %one: i64 = const 1
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
        %nothing: i64 = sub %i, %i
        %y: i64 = check.nonzero %nothing to head(%j, %s) unwind %e: head(%j, %s)
      out:
        return %sum
      }
      """;

  @ParameterizedTest
  @CsvSource({"O0, allocates", "O2, allocates", "O3, allocates", "O0, calls", "O2, calls", "O3, calls", "O0, catches", "O2, catches",
    "O3, catches", "O0, checks", "O2, checks", "O3, checks"})
  void anArrayBehindADerivedPointerStays(String variant, String loop) {
    try (var guest = Guest.stressed(variant, LOOPS, 1 << 20, 1)) {
      int n = 400;
      for (long offset : new long[] {0, 1_000_000, -1_000_000, 1L << 40}) {
        long expected = 0;
        for (long k = 0; k < n; k++) expected += k * (k - offset);
        assertEquals(expected, guest.call(loop, n, -offset, offset));
      }
      assertTrue(guest.executable.heap().orElseThrow().collections() > 4 * n);
    }
  }
}
