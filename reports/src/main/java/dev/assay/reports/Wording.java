package dev.assay.reports;

import java.util.ArrayList;
import java.util.List;

/** Sentences that the Markdown and the HTML report share, as plain text. */
final class Wording {
  private Wording() {}

  /** What was run where, a line each. */
  static List<String> circumstances(Report report) {
    var content = report.content();
    var machine = content.machine();
    var policy = content.options().policy();
    var lines = new ArrayList<String>();
    lines.add(count(report.programs().size(), "program") + " on " + count(report.backends().size(), "backend") + ", "
        + count(report.cells().size(), "cell") + ", each in a JVM of its own; started " + content.startedAt()
        + (report.isComplete() ? ", finished " + content.finishedAt() : ", not finished"));
    lines.add("Machine: " + or(machine.cpu(), "unknown processor") + ", " + count(machine.cores(), "core") + ", "
        + Format.bytes(machine.memoryBytes()) + "; " + machine.os() + " " + machine.osVersion() + " " + machine.arch()
        + (machine.loadAverage() < 0 ? "" : "; load average at the start " + machine.loadAverage()));
    lines.add("JDK: " + or(machine.jdk(), "unknown") + " (" + machine.jvm() + "); Assay: "
        + or(content.assayCommit(), "unknown commit"));
    if (policy.maxRuns() > 0)
      lines.add("Per cell: runs for " + Format.nanos((double) policy.budgetNanos()) + ", " + policy.maxRuns()
          + " at most; " + policy.minCompiles() + " warm compiles at least, " + policy.minSlowCompiles() + " if one takes "
          + Format.nanos((double) policy.slowNanos()) + "; time-out "
          + Format.nanos((double) content.options().timeoutNanos()) + "; guest heap "
          + Format.bytes(content.options().heapBytes())
          + (content.options().compile().equals("lazy") ? "; functions compiled at their first call" : ""));
    if (!content.options().commandLine().isEmpty())
      lines.add("Command: " + String.join(" ", content.options().commandLine()));
    return lines;
  }

  /** What the reader must know before any figure. */
  static List<String> warnings(Report report) {
    var warnings = new ArrayList<String>();
    var faults = report.cells().stream().filter(Report.Cell::isFault).count();
    if (faults > 0)
      warnings.add(faults + " of " + count(report.cells().size(), "cell") + " wrong or crashed; see Problems.");
    if (!report.isComplete()) warnings.add("The comparison was not finished: there are cells missing.");
    if (report.content().options().quick())
      warnings.add("Quick mode: few runs, still warming up. Good for checking results, not for quoting times.");
    double busiest = report.cells().stream().mapToDouble(Report.Cell::loadAverage).max().orElse(0);
    int cores = report.content().machine().cores();
    // One cell at a time keeps a core or two busy by itself: its main thread, and the JIT's and collector's.
    if (cores > 0 && busiest > Math.max(2, cores))
      warnings.add("The machine was busy: load average up to " + Format.digits(busiest) + " on " + count(cores, "core")
          + ".");
    return warnings;
  }

  /** What to know of the figures of single cells, a line each. */
  static List<String> notes(Report report) {
    return report.noted().stream().map(c -> c.program() + ", " + c.backend() + ": " + c.note()).toList();
  }

  /** How the figures come about and what they do not say, a paragraph each. */
  static List<String> explanation(Report report) {
    return """
        A cell is one program on one backend. Each run of it printed what the same run of REFERENCE \
        printed, and ended the same way, or the cell is wrong and has no times. A crash, a refusal or a \
        time-out is a cell with its reason.
        Steady time is the median wall time of the later half of the runs in one process. A ratio is \
        steady time over that of REFERENCE for the same program: 0.50× takes half as long, 2.00× twice. \
        Ratios are joined by their geometric mean, amounts by their median.
        Compiling goes from optimised high IR to callable code. Cold is the first compile in a new JVM, \
        whose own compiler code is interpreted; warm is the median of the later half of the following \
        ones, and of five at least. HotSpot's own JIT, which compiles the program on the host, the \
        bytecode of the jvm backend and the interpreters, works beside the runs: its time is in their \
        CPU time and not here. Peak memory is that of the whole process, JVM and Assay included, up to \
        the end of the runs.
        Limits: one process per cell, so nothing is known of the spread between processes; there are no \
        intervals yet, and the end of the warm-up is assumed, not found. Differences of a few per cent \
        mean nothing. Guest programs run on one thread; the host's JIT and collector have theirs, so \
        compare CPU time too.
        """.replace("REFERENCE", report.reference()).lines().toList();
  }

  static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  static String or(String text, String other) {
    return text.isEmpty() ? other : text;
  }
}
