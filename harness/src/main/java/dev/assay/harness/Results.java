package dev.assay.harness;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The result file of a comparison, written as these records are; {@code docs/results.md} says what each field means.
 * A change of meaning or the loss of a field raises {@link #VERSION}; new fields do not.
 *
 * @param finishedAt null while the comparison is running, or if it was interrupted
 * @param reference the backend whose output is the expected one
 */
public record Results(String schema, int version, String startedAt, String finishedAt, String assayCommit,
    Machine machine, Options options,
    String reference, List<BackendEntry> backends, List<ProgramEntry> programs, List<Cell> cells) {
  public static final String SCHEMA = "assay-results";
  public static final int VERSION = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Memory in bytes; load is the one-minute average at the start, negative if unknown. */
  public record Machine(String os, String osVersion, String arch, String cpu, int cores, long memoryBytes, String jdk,
      String jvm,
      double loadAverage) {}

  /**
   * @param compile {@code eager} or {@code lazy}: when backends compile functions
   * @param compileThreads as given, or 0 for what each backend thinks best
   */
  public record Options(List<String> commandLine, boolean quick, long timeoutNanos, long heapBytes, Policy policy, String compile,
      int compileThreads) {}

  /**
   * @param unavailable why it cannot be used here, or ""
   */
  public record BackendEntry(String name, String version, String unavailable, List<String> jvmFlags) {}

  /**
   * @param sha256 of the file, or "" if it is not a file
   */
  public record ProgramEntry(String name, String file, String sha256, String mainClass, List<String> args,
      String stdinFile, String why) {}

  /** How a cell ended. The text is what the file says. */
  public enum Status {
    OK("ok"),
    /** The output is not the reference's. */
    WRONG("wrong"),
    /** The process died, or Assay failed. */
    CRASH("crash"),
    TIME_OUT("time-out"),
    REFUSED("refused"),
    /** The backend cannot be used on this machine. */
    UNAVAILABLE("unavailable"),
    /** There is no output of the reference to compare with. */
    UNCHECKED("unchecked");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    @com.fasterxml.jackson.annotation.JsonValue
    public String text() {
      return text;
    }

    /** Whether this is a fault, not a limit. */
    public boolean isFault() {
      return this == WRONG || this == CRASH;
    }
  }

  /**
   * @param reason "" for {@link Status#OK}
   * @param note what to know of the figures, one line or ""
   * @param processNanos wall time of the process of this cell
   * @param loadAverage of the machine before it
   */
  public record Cell(String program, String backend, Status status, String reason, String note, Integer exitCode, long processNanos,
      double loadAverage,
      Summary summary, Map<String, Long> preparationNanos, Map<String, Long> coldCompilePhaseNanos,
      Map<String, Long> compilePhaseNanos,
      List<Long> wallNanos, List<Long> cpuNanos, List<Long> compileNanos, List<Long> executedInsns, List<Long> collections,
      List<Long> gcNanos, List<Long> allocatedBytes,
      List<Output> outputs) {
    /** As one text: {@code ok} or the reason. */
    public String statusText() {
      return switch (status) {
        case OK -> "ok";
        case TIME_OUT -> status.text + " " + reason;
        case WRONG, CRASH, REFUSED, UNAVAILABLE, UNCHECKED -> status.text + ": " + reason;
      };
    }
  }

  /**
   * The figures of a cell that may be quoted; null where there is none. Times of a wrong or crashed run are not among
   * them.
   */
  public record Summary(Long firstNanos, Long steadyNanos, Long steadyCpuNanos, Long steadyMinNanos,
      Long steadyMaxNanos, Integer steadyRuns,
      Integer runs, Long compileNanos, Long compileColdNanos, Long compileMinNanos, Long compileMaxNanos,
      Integer compiles, Long irFunctions, Long irInsns,
      Long codeBytes, Long peakRssBytes, Long executedInsns, Long collections, Long gcNanos, Long allocatedBytes) {}

  /** What the runs {@code from} to {@code to} (1-based) came to, all alike. */
  public record Output(int from, int to, String outcome, Integer exitCode, String exception, String traceSha256,
      String stdoutSha256,
      long stdoutBytes, String stderrSha256, long stderrBytes) {}

  public Cell cell(String program, String backend) {
    for (var cell : cells) if (cell.program().equals(program) && cell.backend().equals(backend)) return cell;
    return null;
  }

  /** Whether a result is wrong or something crashed. */
  public boolean hasFault() {
    return cells.stream().anyMatch(c -> c.status().isFault());
  }

  /** In one step: whoever reads the file meanwhile, or after a crash, finds the old or the new one. */
  void write(Path file) throws IOException {
    var part = file.resolveSibling(file.getFileName() + ".part");
    MAPPER.writeValue(part.toFile(), this);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
