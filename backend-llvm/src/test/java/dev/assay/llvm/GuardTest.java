package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Outcome;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failing guard hands all values to the interpreter and returns what that returns. */
class GuardTest {
  private static final String PROGRAM = """
      class C extends java/lang/Object source "C.java" {
      }
      func @long(%a: i32, %b: i64, %c: f32, %d: f64) -> i64 {
      entry:
        %null: ref = const null
        %k: i32 = const -8
        %less: i32 = lt %a, %k
        guard %less, deopt @long entry:3 [%a = %a, %b = %b, %c = %c, %d = %d, %null = %null, %k = %k, %less = %less]
        return %b
      }
      func @float(%ok: i32) -> f32 {
      entry:
        %one: f32 = const 1.0
        guard %ok, deopt @float entry:1 [%ok = %ok, %one = %one]
        return %one
      }
      func @int(%ok: i32) -> i32 {
      entry:
        guard %ok, deopt @int entry:0 [%ok = %ok]
        return %ok
      }
      func @void(%ok: i32) {
      entry:
        guard %ok, deopt @void entry:0 [%ok = %ok]
        return
      }
      func @exits(%ok: i32) -> i32 {
      entry:
        guard %ok, deopt @exits entry:0 [%ok = %ok]
        return %ok
      }
      func @throws(%ok: i32) -> i32 {
      entry:
        guard %ok, deopt @throws entry:0 [%ok = %ok]
        return %ok
      }
      func @C.caller(%ok: i32) -> i32 {
      entry:
        %r: i32 = call @throws(%ok) !3:33
        return %r
      }
      """;

  @BeforeEach
  void forget() {
    RecordingInterpreter.RESUMED.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void handsOverRawBitsAndReturnsTheResult(String variant) {
    try (var guest = Guest.of(variant, PROGRAM)) {
      assertEquals(5, guest.call("long", -9, 5, 0, 0));
      assertTrue(RecordingInterpreter.RESUMED.isEmpty());
      long c = Float.floatToRawIntBits(-1.5f);
      long d = Double.doubleToRawLongBits(2.5);
      RecordingInterpreter.result = 0x1234_5678_9abcL;
      assertEquals(0x1234_5678_9abcL, guest.call("long", -3, Long.MIN_VALUE, c, d));
      var resumed = RecordingInterpreter.RESUMED.getLast();
      assertEquals(List.of(-3L, Long.MIN_VALUE, c, d, 0L, -8L, 0L), resumed.values());
      assertEquals("long", resumed.state().function());

      RecordingInterpreter.result = c;
      assertEquals(c, guest.call("float", 0));
      assertEquals(Float.floatToRawIntBits(1), guest.call("float", 1));
      RecordingInterpreter.result = -7;
      assertEquals(-7, guest.call("int", 0));
      assertEquals(0, guest.call("void", 0));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"O0", "O2"})
  void whatTheInterpreterThrowsUnwinds(String variant) {
    try (var guest = Guest.of(variant, PROGRAM)) {
      assertEquals(new Outcome.Exited(17), guest.outcome("exits", 0));
      // The interpreter shows the guarded function's frame, and the native stack only those outside of it.
      assertEquals("""
          java.lang.ArithmeticException: interpreted
          \tat throws(Unknown Source)
          \tat C.caller(C.java:33)
          """, guest.threw("C.caller", 0).trace());
      assertEquals(1, guest.call("C.caller", 1));
    }
  }
}
