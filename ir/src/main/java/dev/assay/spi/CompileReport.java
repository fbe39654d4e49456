package dev.assay.spi;

import java.util.Map;

/**
 * The cost of a compile.
 *
 * @param phaseNanos wall time by phase, in order: emit, the code generator's own, link …
 * @param codeBytes bytes of code made: machine code, bytecode; 0 for an interpreter of the IR itself
 */
public record CompileReport(Map<String, Long> phaseNanos, long codeBytes) {
  public long totalNanos() {
    return phaseNanos.values().stream().mapToLong(Long::longValue).sum();
  }
}
