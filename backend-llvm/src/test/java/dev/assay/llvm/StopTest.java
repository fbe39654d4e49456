package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.spi.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An endless program ends when it is asked to, whatever LLVM makes of its loop or recursion, and no handler sees it. */
class StopTest {
  @ParameterizedTest
  @ValueSource(strings = {"O0", "O1", "O2", "O3"})
  void whatNeverEndsStops(String variant) throws Exception {
    try (var guest = Guest.of(variant, """
        func @forever() -> i32 {
        entry:
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero)
        head(%i: i32):
          poll
          %j: i32 = add %i, %one
          jump head(%j)
        }
        func @tree(%n: i32) -> i32 {
        entry:
          %one: i32 = const 1
          branch %n, more, leaf
        more:
          %m: i32 = sub %n, %one
          %x: i32 = call @tree(%m)
          %y: i32 = call @tree(%m)
          %s: i32 = add %x, %y
          return %s
        leaf:
          return %one
        }
        func @recursion() -> i32 {
        entry:
          %n: i32 = const 100
          %x: i32 = call @tree(%n)
          return %x
        }
        func @outer() -> i32 {
        entry:
          %x: i32 = call @forever() to ok(%x) unwind %e: failed
        ok(%y: i32):
          return %y
        failed:
          %r: i32 = const -8
          return %r
        }
        """)) {
      for (var function : new String[] {"forever", "outer", "recursion"}) {
        var outcome = CompletableFuture.supplyAsync(() -> guest.outcome(function));
        // A run clears an earlier request when it begins, so ask until it ends.
        while (!outcome.isDone()) {
          guest.executable.stop();
          try {
            outcome.get(20, TimeUnit.MILLISECONDS);
          } catch (TimeoutException e) {
            continue;
          }
        }
        assertEquals(new Outcome.Stopped(), outcome.get(30, TimeUnit.SECONDS));
      }
    }
  }
}
