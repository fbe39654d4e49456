package dev.assay.spi;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cost of compiling a program. Of one whose functions are compiled when they are first called, the cost so far.
 *
 * @param phaseNanos wall time by phase, in order: emit, the code generator's own, link …
 * @param codeBytes bytes of code made: machine code, bytecode; 0 for an interpreter of the IR itself
 * @param functions how many functions were compiled
 */
public record CompileReport(Map<String, Long> phaseNanos, long codeBytes, int functions) {
  public long totalNanos() {
    return phaseNanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The cost of both, in the order of this one's phases. */
  public CompileReport plus(CompileReport other) {
    var sum = new LinkedHashMap<>(phaseNanos);
    other.phaseNanos.forEach((phase, nanos) -> sum.merge(phase, nanos, Long::sum));
    return new CompileReport(sum, codeBytes + other.codeBytes, functions + other.functions);
  }
}
