package dev.assay.passes;

import dev.assay.ir.Module;
import java.util.List;
import java.util.Map;

/**
 * What a run of a pipeline gave.
 *
 * @param module the changed copy
 * @param steps one entry per step, in order
 * @param counters how often each decision was made, by {@code pass.event}
 * @param decisions each decision in order; empty unless asked for
 * @param fuelSpent the number of decisions
 */
public record PipelineReport(Module module, List<StepCost> steps, Map<String, Long> counters, List<PassContext.Decision> decisions,
    long fuelSpent) {
  /**
   * @param timeNanos wall time over all functions, with the analyses it asked for; without verifying and printing
   */
  public record StepCost(String step, long timeNanos, long changes) {}

  public PipelineReport {
    steps = List.copyOf(steps);
  }

  public long totalNanos() {
    return steps.stream().mapToLong(StepCost::timeNanos).sum();
  }
}
