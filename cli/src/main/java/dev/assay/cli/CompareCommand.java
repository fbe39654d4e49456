package dev.assay.cli;

import dev.assay.frontend.JavaProgram;
import dev.assay.harness.Comparison;
import dev.assay.harness.Policy;
import dev.assay.harness.ProgramSpec;
import dev.assay.harness.Results;
import dev.assay.reports.CsvReport;
import dev.assay.reports.HtmlReport;
import dev.assay.reports.MarkdownReport;
import dev.assay.reports.Report;
import dev.assay.reports.TerminalProgress;
import dev.assay.reports.TerminalTable;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Programs on backends, each pair in a process of its own, as a table and reports. */
@Command(name = "compare", mixinStandardHelpOptions = true, description = "Runs programs on several backends, checks every result against the host JVM, and reports what each costs and gives.", footer = {
  "",
  "Examples:",
  "  assay compare                                          the bundled programs on all backends",
  "  assay compare --quick programs/Sieve.java programs/Fib.java",
  "  assay compare --backends host,llvm:O0,llvm:O2,cranelift --csv cells.csv Foo.jar",
  "",
  "Beside a program NAME.java, NAME.args holds its arguments (separated by white space, \"quoted\" if need be) and NAME.in its",
  "standard input. Exit code 3: a result was wrong or a backend crashed."
})
final class CompareCommand implements Callable<Integer> {
  private static final String STANDARD_BACKENDS = "host,interp,jvm,llvm:O2,cranelift:speed";
  private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
  private static final int MAX_WHY = 160;

  @Option(names = "--backends", paramLabel = "LIST", defaultValue = STANDARD_BACKENDS, description = "Separated by commas. Default: "
      + STANDARD_BACKENDS + ".")
  private String backends;

  @Option(names = "--out", paramLabel = "DIR", defaultValue = "report", description = "Where report.html, report.md and results.json go. Default: report.")
  private Path out;

  @Option(names = "--csv", paramLabel = "FILE", description = "Also writes one row per cell, with named columns.")
  private Path csv;

  @Option(names = "--quick", description = "Fewer repetitions: a first look, not a measurement.")
  private boolean quick;

  @Option(names = "--timeout", paramLabel = "D", description = "Of each cell: 500ms, 10s, 2m …. Default: 60s.")
  private String timeout;

  @Mixin
  private CompileOptions compile;

  @Option(names = "--gc-stress", paramLabel = "N", defaultValue = "0", description = "Collects the heap at every N-th allocation and verifies it: a test, not a measurement. No effect on host and jvm.")
  private int gcStress;

  @Parameters(paramLabel = "PROGRAM", arity = "0..*", description = "A .java, .class or .jar file or a folder of classes. Default: the bundled programs.")
  private List<Path> programs = List.of();

  @Override
  public Integer call() throws Refusal, IOException, InterruptedException {
    Units.requireInterval("--gc-stress", gcStress);
    compile.mode();
    compile.threads();
    var columns = new ArrayList<Comparison.Column>();
    for (var name : backends.split(",", -1)) columns.add(column(name.strip()));
    var limit = timeout == null ? Comparison.Options.DEFAULT_TIMEOUT : Units.duration("--timeout", timeout);
    writable(out, csv);
    Path classes = Files.createTempDirectory("assay-classes-");
    try {
      var specs = specs(programs.isEmpty() ? bundled() : programs, classes);
      var options = new Comparison.Options(out, quick ? Policy.quick() : Policy.standard(), quick, limit, CompileRequest.DEFAULT_HEAP_BYTES,
          gcStress, compile.mode(), compile.threads(), commit(), List.of(Main.arguments()));
      var results = new Comparison(options, specs, columns, launcher(), progress()).run();
      return report(results);
    } finally {
      delete(classes);
    }
  }

  /** Cells start as this process did, from the launcher's AOT cache if there is one; but not the host, which is measured as it comes. */
  private static Comparison.Launcher launcher() {
    var flags = List.of("--sun-misc-unsafe-memory-access=allow");
    var cacheFlags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(CompareCommand::isOfAotCache);
    var host = Comparison.Launcher.java(flags, Main.class.getName(), "cell");
    var ours = Comparison.Launcher.java(Stream.concat(flags.stream(), cacheFlags).toList(), Main.class.getName(), "cell");
    return (spec, file, jvmFlags) -> (spec.isHost() ? host : ours).command(spec, file, jvmFlags);
  }

  private static boolean isOfAotCache(String flag) {
    return flag.startsWith("-XX:AOTCache=") || flag.equals("-XX:+VerifySharedSpaces") || flag.equals("-Xlog:aot=off");
  }

  private static Comparison.Column column(String text) {
    var choice = BackendChoice.of(text);
    if (choice.isHost()) return new Comparison.Column(text, System.getProperty("java.vm.name") + " " + Runtime.version(), "");
    var availability = choice.backend().availability();
    return new Comparison.Column(text, availability.available() ? choice.backend().version() : "", availability.reason());
  }

  /** Says before hours of running, not after, that a result cannot be written. */
  private static void writable(Path folder, Path file) {
    try {
      Files.createDirectories(folder);
      if (file != null && file.toAbsolutePath().getParent() != null) Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write to " + e.getMessage() + "; choose another folder with --out or --csv");
    }
    if (!Files.isWritable(folder)) throw new Failure(ExitCode.USAGE, "cannot write to " + folder + "; choose another folder with --out");
    if (file != null && Files.isDirectory(file)) throw new Failure(ExitCode.USAGE, file + " is a folder; --csv wants a file");
  }

  private static List<Path> bundled() throws IOException {
    var home = Path.of(System.getProperty("assay.home", ".")).resolve("programs");
    if (!Files.isDirectory(home)) throw new Failure(ExitCode.PROGRAM, "no program given, and no folder " + home + " with the bundled ones");
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
  }

  static List<ProgramSpec> specs(List<Path> programs, Path classes) throws Refusal, IOException {
    var specs = new ArrayList<ProgramSpec>();
    var names = new HashSet<String>();
    for (var path : programs) {
      if (GuestProgram.isIr(path))
        throw new Failure(ExitCode.PROGRAM, path + ": a comparison needs a Java program, which the host can run too");
      try (var program = JavaProgram.open(path)) {
        var stem = path.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        var name = stem;
        for (int i = 2; !names.add(name); i++) name = stem + "-" + i;
        var entries = program.exportClassPath(Files.createDirectory(classes.resolve(name)));
        var in = path.resolveSibling(stem + ".in");
        specs.add(new ProgramSpec(name, path.toString(), program.mainClass().replace('/', '.'),
            entries.stream().map(p -> p.toAbsolutePath().toString()).toList(),
            arguments(path.resolveSibling(stem + ".args")), Files.isRegularFile(in) ? in.toAbsolutePath().toString() : null, why(path)));
      }
    }
    return specs;
  }

  private static List<String> arguments(Path file) throws IOException {
    return Files.isRegularFile(file) ? arguments(Files.readString(file, StandardCharsets.UTF_8)) : List.of();
  }

  /** Splits at white space outside quotes. */
  static List<String> arguments(String text) {
    var arguments = new ArrayList<String>();
    var matcher = ARGUMENT.matcher(text);
    while (matcher.find()) arguments.add(matcher.group(2) != null ? matcher.group(2) : matcher.group(1).replaceAll("\\\\(.)", "$1"));
    return arguments;
  }

  /** The first sentence of the comment that a source file opens with. */
  private static String why(Path path) throws IOException {
    if (!path.toString().endsWith(".java")) return "";
    var text = Files.readString(path, StandardCharsets.UTF_8).strip();
    if (!text.startsWith("/*") || !text.contains("*/")) return "";
    var comment = text.substring(2, text.indexOf("*/")).replaceAll("(?m)^[\\s*]+", "").replaceAll("\\s+", " ").strip();
    int end = comment.indexOf(". ");
    var sentence = end < 0 ? comment : comment.substring(0, end + 1);
    return sentence.length() <= MAX_WHY ? sentence : sentence.substring(0, MAX_WHY - 1) + "…";
  }

  private static String commit() {
    var home = System.getProperty("assay.home");
    if (home == null || !Files.exists(Path.of(home, ".git"))) return "";
    try {
      var process = new ProcessBuilder("git", "-C", home, "describe", "--always", "--dirty").redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0 ? text : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static Comparison.Progress progress() {
    var terminal = new TerminalProgress(System.err, System.console() != null && System.console().isTerminal());
    return new Comparison.Progress() {
      @Override
      public void started(int index, int total, String program, String backend) {
        terminal.started(index, total, program, backend);
      }

      @Override
      public void ended(int index, int total, Results.Cell cell, Results soFar) {
        terminal.ended(index, total, cell.program(), cell.backend(), cell.statusText(), steady(cell),
            steady(soFar.cell(cell.program(), soFar.reference())));
      }
    };
  }

  private static Long steady(Results.Cell cell) {
    return cell == null || cell.summary() == null ? null : cell.summary().steadyNanos();
  }

  private int report(Results results) throws IOException {
    var report = Report.load(out.resolve("results.json"));
    write(out.resolve("report.html"), HtmlReport.render(report));
    write(out.resolve("report.md"), MarkdownReport.render(report));
    if (csv != null) write(csv, CsvReport.render(report));
    System.out.print(TerminalTable.render(report));
    System.out.println("report: " + out.resolve("report.html") + ", " + out.resolve("report.md") + ", " + out.resolve("results.json")
        + (csv == null ? "" : ", " + csv));
    return results.hasFault() ? ExitCode.FAULT : ExitCode.OK;
  }

  /** All of it or nothing: an interrupted write must not leave half a report. */
  private static void write(Path file, String text) throws IOException {
    var temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.writeString(temporary, text, StandardCharsets.UTF_8);
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.deleteIfExists(file);
    }
  }
}
