package dev.assay.reports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What reports compute from cells. Ratios are joined by their geometric mean, amounts by their median over programs.
 */
final class Figures {
  private final Report report;

  Figures(Report report) {
    this.report = report;
  }

  /**
   * @param programs how many have both figures
   */
  record Mean(double value, int programs) {}

  /** Steady time of one backend over that of another, or null. */
  Double ratio(String program, String backend, String over) {
    return quotient(report.summary(program, backend).steadyNanos(), report.summary(program, over).steadyNanos());
  }

  private static Double quotient(Long a, Long b) {
    return a == null || b == null || a <= 0 || b <= 0 ? null : (Double) ((double) a / b);
  }

  /** Over the programs that both ran; null if there are none. */
  Mean geomean(String backend, String over) {
    return geomean(program -> ratio(program, backend, over));
  }

  /** Warm compile time, nanoseconds per instruction of the optimised high IR. */
  Mean compileNanosPerInsn(String backend) {
    return geomean(p -> quotient(report.summary(p, backend).compileNanos(), report.summary(p, backend).irInsns()));
  }

  private Mean geomean(Function<String, Double> figure) {
    double logs = 0;
    int n = 0;
    for (var program : report.programs()) {
      var value = figure.apply(program);
      if (value == null) continue;
      logs += Math.log(value);
      n++;
    }
    return n == 0 ? null : new Mean(Math.exp(logs / n), n);
  }

  /** Over the programs that have the figure; null if there are none. */
  Long median(String backend, Function<Report.Summary, Long> figure) {
    long[] sorted = report.programs().stream().map(p -> figure.apply(report.summary(p, backend))).filter(v -> v != null)
        .mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) return null;
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (Long) ((sorted[middle - 1] + sorted[middle]) / 2);
  }

  /**
   * Share of each phase in the warm compiles of a backend, summed over programs; phases in order. Empty if nothing
   * was compiled.
   */
  Map<String, Double> compileShares(String backend) {
    var sums = new LinkedHashMap<String, Long>();
    for (var program : report.programs()) {
      var cell = report.cell(program, backend);
      if (cell != null) cell.compilePhaseNanos().forEach((phase, nanos) -> sums.merge(phase, nanos, Long::sum));
    }
    long total = sums.values().stream().mapToLong(Long::longValue).sum();
    var shares = new LinkedHashMap<String, Double>();
    if (total > 0) sums.forEach((phase, nanos) -> shares.put(phase, (double) nanos / total));
    return shares;
  }

  /** Backends that compile, the host's variants excepted. */
  List<String> compiling() {
    var compiling = new ArrayList<String>();
    for (var backend : report.backends())
      if (median(backend, Report.Summary::compileColdNanos) != null) compiling.add(backend);
    return compiling;
  }
}
