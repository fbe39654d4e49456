package dev.assay.harness;

import java.util.Arrays;
import java.util.List;

/**
 * How often a cell runs and compiles, and which samples count.
 *
 * <p>Runs are repeated until they took {@code budgetNanos} together, but at least {@code minRuns} times as long as
 * each takes less than {@code slowNanos}, else at least {@code minSlowRuns} times, and never more than {@code
 * maxRuns} times. Compiles after the first likewise, at least {@code minCompiles} or {@code minSlowCompiles} times. The warm-up is taken to be the first half, rounded down: a rule
 * simple enough to say, until change points replace it.
 */
public record Policy(long budgetNanos, int minRuns, int minSlowRuns, long slowNanos, int maxRuns,
    long compileBudgetNanos, int minCompiles, int minSlowCompiles, int maxCompiles) {
  private static final long MILLI = 1_000_000;

  /** For figures to quote: about 1 s of runs and 0.4 s of compiles per cell. */
  public static Policy standard() {
    return new Policy(1000 * MILLI, 5, 2, 500 * MILLI, 300, 400 * MILLI, 5, 2, 100);
  }

  /** For a first look, and for checking results: the times are still warming up. */
  public static Policy quick() {
    return new Policy(200 * MILLI, 2, 1, 300 * MILLI, 20, 100 * MILLI, 5, 1, 20);
  }

  public Policy withMaxRuns(int runs) {
    return new Policy(budgetNanos, minRuns, minSlowRuns, slowNanos, runs, compileBudgetNanos, minCompiles, minSlowCompiles,
        maxCompiles);
  }

  boolean wantsRun(int runs, long totalNanos, long longestNanos) {
    if (runs >= maxRuns) return false;
    return totalNanos < budgetNanos || runs < (longestNanos < slowNanos ? minRuns : minSlowRuns);
  }

  boolean wantsCompile(int compiles, long totalNanos, long longestNanos) {
    return compiles < maxCompiles && (totalNanos < compileBudgetNanos || compiles < leastCompiles(longestNanos));
  }

  /** How many compiles there must be if the longest took so long. */
  int leastCompiles(long longestNanos) {
    return longestNanos < slowNanos ? minCompiles : minSlowCompiles;
  }

  /** The first of {@code n} samples that counts as steady. */
  static int steadyFrom(int n) {
    return n / 2;
  }

  /**
   * The first of {@code n} warm compiles that counts: as many as the later half has, but at least {@code
   * minCompiles}.
   */
  int compilesFrom(int n) {
    return Math.max(0, Math.min(n / 2, n - minCompiles));
  }

  /** The middle sample, or the mean of the two in the middle; null if there are none. */
  static Long median(List<Long> samples) {
    if (samples.isEmpty()) return null;
    long[] sorted = samples.stream().mapToLong(Long::longValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle]
        : Math.round(Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow());
  }
}
