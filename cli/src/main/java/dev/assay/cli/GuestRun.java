package dev.assay.cli;

import dev.assay.ir.Module;
import dev.assay.passes.Compilation;
import dev.assay.passes.PipelineOptions;
import dev.assay.spi.CompileReport;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.HeapStatistics;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One run of a built program on a backend of ours, from the passes to the exit code; what {@link RunCommand} does once it knows what is
 * wanted.
 *
 * @param passes the optimisations
 * @param limit how long the program may run, or null
 * @param statistics whether to tell what was compiled and what the heap has seen
 * @param err where an uncaught exception, a time-out and statistics are told
 */
record GuestRun(BackendChoice choice, PipelineOptions passes, CompileRequest request, Duration limit, boolean statistics, LineOutput err) {
  /** How long a program may take to notice that it is to stop. */
  private static final long GRACE_MILLIS = 3000;

  /** Compiles and runs; returns the exit code. */
  int run(Module module, List<String> args) throws Refusal {
    var optimised = Compilation.optimise(module, passes.withLevel(Compilation.levelOf(module)));
    var prepared = Compilation.prepare(optimised, choice.backend().level());
    try (var executable = choice.backend().compile(prepared, choice.variant(), request)) {
      int code = exitCode(run(executable, args));
      if (statistics) {
        tell(executable.report());
        executable.heap().ifPresent(this::tell);
      }
      return code;
    }
  }

  private Outcome run(Executable executable, List<String> args) {
    if (limit == null) return executable.run(args);
    var watchdog = Thread.ofPlatform().daemon().name("time-out").start(() -> {
      try {
        Thread.sleep(limit);
        executable.stop();
        Thread.sleep(GRACE_MILLIS);
        // It did not reach a poll; nothing of ours is left to save.
        say(timeOut(limit));
        Runtime.getRuntime().halt(ExitCode.TIME_OUT);
      } catch (InterruptedException _) {
        // The program has ended.
      }
    });
    try {
      return executable.run(args);
    } finally {
      watchdog.interrupt();
    }
  }

  private void tell(CompileReport report) {
    say(String.format(Locale.ROOT, "assay: compiled: %d functions, %.3f ms, %d bytes of code", report.functions(),
        report.totalNanos() / 1e6, report.codeBytes()));
  }

  private void tell(HeapStatistics heap) {
    say(String.format(Locale.ROOT,
        "assay: heap: %d collections, %.3f ms, the longest %.3f ms; %d bytes allocated, %d in use after the last", heap.collections(),
        heap.pauseNanos() / 1e6, heap.longestPauseNanos() / 1e6, heap.allocatedBytes(), heap.liveBytes()));
  }

  private int exitCode(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Returned _ -> ExitCode.OK;
      case Outcome.Threw t -> {
        write("Exception in thread \"main\" " + t.trace());
        yield ExitCode.UNCAUGHT;
      }
      case Outcome.Exited e -> e.code();
      case Outcome.Stopped _ -> {
        say(timeOut(limit));
        yield ExitCode.TIME_OUT;
      }
    };
  }

  static String timeOut(Duration limit) {
    double seconds = limit.toNanos() / 1e9;
    return "assay: time-out after " + (seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s");
  }

  /** A line of our own begins a line. */
  private void say(String line) {
    write((err.isUnfinished() ? "\n" : "") + line + "\n");
  }

  private void write(String text) {
    try {
      err.write(text.getBytes(System.err.charset()));
    } catch (IOException _) {
      // Nobody reads it.
    }
  }
}
