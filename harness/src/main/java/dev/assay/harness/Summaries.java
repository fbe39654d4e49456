package dev.assay.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** From what a cell's process recorded to what the result file says of it. */
final class Summaries {
  /** Runs whose executed instructions differ by more do not repeat the same work. */
  private static final double MAX_DRIFT = 0.05;

  private Summaries() {}

  static Results.Cell cell(String program, String backend, Results.Status status, String reason, CellProcess.End end,
      double loadAverage, CellLog.Content content, Policy policy) {
    var compiles = content.compiles();
    var counted = counted(compiles, policy);
    return new Results.Cell(program, backend, status, reason, note(content.runs()), end.exitCode(), end.processNanos(), loadAverage,
        summary(status, content, counted), content.preparationNanos(),
        compiles.isEmpty() ? Map.of() : compiles.getFirst().phaseNanos(), phaseMedians(counted),
        content.runs().stream().map(Run::wallNanos).toList(), content.runs().stream().map(Run::cpuNanos).toList(),
        compiles.stream().map(CellLog.Compile::nanos).toList(), executedInsns(content.runs()),
        heap(content.runs(), Run.Heap::collections), heap(content.runs(), Run.Heap::gcNanos),
        heap(content.runs(), Run.Heap::allocatedBytes),
        outputs(content.runs()));
  }

  private static List<Long> heap(List<Run> runs, Function<Run.Heap, Long> figure) {
    return runs.stream().map(Run::heap).filter(Objects::nonNull).map(figure).toList();
  }

  private static List<Long> executedInsns(List<Run> runs) {
    return runs.stream().map(Run::executedInsns).filter(Objects::nonNull).toList();
  }

  private static String note(List<Run> runs) {
    var insns = executedInsns(runs);
    if (insns.isEmpty()) return "";
    long least = least(insns);
    long greatest = greatest(insns);
    if (greatest <= least * (1 + MAX_DRIFT)) return "";
    return String.format(Locale.ROOT, "the runs are not alike: %,d to %,d IR instructions executed", least, greatest);
  }

  // None if there are too few: a process that was ended early has not warmed up.
  private static List<CellLog.Compile> counted(List<CellLog.Compile> compiles, Policy policy) {
    if (compiles.isEmpty()) return List.of();
    var warm = compiles.subList(1, compiles.size());
    long longest = warm.stream().mapToLong(CellLog.Compile::nanos).max().orElse(0);
    if (warm.size() < policy.leastCompiles(longest)) return List.of();
    return warm.subList(policy.compilesFrom(warm.size()), warm.size());
  }

  static Results.Cell notRun(String program, String backend, Results.Status status, String reason) {
    var nothing = new Results.Summary(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null);
    return new Results.Cell(program, backend, status, reason, "", null, 0, MachineFacts.loadAverage(), nothing, Map.of(),
        Map.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Results.Summary summary(Results.Status status, CellLog.Content content,
      List<CellLog.Compile> counted) {
    var runs = content.runs();
    boolean steadyCounts = status == Results.Status.OK;
    // A cell that took too long or refuses later has checked runs behind it; the first of them is what it is.
    boolean firstCounts = !status.isFault() && !runs.isEmpty();
    var steady = steadyCounts ? runs.subList(Policy.steadyFrom(runs.size()), runs.size()) : List.<Run>of();
    var wall = steady.stream().map(Run::wallNanos).toList();
    var compile = counted.stream().map(CellLog.Compile::nanos).toList();
    long rss = runs.isEmpty() ? 0 : runs.getLast().peakRssBytes();
    return new Results.Summary(firstCounts ? (Long) runs.getFirst().wallNanos() : null, Policy.median(wall),
        Policy.median(steady.stream().map(Run::cpuNanos).toList()), least(wall), greatest(wall),
        wall.isEmpty() ? null : (Integer) wall.size(), runs.size(), Policy.median(compile),
        content.compiles().isEmpty() ? null : (Long) content.compiles().getFirst().nanos(), least(compile),
        greatest(compile), compile.isEmpty() ? null : (Integer) compile.size(),
        content.closure() == null ? null : (Long) content.closure().functions(),
        content.closure() == null ? null : (Long) content.closure().insns(),
        content.compiles().isEmpty() ? null : (Long) content.compiles().getFirst().codeBytes(),
        rss == 0 ? null : (Long) rss,
        Policy.median(executedInsns(steady)), Policy.median(heap(steady, Run.Heap::collections)),
        Policy.median(heap(steady, Run.Heap::gcNanos)), Policy.median(heap(steady, Run.Heap::allocatedBytes)));
  }

  private static Long least(List<Long> samples) {
    return samples.stream().min(Long::compare).orElse(null);
  }

  private static Long greatest(List<Long> samples) {
    return samples.stream().max(Long::compare).orElse(null);
  }

  private static Map<String, Long> phaseMedians(List<CellLog.Compile> compiles) {
    var samples = new LinkedHashMap<String, List<Long>>();
    for (var compile : compiles)
      compile.phaseNanos().forEach((phase, nanos) -> samples.computeIfAbsent(phase, _ -> new ArrayList<>()).add(nanos));
    var medians = new LinkedHashMap<String, Long>();
    samples.forEach((phase, nanos) -> medians.put(phase, Policy.median(nanos)));
    return medians;
  }

  // Mostly all runs of a cell come to the same; a row for each would be most of the file.
  private static List<Results.Output> outputs(List<Run> runs) {
    var outputs = new ArrayList<Results.Output>();
    for (int i = 0; i < runs.size(); i++) {
      var output = output(runs.get(i), i + 1);
      var last = outputs.isEmpty() ? null : outputs.getLast();
      if (last != null && output.equals(withRange(last, i + 1, i + 1)))
        outputs.set(outputs.size() - 1, withRange(last, last.from(), i + 1));
      else
        outputs.add(output);
    }
    return outputs;
  }

  private static Results.Output output(Run run, int number) {
    return new Results.Output(number, number, run.outcome(), run.exitCode(), run.exception(), run.traceSha256(),
        run.stdoutSha256(),
        run.stdoutBytes(), run.stderrSha256(), run.stderrBytes());
  }

  private static Results.Output withRange(Results.Output o, int from, int to) {
    return new Results.Output(from, to, o.outcome(), o.exitCode(), o.exception(), o.traceSha256(), o.stdoutSha256(),
        o.stdoutBytes(),
        o.stderrSha256(), o.stderrBytes());
  }
}
