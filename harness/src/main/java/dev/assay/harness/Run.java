package dev.assay.harness;

import dev.assay.spi.Outcome;
import java.util.LinkedHashMap;
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
 */
record Run(long wallNanos, long cpuNanos, long peakRssBytes, String outcome, Integer exitCode, String exception,
    String traceSha256,
    String stdoutSha256, long stdoutBytes, String stderrSha256, long stderrBytes,
    Long executedInsns) {
  static final String EXITED = "exited";

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
        stderrSha256, stderrBytes, executedInsns);
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
    return map;
  }

  static Run of(Map<String, Object> map) {
    var code = (Long) map.get("exitCode");
    return new Run((Long) map.get("wallNanos"), (Long) map.get("cpuNanos"), (Long) map.get("peakRssBytes"),
        (String) map.get("outcome"),
        code == null ? null : Integer.valueOf(code.intValue()), (String) map.get("exception"),
        (String) map.get("traceSha256"),
        (String) map.get("stdoutSha256"), (Long) map.get("stdoutBytes"), (String) map.get("stderrSha256"),
        (Long) map.get("stderrBytes"), (Long) map.get("executedInsns"));
  }
}
