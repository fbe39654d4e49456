package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is emitted, where its form matters: as short as what javac would make of the same source. */
class EmissionTest {
  private static List<String> bytecode(String function, String text) {
    try (var guest = Guest.of(text)) {
      return guest.bytecode(function);
    }
  }

  /** {@code for (i = 0; i < a.length; i++) s += a[i]}: checks are carried, block parameters copied nowhere. */
  @Test
  void sumOfAnArray() {
    assertEquals(
        List.of("ICONST_0", "ISTORE 1", "ICONST_0", "ISTORE 2", "INVOKESTATIC assay/Root.poll ()V", "ILOAD 1", "ALOAD 0", "ARRAYLENGTH",
            "IF_ICMPGE L3", "ILOAD 2", "ALOAD 0", "ILOAD 1", "IALOAD", "IADD", "ISTORE 2", "IINC 1 1", "GOTO L1", "ILOAD 2", "IRETURN"),
        bytecode("sum", """
            func @main() -> i32 {
            entry:
              %three: i32 = const 3
              %a: ref = new.array "[I", %three
              %s: i32 = call @sum(%a)
              return %s
            }
            func @sum(%a: ref) -> i32 {
            entry:
              %zero: i32 = const 0
              %one: i32 = const 1
              jump head(%zero, %zero)
            head(%i: i32, %s: i32):
              poll
              %b: ref = check.null %a
              %n: i32 = array.length %b
              %more: i32 = lt %i, %n
              branch %more, body, done
            body:
              %c: ref = check.null %a
              %m: i32 = array.length %c
              %k: i32 = check.bounds %i, %m
              %v: i32 = array.load i32 %c, %k
              %t: i32 = add %s, %v
              %j: i32 = add %i, %one
              jump head(%j, %t)
            done:
              return %s
            }
            """));
  }

  /** {@code m[i][j] = m[i][j - 1] / d}: one tree. */
  @Test
  void nestedAccess() {
    assertEquals(List.of("ALOAD 0", "ILOAD 1", "AALOAD", "ILOAD 2", "ALOAD 0", "ILOAD 1", "AALOAD", "ILOAD 2", "ICONST_1", "ISUB", "IALOAD",
        "ILOAD 3",
        "IDIV", "IASTORE", "RETURN"), bytecode("step", """
            func @main() {
            entry:
              %one: i32 = const 1
              %a: ref = new.array "[[I", %one
              call @step(%a, %one, %one, %one)
              return
            }
            func @step(%m: ref, %i: i32, %j: i32, %d: i32) {
            entry:
              %one: i32 = const 1
              %m1: ref = check.null %m
              %n1: i32 = array.length %m1
              %i1: i32 = check.bounds %i, %n1
              %r1: ref = array.load ref %m1, %i1
              %m2: ref = check.null %m1
              %n2: i32 = array.length %m2
              %i2: i32 = check.bounds %i, %n2
              %r2: ref = array.load ref %m2, %i2
              %k: i32 = sub %j, %one
              %r3: ref = check.null %r2
              %n3: i32 = array.length %r3
              %k1: i32 = check.bounds %k, %n3
              %v: i32 = array.load i32 %r3, %k1
              %d1: i32 = check.nonzero %d
              %q: i32 = div %v, %d1
              %r4: ref = check.null %r1
              %n4: i32 = array.length %r4
              %j1: i32 = check.bounds %j, %n4
              array.store i32 %r4, %j1, %q
              return
            }
            """));
  }

  @Test
  void recursion() {
    assertEquals(List.of("ILOAD 0", "ICONST_2", "IF_ICMPGE L1", "ILOAD 0", "IRETURN", "ILOAD 0", "ICONST_1", "ISUB",
        "INVOKESTATIC assay/code/Fib.fib (I)I", "ILOAD 0", "ICONST_2", "ISUB", "INVOKESTATIC assay/code/Fib.fib (I)I", "IADD", "IRETURN"),
        bytecode("Fib.fib(I)I", """
            func @"Fib.fib(I)I"(%n: i32) -> i32 {
            entry:
              %two: i32 = const 2
              %one: i32 = const 1
              %large: i32 = ge %n, %two
              branch %large, more, done
            done:
              return %n
            more:
              %a: i32 = sub %n, %one
              %x: i32 = call @"Fib.fib(I)I"(%a)
              %b: i32 = sub %n, %two
              %y: i32 = call @"Fib.fib(I)I"(%b)
              %s: i32 = add %x, %y
              return %s
            }
            """));
  }

  /** A load must not pass a store or a call, a call no call, a check no effect. */
  @Test
  void whatMustNotMove() {
    try (var guest = Guest.of("""
        class C extends java/lang/Object {
          static x: i32 = 1
        }
        func @next() -> i32 {
        entry:
          %x: i32 = static.get C.x
          %one: i32 = const 1
          %y: i32 = add %x, %one
          static.put C.x, %y
          return %x
        }
        func @load() -> i32 {
        entry:
          %x: i32 = static.get C.x
          %n: i32 = call @next()
          %ten: i32 = const 10
          %m: i32 = mul %n, %ten
          %r: i32 = sub %m, %x
          return %r
        }
        func @calls() -> i32 {
        entry:
          %a: i32 = call @next()
          %b: i32 = call @next()
          %c: i32 = call @next()
          %r: i32 = sub %c, %a
          %s: i32 = shl %r, %b
          return %s
        }
        func @check(%d: i32) -> i32 {
        entry:
          %e: i32 = check.nonzero %d
          %n: i32 = call @next()
          %q: i32 = div %n, %e
          return %q
        }
        func @read(%i: i32) -> i32 {
        entry:
          %two: i32 = const 2
          %a: ref = new.array "[I", %two
          %n: i32 = array.length %a
          %j: i32 = check.bounds %i, %n
          %v: i32 = array.load i32 %a, %j
          array.store i32 %a, %j, %two
          %w: i32 = add %v, %i
          return %w
        }
        """)) {
      assertEquals(1 * 10 - 1, guest.call("load"));
      assertEquals((4 - 2) << 3, guest.call("calls"));
      guest.trace("check", 0);
      assertEquals(5, guest.call("check", 1), "the call stood behind the failed check");
      assertEquals(1, guest.call("read", 1));
    }
  }
}
