package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Strings as objects with fields. */
class StringTest {
  private static final String STRING = """
      class java/lang/String extends java/lang/Object {
        field value: ref
        field coder: i8
        field hash: i32
      }
      """;

  @Test
  void fields() {
    try (var guest = Guest.of(STRING + """
        func @run(%which: i32) -> i32 {
        entry:
          %latin: ref = string "aÿ"
          %wide: ref = string "aΩ\\ud800"
          branch %which, go(%wide), go(%latin)
        go(%s: ref):
          %t: ref = check.null %s
          %v: ref = field.get java/lang/String.value, %t
          %c: i32 = field.get java/lang/String.coder, %t
          %h: i32 = field.get java/lang/String.hash, %t
          %w: ref = check.null %v
          %n: i32 = array.length %w
          %one: i32 = const 1
          %i: i32 = check.bounds %one, %n
          %b: i32 = array.load i8 %w, %i
          %k: i32 = const 1000
          %ck: i32 = mul %c, %k
          %ten: i32 = const 100
          %nt: i32 = mul %n, %ten
          %r: i32 = add %ck, %nt
          %q: i32 = add %r, %b
          %u: i32 = add %q, %h
          return %u
        }
        """)) {
      assertEquals(2 * 100 - 1, guest.call("run", 0));
      assertEquals(1000 + 6 * 100, guest.call("run", 1));
    }
  }

  /** A string that the guest makes of bytes is the literal, once it is interned. */
  @Test
  void intern() {
    try (var guest = Guest.of(STRING + """
        func @make() -> ref {
        entry:
          %two: i32 = const 2
          %zero: i32 = const 0
          %one: i32 = const 1
          %h: i32 = const 104
          %j: i32 = const 105
          %b: ref = new.array "[B", %two
          %n: i32 = array.length %b
          %i: i32 = check.bounds %zero, %n
          array.store i8 %b, %i, %h
          %k: i32 = check.bounds %one, %n
          array.store i8 %b, %k, %j
          %s: ref = new java/lang/String
          field.put java/lang/String.value, %s, %b
          return %s
        }
        func @run() -> i32 {
        entry:
          %one: i32 = const 1
          %s: ref = call @make()
          host print.string(%one, %s)
          %literal: ref = string "hi"
          %different: i32 = ne %s, %literal
          %t: ref = host string.intern(%s)
          %same: i32 = eq %t, %literal
          %both: i32 = and %different, %same
          return %both
        }
        func @first() -> i32 {
        entry:
          %one: i32 = const 1
          %s: ref = call @make()
          %i: ref = host string.intern(%s)
          %literal: ref = string "hi"
          %same: i32 = eq %i, %literal
          %itself: i32 = eq %i, %s
          %two: i32 = const 2
          %x: i32 = mul %itself, %two
          %r: i32 = add %same, %x
          return %r
        }
        """)) {
      assertEquals(3, guest.call("first"));
      assertEquals(1, guest.call("run"));
      assertEquals("hi", guest.out());
    }
  }

  @Test
  void write() {
    try (var guest = Guest.of(STRING + """
        func @run() -> i32 {
        entry:
          %one: i32 = const 1
          %two: i32 = const 2
          %s: ref = string "abcd"
          %v: ref = field.get java/lang/String.value, %s
          host write(%one, %v, %one, %two)
          return %one
        }
        """)) {
      guest.call("run");
      assertEquals("bc", guest.out());
    }
  }
}
