package dev.assay.harness;

import dev.assay.spi.CompileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs every program on every backend, each pair (a <b>cell</b>) in a process of its own, and checks every run
 * against the reference's same run. A difference, a crash, a refusal or a time-out is a cell with its reason.
 *
 * <p>The order is by program, so that what drifts on the machine in the course of a comparison meets all backends of
 * a program alike. The reference goes first, and no backend runs a program more often than it did: a program may
 * print something else each time. The result file is complete after each cell.
 */
public final class Comparison {
  private static final String RESULTS_FILE = "results.json";

  private final Options options;
  private final List<ProgramSpec> programs;
  private final List<Column> columns;
  private final Launcher launcher;
  private final Progress progress;

  /**
   * @param out folder of the result; made if it is not there
   * @param timeout of a cell
   * @param heapBytes of the guest
   * @param gcStress see {@link CellSpec}
   * @param compile when backends compile functions
   * @param compileThreads see {@link CellSpec}
   * @param commit of Assay, or "" if unknown
   * @param commandLine as the user gave it, for the record
   */
  public record Options(Path out, Policy policy, boolean quick, Duration timeout, long heapBytes, int gcStress,
      CompileMode compile, int compileThreads, String commit, List<String> commandLine) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    public Options {
      commandLine = List.copyOf(commandLine);
    }
  }

  /**
   * A backend as given on the command line.
   *
   * @param version of what it stands on, one line
   * @param unavailable why it cannot be used here, or ""
   */
  public record Column(String backend, String version, String unavailable) {}

  /** Says how to start the process of a cell: it must come to {@link CellRunner#run} with the spec file. */
  @FunctionalInterface
  public interface Launcher {
    /**
     * @param jvmFlags belong right behind {@code java}
     */
    List<String> command(CellSpec spec, Path specFile, List<String> jvmFlags);

    /**
     * The JVM and class path of this process.
     *
     * @param moreFlags of the JVM, for every cell
     * @param args before the spec file
     */
    static Launcher java(List<String> moreFlags, String mainClass, String... args) {
      var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      return (_, specFile, jvmFlags) -> Stream.of(Stream.of(java), moreFlags.stream(), jvmFlags.stream(),
          Stream.of("-cp", System.getProperty("java.class.path"), mainClass), Stream.of(args),
          Stream.of(specFile.toString()))
          .flatMap(s -> s).toList();
    }
  }

  /** Is told as cells begin and end; {@code index} is 1-based. */
  public interface Progress {
    Progress NONE = new Progress() {
      @Override
      public void started(int index, int total, String program, String backend) {}

      @Override
      public void ended(int index, int total, Results.Cell cell, Results soFar) {}
    };

    void started(int index, int total, String program, String backend);

    void ended(int index, int total, Results.Cell cell, Results soFar);
  }

  /**
   * @param columns in the order of the report. The reference is {@code host}, else the first variant of it; if there
   * is none, {@code host} is added in front
   */
  public Comparison(Options options, List<ProgramSpec> programs, List<Column> columns, Launcher launcher,
      Progress progress) {
    this.options = options;
    this.programs = List.copyOf(programs);
    this.columns = withReference(columns);
    this.launcher = launcher;
    this.progress = progress;
    var names = new LinkedHashSet<String>();
    for (var program : programs)
      if (!names.add(program.name())) throw new IllegalArgumentException("two programs are called " + program.name());
    for (var column : this.columns)
      if (HostVariant.isHost(column.backend()) && HostVariant.of(column.backend()).isEmpty())
        throw new IllegalArgumentException(
            "no backend " + column.backend() + "; the host's are " + String.join(", ", HostVariant.names()));
  }

  private static List<Column> withReference(List<Column> columns) {
    var all = new ArrayList<Column>();
    if (columns.stream().noneMatch(c -> HostVariant.isHost(c.backend())))
      all.add(new Column("host", System.getProperty("java.vm.name") + " " + Runtime.version(), ""));
    all.addAll(new LinkedHashSet<>(columns));
    return all;
  }

  private String reference() {
    var hosts = columns.stream().map(Column::backend).filter(HostVariant::isHost).toList();
    return hosts.contains("host") ? "host" : hosts.getFirst();
  }

  /** The flags of a backend's JVM that are not the user's or the launcher's. Reports show them. */
  private List<String> jvmFlags(String backend) {
    var flags = new ArrayList<String>();
    flags.addAll(HostVariant.of(backend).map(v -> v.jvmFlags(options.heapBytes())).orElse(List.of()));
    flags.add("--enable-native-access=ALL-UNNAMED");
    // Or the host's C2 replaces an exception it has thrown some times by one without message and frames, in a run
    // that depends on the load.
    flags.add("-XX:-OmitStackTraceInFastThrow");
    // As the launcher has them: the jvm backend's stack overflows, and traces with frames of its own.
    if (!HostVariant.isHost(backend)) flags.addAll(List.of("-XX:StackReservedPages=0", "-XX:MaxJavaStackTraceDepth=4096"));
    // Or a locale of the user's makes '?' of all characters it does not have, and no difference between them shows.
    flags.add("-Dstdout.encoding=UTF-8");
    flags.add("-Dstderr.encoding=UTF-8");
    flags.add("-XX:-CreateCoredumpOnCrash");
    return flags;
  }

  /**
   * Runs all cells. On Ctrl-C the process of the present cell is ended, and the result file has the cells so far.
   *
   * @throws IOException if the result cannot be written, or a process cannot be started
   */
  public Results run() throws IOException, InterruptedException {
    var cellsDirectory = options.out().resolve("cells");
    Files.createDirectories(cellsDirectory);
    var recorded = new Results.Options(options.commandLine(), options.quick(), options.timeout().toNanos(),
        options.heapBytes(), options.policy(), options.compile().name().toLowerCase(Locale.ROOT), options.compileThreads());
    var backends = columns.stream()
        .map(c -> new Results.BackendEntry(c.backend(), c.version(), c.unavailable(), jvmFlags(c.backend()))).toList();
    var results = new Results(Results.SCHEMA, Results.VERSION, now(), null, options.commit(), MachineFacts.read(),
        recorded, reference(), backends, programEntries(), new ArrayList<>());
    results.write(options.out().resolve(RESULTS_FILE));
    int total = programs.size() * columns.size();
    int index = 0;
    try (var processes = new CellProcess(options.timeout())) {
      for (var program : programs) {
        var session = new Session(program, results, processes, cellsDirectory);
        for (var column : inOrder()) {
          progress.started(++index, total, program.name(), column.backend());
          var cell = session.cell(column);
          results.cells().add(cell);
          results.write(options.out().resolve(RESULTS_FILE));
          progress.ended(index, total, cell, results);
        }
        session.clean();
      }
    }
    deleteIfEmpty(cellsDirectory);
    var finished = new Results(results.schema(), results.version(), results.startedAt(), now(), results.assayCommit(),
        results.machine(), results.options(), results.reference(), results.backends(), results.programs(),
        results.cells());
    finished.write(options.out().resolve(RESULTS_FILE));
    return finished;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private List<Column> inOrder() {
    var reference = reference();
    return columns.stream().sorted(Comparator.comparing(c -> !c.backend().equals(reference))).toList();
  }

  private List<Results.ProgramEntry> programEntries() throws IOException {
    var entries = new ArrayList<Results.ProgramEntry>();
    for (var p : programs) {
      var file = Path.of(p.file());
      var sha256 = Files.isRegularFile(file) ? Capture.sha256(Files.readAllBytes(file)) : "";
      entries.add(
          new Results.ProgramEntry(p.name(), p.file(), sha256, p.mainClass(), p.args(), p.stdinFile(), p.why()));
    }
    return entries;
  }

  /** The cells of one program: the reference's log must stay until the last has been compared with it. */
  private final class Session {
    private final ProgramSpec program;
    private final Results results;
    private final CellProcess processes;
    private final Path cellsDirectory;
    private final List<Path> done = new ArrayList<>();
    private Path referenceDirectory;
    private List<Run> referenceRuns = List.of();
    private String noReference = "";

    Session(ProgramSpec program, Results results, CellProcess processes, Path cellsDirectory) {
      this.program = program;
      this.results = results;
      this.processes = processes;
      this.cellsDirectory = cellsDirectory;
    }

    Results.Cell cell(Column column) throws IOException, InterruptedException {
      boolean isReference = column.backend().equals(results.reference());
      if (!column.unavailable().isEmpty()) return notRun(column, Results.Status.UNAVAILABLE, column.unavailable());
      if (!isReference && referenceRuns.isEmpty()) return notRun(column, Results.Status.UNCHECKED, noReference);

      var directory = cellsDirectory.resolve(fileName(program.name()) + "-" + fileName(column.backend()));
      delete(directory);
      Files.createDirectories(directory);
      var policy = options.policy();
      if (!isReference) policy = policy.withMaxRuns(Math.min(policy.maxRuns(), referenceRuns.size()));
      var spec = new CellSpec(program, column.backend(), policy, options.heapBytes(), options.gcStress(),
          options.compile(), options.compileThreads(), directory);
      var specFile = directory.resolve("spec.json");
      spec.write(specFile);
      var flags = new ArrayList<>(jvmFlags(column.backend()));
      flags.add("-XX:ErrorFile=" + directory.resolve("hs_err.log"));

      double load = MachineFacts.loadAverage();
      var end = processes.run(launcher.command(spec, specFile, flags), directory);
      var log = CellLog.read(directory);
      var status = end.status(log);
      var reason = end.reason(log);
      var content = end.complete(log);
      if (isReference) {
        referenceDirectory = directory;
        referenceRuns = content.runs();
      } else {
        var checker = new Checker(referenceDirectory, directory);
        var difference = checker.compare(referenceRuns, content.runs());
        if (difference.isPresent()) {
          int run = difference.get().run();
          checker.save(referenceRuns.get(run), content.runs().get(run),
              options.out().resolve("mismatch").resolve(directory.getFileName()));
          reason = difference.get().text()
              + (status == Results.Status.OK ? "" : "; then " + status.text() + " " + reason);
          status = Results.Status.WRONG;
        }
      }
      if (status == Results.Status.OK) done.add(directory);
      var cell = Summaries.cell(program.name(), column.backend(), status, reason, end, load, content, options.policy());
      if (isReference) noReference = "no run of " + results.reference() + " to compare with: " + cell.statusText();
      return cell;
    }

    private Results.Cell notRun(Column column, Results.Status status, String reason) {
      return Summaries.notRun(program.name(), column.backend(), status, reason);
    }

    /** The directory of a cell that is not ok stays, for whoever looks for the cause. */
    void clean() throws IOException {
      for (var directory : done) delete(directory);
    }
  }

  /** Letters, digits, dot, dash and underscore, so that it is a file name anywhere. */
  private static String fileName(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) return;
    List<Path> files;
    try (var walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (var file : files) Files.delete(file);
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      if (files.findAny().isPresent()) return;
    }
    Files.delete(directory);
  }
}
