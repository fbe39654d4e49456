package dev.assay.cli;

import dev.assay.frontend.JavaProgram;
import dev.assay.harness.HostVariant;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one program on one backend, as {@code java} would. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs a program on a backend. Output, standard error and exit code are those of java.", footer = {
  "",
  "Examples:",
  "  assay run programs/Sieve.java                         LLVM, the default passes",
  "  assay run --backend cranelift --passes none Foo.jar 7  everything after the program goes to it",
  "  assay run --backend host:xint --cp classes --main a.B  the untouched program, interpreted by the host",
  "  assay run --backend cranelift --compile lazy Foo.java  each function when it is first called",
  "  assay run --backend interp --timeout 5s loop.ir        a module in IR text"
})
final class RunCommand implements Callable<Integer> {
  /** What compiling takes of the heap, most of which the program may have when it runs. */
  private static final long COMPILER_BYTES = 64 << 20;

  @Option(names = "--backend", paramLabel = "B[:VARIANT]", defaultValue = "llvm", description = "See: assay backends. Default: llvm.")
  private String backend;

  @Mixin
  private PassOptions passes;

  @Mixin
  private CompileOptions compile;

  @Option(names = "--timeout", paramLabel = "D", description = "Stops after 500ms, 10s, 2m …, with exit code 124.")
  private String timeout;

  @Option(names = "--heap", paramLabel = "SIZE", description = "Size of the program's heap, 64m, 2g …; for host the -Xmx of its JVM, for jvm that less 64m. Default: 1g.")
  private String heap;

  @Option(names = "--gc-stress", paramLabel = "N", defaultValue = "0", description = "Collects the heap at every N-th allocation, overwrites what becomes free, and verifies it; on a smaller stack if N is below 512. No effect on host and jvm.")
  private int gcStress;

  @Option(names = "--stats", description = "Tells on standard error what was compiled, and what the heap has seen (not on jvm). Nothing on host.")
  private boolean statistics;

  @Mixin
  private ProgramOptions program;

  @Parameters(paramLabel = "PROGRAM", arity = "0..*", description = "A .java, .class, .jar or .ir file or a folder of classes; then the program's arguments.")
  private List<String> rest = List.of();

  @Override
  public Integer call() throws Refusal, IOException, InterruptedException {
    boolean hasClassPath = program.hasClassPath(!rest.isEmpty());
    var path = hasClassPath ? null : Path.of(rest.getFirst());
    var arguments = hasClassPath ? rest : rest.subList(1, rest.size());
    Units.requireInterval("--gc-stress", gcStress);
    var mode = compile.mode();
    int threads = compile.threads();
    var choice = BackendChoice.of(backend).requireAvailable();
    long heapBytes = heap == null ? CompileRequest.DEFAULT_HEAP_BYTES : Units.bytes("--heap", heap);
    var limit = timeout == null ? null : Units.duration("--timeout", timeout);
    if (choice.isHost()) return runOnHost(choice, path, arguments, limit);
    if (choice.backend().name().equals("jvm") && heap != null && System.getProperty("assay.heap") == null) return again(heapBytes);

    // A wrong pass list is said before the program is compiled.
    var options = passes.options();
    var module = program.load(path);
    if (module.entry() == null) throw new Failure(ExitCode.PROGRAM, rest.getFirst() + ": names no entry; expected a line: entry @function");
    var err = new LineOutput(System.err);
    var io = new GuestIo(System.in, new FileOutputStream(FileDescriptor.out), err);
    var request = new CompileRequest(List.of(), heapBytes, gcStress, io, mode, threads);
    return new GuestRun(choice, options, request, limit, statistics, err).run(module, arguments);
  }

  private int runOnHost(BackendChoice choice, Path path, List<String> arguments, Duration limit)
      throws Refusal, IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(javaExecutable());
    command.addAll(HostVariant.of(choice.text()).orElseThrow().jvmFlags(CompileRequest.DEFAULT_HEAP_BYTES));
    // A later flag wins over that of the variant.
    if (heap != null) command.add("-Xmx" + Units.bytes("--heap", heap));
    if (path == null) {
      program.open(null).close();
      command.addAll(List.of("-cp", program.classPath(), program.mainClass()));
    } else {
      if (GuestProgram.isIr(path)) throw new Failure(ExitCode.PROGRAM, path + ": the host runs Java programs, not IR");
      try (var opened = JavaProgram.open(path)) {
        if (path.toString().endsWith(".java")) command.add(path.toString());
        else if (path.toString().endsWith(".jar")) command.addAll(List.of("-jar", path.toString()));
        else
          command
              .addAll(List.of("-cp", String.join(File.pathSeparator, opened.classPath().entries().stream().map(Path::toString).toList()),
                  opened.mainClass().replace('/', '.')));
      }
    }
    command.addAll(arguments);
    return wait(new ProcessBuilder(command).inheritIO().start(), limit);
  }

  /** The jvm backend's heap is that of its JVM, which can only be chosen at its start, and in which the program is compiled too. */
  private int again(long heapBytes) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(javaExecutable());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("-Xmx" + (heapBytes + COMPILER_BYTES), "-Dassay.heap=" + heapBytes, "-cp", System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(Main.arguments()));
    return wait(new ProcessBuilder(command).inheritIO().start(), null);
  }

  private static String javaExecutable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int wait(Process process, Duration limit) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    if (limit == null || process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) return process.waitFor();
    process.destroyForcibly().waitFor();
    System.err.println(GuestRun.timeOut(limit));
    return ExitCode.TIME_OUT;
  }
}
