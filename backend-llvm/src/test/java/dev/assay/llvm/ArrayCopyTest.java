package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short cut of array.copy copies what it should, and leaves everything else to the host function. */
class ArrayCopyTest {
  /** {@code make(0)} is null, 1 a string, 2 an int[6] of 0 … 5, 3 a byte[6], 4 a String[6], 5 an Object[6]. */
  private static final String MAKE = """
      func @make(%which: i32) -> ref {
      entry:
        %null: ref = const null
        %text: ref = string "s"
        %six: i32 = const 6
        %zero: i32 = const 0
        %one: i32 = const 1
        %ci: ptr = class.pointer "[I"
        %cb: ptr = class.pointer "[B"
        %cs: ptr = class.pointer "[Ljava/lang/String;"
        %co: ptr = class.pointer "[Ljava/lang/Object;"
        switch %which, [0: out(%null), 1: out(%text), 2: ints, 3: slow(%cb), 4: slow(%cs), 5: slow(%co)] out(%null)
      ints:
        %a: ref = host new.array.slow(%ci, %six)
        jump head(%zero)
      head(%i: i32):
        %more: i32 = lt %i, %six
        branch %more, body, out(%a)
      body:
        poll
        %x: i32 = check.bounds %i, %six
        %p: ptr = address %a, %x * 4 + 16
        store i32 %p + 0, %i
        %j: i32 = add %i, %one
        jump head(%j)
      slow(%c: ptr):
        %b: ref = host new.array.slow(%c, %six)
        jump out(%b)
      out(%r: ref):
        return %r
      }
      """;

  private static final String COPY = MAKE + """
      func @hash(%a: ref) -> i32 {
      entry:
        %zero: i32 = const 0
        %one: i32 = const 1
        %ten: i32 = const 10
        %array: ref = check.null %a
        %n: i32 = array.length %array
        jump head(%zero, %zero)
      head(%i: i32, %h: i32):
        %more: i32 = lt %i, %n
        branch %more, body, done
      body:
        poll
        %x: i32 = check.bounds %i, %n
        %p: ptr = address %a, %x * 4 + 16
        %e: i32 = load i32 %p + 0
        %h1: i32 = mul %h, %ten
        %h2: i32 = add %h1, %e
        %j: i32 = add %i, %one
        jump head(%j, %h2)
      done:
        return %h
      }
      func @ints(%from: i32, %to: i32, %n: i32) -> i32 {
      entry:
        %two: i32 = const 2
        %a: ref = call @make(%two)
        %b: ref = call @make(%two)
        host array.copy(%a, %from, %b, %to, %n) !0:5
        %h: i32 = call @hash(%b)
        return %h
      }
      func @overlap(%from: i32, %to: i32, %n: i32) -> i32 {
      entry:
        %two: i32 = const 2
        %a: ref = call @make(%two)
        host array.copy(%a, %from, %a, %to, %n)
        %h: i32 = call @hash(%a)
        return %h
      }
      func @mixed(%from: i32, %to: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %three: i32 = const 3
        %a: ref = call @make(%from)
        %b: ref = call @make(%to)
        host array.copy(%a, %zero, %b, %zero, %three)
        return %three
      }
      func @caught(%from: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %two: i32 = const 2
        %a: ref = call @make(%two)
        %b: ref = call @make(%two)
        host array.copy(%a, %from, %b, %zero, %two) to done(%two) unwind %e: done(%from)
      done(%r: i32):
        return %r
      }
      """;

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void copiesRanges(String variant) {
    try (var guest = Guest.of(variant, COPY)) {
      assertEquals(12345, guest.call("ints", 0, 0, 6));
      assertEquals(45, guest.call("ints", 0, 0, 0) % 100);
      assertEquals(345345 % 1000000, guest.call("ints", 3, 0, 3));
      assertEquals(12012, guest.call("ints", 0, 3, 3));
      assertEquals(12345, guest.call("ints", 6, 6, 0));
      assertEquals(1234, guest.call("overlap", 0, 1, 5));
      assertEquals(123455, guest.call("overlap", 1, 0, 5));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void leavesTheRestToTheHost(String variant) {
    try (var guest = Guest.of(variant, COPY)) {
      assertEquals("arraycopy: source index -1 out of bounds for int[6]", guest.threw("ints", -1, 0, 1).message());
      assertEquals("arraycopy: last source index 7 out of bounds for int[6]", guest.threw("ints", 1, 0, 6).message());
      assertEquals("arraycopy: last destination index 7 out of bounds for int[6]", guest.threw("ints", 0, 1, 6).message());
      assertEquals("arraycopy: length -2 is negative", guest.threw("ints", 0, 0, -2).message());
      assertEquals("arraycopy: last source index 2147483648 out of bounds for int[6]",
          guest.threw("ints", 1, 0, Integer.MAX_VALUE).message());
      assertEquals("java.lang.NullPointerException", guest.threw("mixed", 0, 2).className());
      assertEquals("java.lang.NullPointerException", guest.threw("mixed", 2, 0).className());
      assertEquals("arraycopy: source type java.lang.String is not an array", guest.threw("mixed", 1, 1).message());
      assertEquals("arraycopy: type mismatch: can not copy int[] into byte[]", guest.threw("mixed", 2, 3).message());
      assertEquals(3, guest.call("mixed", 4, 5));
      assertEquals(3, guest.call("mixed", 4, 4));
      assertEquals(3, guest.call("mixed", 3, 3));
      assertEquals(2, guest.call("caught", 1));
      assertEquals(5, guest.call("caught", 5));
    }
  }
}
