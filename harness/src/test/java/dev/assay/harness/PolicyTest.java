package dev.assay.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static int runs(Policy policy, long nanos) {
    int n = 0;
    while (policy.wantsRun(n, n * nanos, n == 0 ? 0 : nanos)) n++;
    return n;
  }

  @Test
  void runs() {
    var standard = Policy.standard();
    assertEquals(300, runs(standard, 1000));
    assertEquals(50, runs(standard, 20_000_000));
    assertEquals(5, runs(standard, 499_000_000));
    assertEquals(2, runs(standard, 500_000_001));
    assertEquals(2, runs(standard, 20_000_000_000L));
    assertEquals(1, runs(Policy.quick(), 400_000_000));
    assertEquals(7, runs(standard.withMaxRuns(7), 1000));
  }

  private static int compiles(Policy policy, long nanos) {
    int n = 0;
    while (policy.wantsCompile(n, n * nanos, n == 0 ? 0 : nanos)) n++;
    return n;
  }

  @Test
  void compiles() {
    var standard = Policy.standard();
    assertEquals(100, compiles(standard, 1000));
    assertEquals(20, compiles(standard, 20_000_000));
    assertEquals(5, compiles(standard, 499_000_000));
    assertEquals(2, compiles(standard, 500_000_001));
    assertEquals(1, compiles(Policy.quick(), 300_000_001));
  }

  @Test
  void compilesThatCount() {
    var standard = Policy.standard();
    assertEquals(0, standard.compilesFrom(0));
    assertEquals(0, standard.compilesFrom(3));
    assertEquals(0, standard.compilesFrom(5));
    assertEquals(2, standard.compilesFrom(7));
    assertEquals(10, standard.compilesFrom(20));
  }

  @Test
  void steadyIsTheLaterHalf() {
    assertEquals(0, Policy.steadyFrom(1));
    assertEquals(1, Policy.steadyFrom(2));
    assertEquals(2, Policy.steadyFrom(5));
  }

  @Test
  void median() {
    assertNull(Policy.median(List.of()));
    assertEquals(3, Policy.median(List.of(9L, 3L, 1L)));
    assertEquals(2, Policy.median(List.of(1L, 3L)));
  }
}
