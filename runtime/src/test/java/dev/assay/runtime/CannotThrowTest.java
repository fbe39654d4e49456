package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Reader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CannotThrowTest {
  @Test
  void onlyWhatLeavesNothingPendingAndDoesNotRecur() {
    var module = Reader.read("test.ir", """
        class C {
          static s: i32 = 0
        }
        func @leaf(%a: i32) -> i32 {
        entry:
          %p: ptr = static.address C.s
          %x: i32 = load i32 %p
          store i32 %p, %a
          return %x
        }
        func @math(%a: f64) -> f64 {
        entry:
          %x: f64 = host math.sin(%a)
          return %x
        }
        func @caller(%a: i32) -> i32 {
        entry:
          %x: i32 = call @leaf(%a)
          %y: i32 = call @leaf(%x)
          return %y
        }
        func @callsCaller(%a: i32) -> i32 {
        entry:
          %x: i32 = call @caller(%a)
          %y: i32 = call @leaf(%x)
          return %y
        }
        func @checks(%a: i32) -> i32 {
        entry:
          %x: i32 = check.nonzero %a
          return %x
        }
        func @catches(%a: i32) -> i32 {
        entry:
          %x: i32 = check.nonzero %a to ok(%x) unwind %e: ok(%a)
        ok(%y: i32):
          return %y
        }
        func @callsChecks(%a: i32) -> i32 {
        entry:
          %x: i32 = call @checks(%a)
          return %x
        }
        func @polls() {
        entry:
          poll
          return
        }
        func @prints(%a: i32) {
        entry:
          host print.int(%a, %a)
          return
        }
        func @guards(%a: i32) -> i32 {
        entry:
          guard %a, deopt @guards entry:0 [%a = %a]
          return %a
        }
        func @throws(%e: ref) {
        entry:
          throw %e
        }
        func @self(%a: i32) -> i32 {
        entry:
          %x: i32 = call @self(%a)
          return %x
        }
        func @ping(%a: i32) -> i32 {
        entry:
          %x: i32 = call @pong(%a)
          return %x
        }
        func @pong(%a: i32) -> i32 {
        entry:
          %x: i32 = call @ping(%a)
          return %x
        }
        """).orThrow();
    var analysis = CannotThrow.of(module);
    var found = module.functions().stream().map(f -> f.name()).filter(analysis::test).toList();
    assertEquals(List.of("leaf", "math", "caller", "callsCaller"), found);
    assertFalse(analysis.test("absent"));
    for (var f : List.of("callsChecks", "self", "ping", "pong")) assertTrue(analysis.needsStackCheck(module.function(f)), f);
    // What only calls leaves, or the host, goes no deeper.
    for (var f : List.of("leaf", "callsCaller", "checks", "catches", "prints", "guards"))
      assertFalse(analysis.needsStackCheck(module.function(f)), f);
  }
}
