package dev.assay.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A result file as read; {@code docs/results.md} says what each field means. Fields that a file does not have are
 * null, "", 0 or empty, so that a file cut short by hand still makes a report. Fields that are not known here are
 * passed over.
 */
public final class Report {
  private static final String SCHEMA = "assay-results";
  private static final int VERSION = 1;
  private static final String OK = "ok";

  private static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
      .build();

  /** The file itself. */
  record Content(String startedAt, String finishedAt, String assayCommit, Machine machine, Options options,
      String reference,
      List<Backend> backends, List<Program> programs, List<Cell> cells) {
    Content {
      startedAt = text(startedAt);
      assayCommit = text(assayCommit);
      reference = text(reference);
      machine = machine == null ? new Machine("", "", "", "", 0, 0, "", "", -1) : machine;
      options = options == null ? new Options(List.of(), false, 0, 0, null, "") : options;
      backends = list(backends);
      programs = list(programs);
      cells = list(cells);
    }
  }

  record Machine(String os, String osVersion, String arch, String cpu, int cores, long memoryBytes, String jdk,
      String jvm,
      double loadAverage) {
    Machine {
      os = text(os);
      osVersion = text(osVersion);
      arch = text(arch);
      cpu = text(cpu);
      jdk = text(jdk);
      jvm = text(jvm);
    }
  }

  record Options(List<String> commandLine, boolean quick, long timeoutNanos, long heapBytes, Policy policy, String compile) {
    Options {
      commandLine = list(commandLine);
      compile = text(compile);
      policy = policy == null ? new Policy(0, 0, 0, 0, 0, 0) : policy;
    }
  }

  record Policy(long budgetNanos, int minRuns, int maxRuns, long slowNanos, int minCompiles, int minSlowCompiles) {}

  record Backend(String name, String version, String unavailable, List<String> jvmFlags) {
    Backend {
      name = text(name);
      version = text(version);
      unavailable = text(unavailable);
      jvmFlags = list(jvmFlags);
    }
  }

  record Program(String name, String file, String sha256, String mainClass, List<String> args, String stdinFile,
      String why) {
    Program {
      name = text(name);
      file = text(file);
      sha256 = text(sha256);
      mainClass = text(mainClass);
      args = list(args);
      stdinFile = text(stdinFile);
      why = text(why);
    }
  }

  record Cell(String program, String backend, String status, String reason, String note, double loadAverage, Summary summary,
      Map<String, Long> preparationNanos, Map<String, Long> coldCompilePhaseNanos,
      Map<String, Long> compilePhaseNanos) {
    Cell {
      program = text(program);
      backend = text(backend);
      status = text(status);
      reason = text(reason);
      note = text(note);
      summary = summary == null ? Summary.NONE : summary;
      preparationNanos = preparationNanos == null ? Map.of() : preparationNanos;
      coldCompilePhaseNanos = coldCompilePhaseNanos == null ? Map.of() : coldCompilePhaseNanos;
      compilePhaseNanos = compilePhaseNanos == null ? Map.of() : compilePhaseNanos;
    }

    boolean isOk() {
      return status.equals(OK);
    }

    /** A wrong result or a crash: a fault, where a refusal or a time-out is a limit. */
    boolean isFault() {
      return status.equals("wrong") || status.equals("crash");
    }

    /** {@code ok} or the reason. */
    String statusText() {
      return isOk() || reason.isEmpty() ? status : status + (status.equals("time-out") ? " " : ": ") + reason;
    }
  }

  record Summary(Long firstNanos, Long steadyNanos, Long steadyCpuNanos, Long steadyMinNanos, Long steadyMaxNanos,
      Integer steadyRuns,
      Integer runs, Long compileNanos, Long compileColdNanos, Long compileMinNanos, Long compileMaxNanos,
      Integer compiles, Long irFunctions, Long irInsns,
      Long codeBytes, Long peakRssBytes, Long executedInsns, Long collections, Long gcNanos, Long allocatedBytes) {
    static final Summary NONE = new Summary(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null);
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> list(List<T> list) {
    return list == null ? List.of() : list.stream().filter(e -> e != null).toList();
  }

  private final Content content;
  private final Map<String, Map<String, Cell>> cells = new HashMap<>();
  private final List<String> programs;
  private final List<String> backends;

  private Report(Content content) {
    this.content = content;
    var programNames = new LinkedHashSet<String>();
    var backendNames = new LinkedHashSet<String>();
    for (var program : content.programs()) programNames.add(program.name());
    for (var backend : content.backends()) backendNames.add(backend.name());
    for (var cell : content.cells()) {
      programNames.add(cell.program());
      backendNames.add(cell.backend());
      cells.computeIfAbsent(cell.program(), _ -> new HashMap<>()).put(cell.backend(), cell);
    }
    programs = List.copyOf(programNames);
    backends = List.copyOf(backendNames);
  }

  /**
   * Reads a result file.
   *
   * @throws IOException with a line for the user, if it cannot be read, is no result file, or is of a later version
   */
  public static Report load(Path file) throws IOException {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": no JSON: " + e.getOriginalMessage(), e);
    }
    if (!tree.path("schema").asText().equals(SCHEMA))
      throw new IOException(file + ": not a result file of Assay: its schema is not " + SCHEMA);
    int version = tree.path("version").asInt();
    if (version < 1 || version > VERSION)
      throw new IOException(file + ": version " + version + " of the result file; this Assay reads up to " + VERSION);
    try {
      return new Report(MAPPER.treeToValue(tree, Content.class));
    } catch (JsonProcessingException e) {
      throw new IOException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  Content content() {
    return content;
  }

  /** Names in the order of the command line. */
  List<String> programs() {
    return programs;
  }

  /** Names in the order of the command line. */
  List<String> backends() {
    return backends;
  }

  String reference() {
    return content.reference();
  }

  /** The cell, or null if it has not been measured. */
  Cell cell(String program, String backend) {
    return cells.getOrDefault(program, Map.of()).get(backend);
  }

  /** The figures of a cell; all null if it has not been measured. */
  Summary summary(String program, String backend) {
    var cell = cell(program, backend);
    return cell == null ? Summary.NONE : cell.summary();
  }

  /** A figure of a program that is the same on all backends which have it, or null. */
  Long ofAnyBackend(String program, Function<Summary, Long> figure) {
    return backends().stream().map(b -> figure.apply(summary(program, b))).filter(n -> n != null).findFirst().orElse(null);
  }

  /** Cells in the order of programs, then of backends. */
  List<Cell> cells() {
    var inOrder = new ArrayList<Cell>();
    for (var program : programs)
      for (var backend : backends) if (cell(program, backend) != null) inOrder.add(cell(program, backend));
    return inOrder;
  }

  /**
   * What went wrong with cells of one backend in the same way.
   *
   * @param programs their names, or "all programs"
   * @param cell the first of them
   */
  record Problem(String programs, Cell cell) {
    String where() {
      return programs + ", " + cell.backend();
    }
  }

  /** In the order of the first cell of each. */
  List<Problem> problems() {
    var alike = new LinkedHashMap<List<String>, List<Cell>>();
    for (var cell : cells())
      if (!cell.isOk()) alike.computeIfAbsent(List.of(cell.backend(), cell.statusText()), _ -> new ArrayList<>()).add(cell);
    return alike.values().stream().map(cells -> new Problem(names(cells), cells.getFirst())).toList();
  }

  private String names(List<Cell> cells) {
    if (cells.size() > 1 && cells.size() == programs().size()) return "all programs";
    return cells.stream().map(Cell::program).collect(Collectors.joining(", "));
  }

  List<Cell> noted() {
    return cells().stream().filter(c -> !c.note().isEmpty()).toList();
  }

  boolean isComplete() {
    return content.finishedAt() != null;
  }
}
