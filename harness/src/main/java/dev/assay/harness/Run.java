package dev.assay.harness;

import dev.assay.spi.HeapStatistics;
import dev.assay.spi.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a program: what it cost and what came of it. Texts are named by their SHA-256.
 *
 * @param cpuNanos processor time of the whole process meanwhile, JIT and collector threads included
 * @param peakRssBytes of the process, up to the end of this run; 0 if unknown
 * @param outcome {@code returned}, {@code threw}, {@code exited} or {@code stopped}
 * @param exitCode of {@code System.exit} as the system sees it; null if the program did not call it, or the code is
 * not known yet
 * @param exception class and message of an uncaught exception, else ""
 * @param traceSha256 of its stack trace; "" if there is none to compare
 * @param executedInsns IR instructions executed; null if they are not counted
 * @param heap null if the heap is the host's
 */
record Run(long wallNanos, long cpuNanos, long peakRssBytes, String outcome, Integer exitCode, String exception,
    String traceSha256,
    String stdoutSha256, long stdoutBytes, String stderrSha256, long stderrBytes,
    Long executedInsns, Heap heap) {
  static final String EXITED = "exited";

  /** What the heap saw during one run, the collection after it included. */
  record Heap(long collections, long gcNanos, long allocatedBytes) {
    static Heap between(HeapStatistics before, HeapStatistics after) {
      return new Heap(after.collections() - before.collections(), after.pauseNanos() - before.pauseNanos(),
          after.allocatedBytes() - before.allocatedBytes());
    }
  }

  static String kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Returned _ -> "returned";
      case Outcome.Threw _ -> "threw";
      case Outcome.Exited _ -> EXITED;
      case Outcome.Stopped _ -> "stopped";
    };
  }

  Run withExitCode(int code) {
    return new Run(wallNanos, cpuNanos, peakRssBytes, outcome, code, exception, traceSha256, stdoutSha256, stdoutBytes,
        stderrSha256, stderrBytes, executedInsns, heap);
  }

  Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("wallNanos", wallNanos);
    map.put("cpuNanos", cpuNanos);
    map.put("peakRssBytes", peakRssBytes);
    map.put("outcome", outcome);
    map.put("exitCode", exitCode);
    map.put("exception", exception);
    map.put("traceSha256", traceSha256);
    map.put("stdoutSha256", stdoutSha256);
    map.put("stdoutBytes", stdoutBytes);
    map.put("stderrSha256", stderrSha256);
    map.put("stderrBytes", stderrBytes);
    map.put("executedInsns", executedInsns);
    if (heap != null) map.put("heap", List.of(heap.collections, heap.gcNanos, heap.allocatedBytes));
    return map;
  }

  static Run of(Map<String, Object> map) {
    var code = (Long) map.get("exitCode");
    return new Run((Long) map.get("wallNanos"), (Long) map.get("cpuNanos"), (Long) map.get("peakRssBytes"),
        (String) map.get("outcome"),
        code == null ? null : Integer.valueOf(code.intValue()), (String) map.get("exception"),
        (String) map.get("traceSha256"),
        (String) map.get("stdoutSha256"), (Long) map.get("stdoutBytes"), (String) map.get("stderrSha256"),
        (Long) map.get("stderrBytes"), (Long) map.get("executedInsns"), heap((List<?>) map.get("heap")));
  }

  private static Heap heap(List<?> figures) {
    return figures == null ? null : new Heap((Long) figures.get(0), (Long) figures.get(1), (Long) figures.get(2));
  }
}
