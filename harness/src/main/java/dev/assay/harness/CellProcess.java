package dev.assay.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the processes of cells, one at a time, and ends those that take too long, or all when this JVM ends. */
final class CellProcess implements AutoCloseable {
  private static final Map<Integer, String> SIGNALS = Map.of(4, "SIGILL", 5, "SIGTRAP", 6, "SIGABRT", 7, "SIGBUS",
      8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  private static final int INTERRUPTED = 130;
  private static final int SHUTDOWN_MILLIS = 500;

  private final Duration timeout;
  private final Thread hook = new Thread(this::shutDown);
  private volatile Process process;
  private volatile boolean shuttingDown;

  CellProcess(Duration timeout) {
    this.timeout = timeout;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * How a process ended.
   *
   * <p>The methods take the log as the process left it.
   *
   * @param exitCode null if it was ended for the time it took
   */
  record End(Integer exitCode, Duration timeout, long processNanos, Path directory) {
    /** Puts the exit code into the run that ended the process by {@code System.exit}. */
    CellLog.Content complete(CellLog.Content content) {
      var runs = content.runs();
      if (exitCode == null || !endsByExit(content)) return content;
      var completed = new ArrayList<>(runs);
      completed.set(runs.size() - 1, runs.getLast().withExitCode(exitCode));
      return new CellLog.Content(content.closure(), content.preparationNanos(), content.compiles(), completed,
          content.end());
    }

    // A backend holds an exit back and knows its code.
    private static boolean endsByExit(CellLog.Content content) {
      if (content.end() != null || content.runs().isEmpty()) return false;
      var last = content.runs().getLast();
      return last.outcome().equals(Run.EXITED) && last.exitCode() == null;
    }

    Results.Status status(CellLog.Content content) {
      if (exitCode == null) return Results.Status.TIME_OUT;
      if (content.end() == null) {
        if (endsByExit(content)) return Results.Status.OK;
        return exitCode == CellRunner.REFUSED ? Results.Status.REFUSED : Results.Status.CRASH;
      }
      return switch (content.end().status()) {
        case CellLog.End.OK -> exitCode == CellRunner.OK ? Results.Status.OK : Results.Status.CRASH;
        case CellLog.End.REFUSED -> Results.Status.REFUSED;
        default -> Results.Status.CRASH;
      };
    }

    /** One line; "" if all is well. */
    String reason(CellLog.Content content) throws IOException {
      return switch (status(content)) {
        case OK, WRONG, UNAVAILABLE, UNCHECKED -> "";
        case TIME_OUT -> "after " + timeout.toSeconds() + " s, in " + phase(content);
        case REFUSED -> content.end() != null ? content.end().reason() : lastLine();
        case CRASH -> {
          boolean failed = content.end() != null && content.end().status().equals(CellLog.End.FAILED);
          yield failed ? content.end().reason() : death(content);
        }
      };
    }

    private static String phase(CellLog.Content content) {
      if (content.end() != null) return "shutdown";
      if (content.compiles().size() > 1) return "warm compile " + content.compiles().size();
      if (content.closure() != null && content.compiles().isEmpty()) return "compile";
      if (content.closure() == null && content.runs().isEmpty()) return "preparation or run 1";
      return "run " + (content.runs().size() + 1);
    }

    // HotSpot turns a signal into an error report and an exit code of its own.
    private String death(CellLog.Content content) throws IOException {
      var vmError = vmError();
      if (!vmError.isEmpty()) return vmError + ", in " + phase(content) + " (exit " + exitCode + ")";
      var signal = exitCode > 128 ? SIGNALS.get(exitCode - 128) : null;
      var last = lastLine();
      return "exit " + exitCode + (signal == null ? "" : " (" + signal + ")") + " in " + phase(content)
          + (last.isEmpty() ? "" : ": " + last);
    }

    /** From the head of the error report: which signal, and in whose code. */
    private String vmError() throws IOException {
      var file = directory.resolve("hs_err.log");
      if (!Files.exists(file)) return "";
      var found = new ArrayList<String>();
      var lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().limit(40).toList();
      for (int i = 0; i < lines.size(); i++) {
        var line = lines.get(i);
        if (line.matches("#\\s+(SIG|EXCEPTION|Internal Error|Out of Memory|There is insufficient memory).*"))
          found.add(line.substring(1).strip().replaceAll(" at pc=.*", ""));
        if (line.startsWith("# Problematic frame:") && i + 1 < lines.size())
          found.add("at " + lines.get(i + 1).substring(1).strip().replaceAll("\\s+", " "));
      }
      return String.join(" ", found);
    }

    private String lastLine() throws IOException {
      var file = directory.resolve("stderr.txt");
      if (!Files.exists(file)) return "";
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.lines().map(String::strip).filter(l -> !l.isEmpty()).reduce("", (_, line) -> line);
    }
  }

  /**
   * Runs to the end; what it prints goes to {@code stdout.txt} and {@code stderr.txt}.
   *
   * @throws InterruptedException also if this JVM is ending: the process was then ended by us or by the same signal,
   * and its end says nothing
   */
  End run(List<String> command, Path directory) throws IOException, InterruptedException {
    long start = System.nanoTime();
    process = new ProcessBuilder(command).redirectOutput(directory.resolve("stdout.txt").toFile())
        .redirectError(directory.resolve("stderr.txt").toFile()).start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        kill();
        process.waitFor();
      }
      // Ctrl-C goes to the whole process group: the child may be gone before our hook has begun.
      if (ended && process.exitValue() == INTERRUPTED) Thread.sleep(SHUTDOWN_MILLIS);
      if (shuttingDown) throw new InterruptedException("the comparison was interrupted");
      return new End(ended ? process.exitValue() : null, timeout, System.nanoTime() - start, directory);
    } finally {
      kill();
    }
  }

  private void shutDown() {
    shuttingDown = true;
    kill();
  }

  private void kill() {
    var p = process;
    if (p == null) return;
    p.descendants().forEach(ProcessHandle::destroyForcibly);
    p.destroyForcibly();
  }

  @Override
  public void close() {
    // Once shutdown has begun, hooks cannot be removed, and need not be.
    if (!shuttingDown) Runtime.getRuntime().removeShutdownHook(hook);
  }
}
