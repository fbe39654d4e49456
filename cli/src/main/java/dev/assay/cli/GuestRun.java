package dev.assay.cli;

import dev.assay.ir.Module;
import dev.assay.passes.Compilation;
import dev.assay.passes.PipelineOptions;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * One run of a built program on a backend of ours, from the passes to the exit code; what {@link RunCommand} does once it knows what is
 * wanted.
 *
 * @param passes the optimisations
 * @param limit how long the program may run, or null
 * @param io the program's streams
 * @param err where an uncaught exception and a time-out are told
 */
record GuestRun(BackendChoice choice, PipelineOptions passes, long heapBytes, Duration limit, GuestIo io, PrintStream err) {
  /** How long a program may take to notice that it is to stop. */
  private static final long GRACE_MILLIS = 3000;

  /** Compiles and runs; returns the exit code. */
  int run(Module module, List<String> args) throws Refusal {
    var optimised = Compilation.optimise(module, passes.withLevel(Compilation.levelOf(module)));
    var prepared = Compilation.prepare(optimised, choice.backend().level());
    try (var executable = choice.backend().compile(prepared, choice.variant(), new CompileRequest(List.of(), heapBytes, io))) {
      return exitCode(run(executable, args));
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
        timedOut(err, limit);
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

  private int exitCode(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Returned _ -> ExitCode.OK;
      case Outcome.Threw t -> {
        err.print("Exception in thread \"main\" " + t.trace());
        yield ExitCode.UNCAUGHT;
      }
      case Outcome.Exited e -> e.code();
      case Outcome.Stopped _ -> {
        timedOut(err, limit);
        yield ExitCode.TIME_OUT;
      }
    };
  }

  static void timedOut(PrintStream err, Duration limit) {
    double seconds = limit.toNanos() / 1e9;
    err.println("assay: time-out after " + (seconds == Math.rint(seconds) ? (long) seconds + " s" : seconds + " s"));
  }
}
