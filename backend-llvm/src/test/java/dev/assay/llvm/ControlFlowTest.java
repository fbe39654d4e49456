package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks, edges and their arguments: where phis are easily got wrong. */
class ControlFlowTest {
  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void swapsInALoop(String variant) {
    try (var guest = Guest.of(variant, """
        func @swap(%a: i32, %b: i32, %n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          %ten: i32 = const 10
          jump head(%a, %b, %zero)
        head(%x: i32, %y: i32, %i: i32):
          %more: i32 = lt %i, %n
          branch %more, body, done
        body:
          %j: i32 = add %i, %one
          jump head(%y, %x, %j)
        done:
          %tens: i32 = mul %x, %ten
          %r: i32 = add %tens, %y
          return %r
        }
        """)) {
      for (int n = 0; n < 5; n++) assertEquals(n % 2 == 0 ? 34 : 43, guest.call("swap", 3, 4, n));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void keepsTheOldValueOfAParameter(String variant) {
    try (var guest = Guest.of(variant, """
        func @lostCopy(%n: i32) -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero)
        head(%i: i32):
          %next: i32 = add %i, %one
          %more: i32 = lt %next, %n
          branch %more, head(%next), done
        done:
          return %i
        }
        """)) {
      assertEquals(6, guest.call("lostCopy", 7));
      assertEquals(0, guest.call("lostCopy", 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void bothEdgesOfABranchGoToOneBlock(String variant) {
    try (var guest = Guest.of(variant, """
        func @pick(%c: i32, %a: i32, %b: i32) -> i32 {
        entry:
          branch %c, join(%a), join(%b)
        join(%x: i32):
          branch %c, out, out
        out:
          return %x
        }
        """)) {
      assertEquals(5, guest.call("pick", 1, 5, 6));
      assertEquals(5, guest.call("pick", -2, 5, 6));
      assertEquals(6, guest.call("pick", 0, 5, 6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void switchHasRepeatedTargetsAndExtremeKeys(String variant) {
    try (var guest = Guest.of(variant, """
        func @choose(%v: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %two: i32 = const 2
          %three: i32 = const 3
          %four: i32 = const 4
          switch %v, [-2147483648: join(%one), -1: join(%two), 0: direct, 7: join(%three), 2147483647: direct] join(%four)
        join(%x: i32):
          return %x
        direct:
          return %v
        }
        func @onlyDefault(%v: i32) -> i32 {
        entry:
          switch %v, [] out(%v)
        out(%x: i32):
          return %x
        }
        """)) {
      assertEquals(1, guest.call("choose", Integer.MIN_VALUE));
      assertEquals(2, guest.call("choose", -1));
      assertEquals(0, guest.call("choose", 0));
      assertEquals(3, guest.call("choose", 7));
      assertEquals(Integer.MAX_VALUE, guest.call("choose", Integer.MAX_VALUE));
      assertEquals(4, guest.call("choose", 8));
      assertEquals(9, guest.call("onlyDefault", 9));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void loopWithTwoEntries(String variant) {
    try (var guest = Guest.of(variant, """
        func @irreducible(%start: i32, %n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          %hundred: i32 = const 100
          branch %start, left(%n), right(%n)
        left(%a: i32):
          %a1: i32 = sub %a, %one
          branch %a1, right(%a1), out(%one)
        right(%b: i32):
          %b1: i32 = sub %b, %one
          branch %b1, left(%b1), out(%hundred)
        out(%r: i32):
          return %r
        }
        """)) {
      assertEquals(1, guest.call("irreducible", 1, 1));
      assertEquals(100, guest.call("irreducible", 1, 2));
      assertEquals(100, guest.call("irreducible", 0, 1));
      assertEquals(1, guest.call("irreducible", 0, 2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void blocksNobodyReachesAndUsesAboveDefinitions(String variant) {
    try (var guest = Guest.of(variant, """
        func @odd(%a: i32) -> i32 {
        entry:
          jump first
        second:
          %r: i32 = add %x, %x
          return %r
        lost(%p: i32):
          return %p
        first:
          %x: i32 = const 21
          jump second
        }
        """)) {
      assertEquals(42, guest.call("odd", 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void comparisonAsValueAndAsCondition(String variant) {
    try (var guest = Guest.of(variant, """
        func @both(%a: i32, %b: i32) -> i32 {
        entry:
          %c: i32 = lt %a, %b
          %ten: i32 = const 10
          %t: i32 = mul %c, %ten
          branch %c, yes, no(%c)
        yes:
          return %t
        no(%d: i32):
          %one: i32 = const 1
          %r: i32 = sub %d, %one
          return %r
        }
        """)) {
      assertEquals(10, guest.call("both", 1, 2));
      assertEquals(-1, guest.call("both", 2, 1));
    }
  }
}
