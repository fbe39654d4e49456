package dev.assay.harness;

import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileReport;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.HeapStatistics;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The process of one cell: prepares and compiles the program once, runs it repeatedly, then compiles it some more
 * times, now warm. In this order the first compile and the first run are as cold as a user meets them, and the peak
 * memory is that of one compile and the runs.
 *
 * <p>Of a program whose functions are compiled when they are called, a compile is what the backend spends on it up to the end of its first
 * run, which it reports; so each compile comes with a run then.
 *
 * <p>A program on the host that calls {@code System.exit} takes this process with it. A shutdown hook then records
 * the run, the process which started this one learns the code, and all backends run that program as often as the host
 * did.
 */
public final class CellRunner {
  /** Exit codes of the process, beside those of a program on the host. The log says more. */
  public static final int OK = 0;
  public static final int REFUSED = 65;
  public static final int FAILED = 70;

  private final CellSpec spec;
  private final CellLog log;
  private final byte[] stdin;
  private final Capture out = new Capture();
  private final Capture err = new Capture();
  private final GuestIo io;
  private final ProcessFigures figures = new ProcessFigures();
  // Of the run under way.
  private volatile boolean running;
  private long startWallNanos;
  private long startCpuNanos;

  private CellRunner(CellSpec spec) throws IOException {
    this.spec = spec;
    this.log = new CellLog(spec.directory());
    this.stdin = spec.program().stdinFile() == null ? new byte[0]
        : Files.readAllBytes(Path.of(spec.program().stdinFile()));
    this.io = new GuestIo(new ByteArrayInputStream(stdin), out, err);
  }

  /**
   * Does what a spec says. Call it on the main thread and leave with the code by {@code System.exit}.
   *
   * @param preparation not called for a cell of the host
   */
  public static int run(Path specFile, Preparation preparation) throws IOException {
    var runner = new CellRunner(CellSpec.read(specFile));
    var stderr = System.err;
    try {
      if (runner.spec.isHost()) runner.runHost();
      else runner.runBackend(preparation);
      runner.log.ended(new CellLog.End(CellLog.End.OK, ""));
      return OK;
    } catch (Refusal e) {
      runner.log.ended(new CellLog.End(CellLog.End.REFUSED, oneLine(e.getMessage())));
      return REFUSED;
    } catch (Throwable t) {
      runner.log.ended(new CellLog.End(CellLog.End.FAILED, oneLine(t.toString())));
      t.printStackTrace(stderr);
      return FAILED;
    }
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " / ");
  }

  private void runHost() throws Refusal, IOException {
    // The platform loader as parent: the program must not see Assay's own classes.
    try (var loader = new URLClassLoader(urls(), ClassLoader.getPlatformClassLoader())) {
      var subject = HostSubject.load(loader, spec.program().mainClass(), io);
      Runtime.getRuntime().addShutdownHook(new Thread(this::recordExit));
      repeat(subject, () -> Counts.NONE, () -> {});
    }
  }

  private URL[] urls() throws MalformedURLException {
    var urls = new ArrayList<URL>();
    for (var entry : spec.program().classPath()) urls.add(Path.of(entry).toUri().toURL());
    return urls.toArray(URL[]::new);
  }

  private void recordExit() {
    if (!running || !exitCalled()) return;
    long wallNanos = System.nanoTime() - startWallNanos;
    long cpuNanos = figures.cpuNanos() - startCpuNanos;
    HostSubject.flush();
    record(wallNanos, cpuNanos, Run.EXITED, null, "", "", null, null);
  }

  // A signal ends the JVM by the same hooks, but not through Runtime.exit.
  private static boolean exitCalled() {
    return Thread.getAllStackTraces().values().stream().flatMap(Arrays::stream)
        .anyMatch(f -> f.getClassName().equals("java.lang.Runtime") && f.getMethodName().equals("exit"));
  }

  private void runBackend(Preparation preparation) throws Refusal {
    var prepared = preparation.prepare(spec, io);
    log.prepared(prepared.closure(), prepared.phaseNanos());
    try (var executable = compile(prepared.compilation())) {
      var beforeRun = executable.report();
      boolean[] isFirst = {isLazy()};
      repeat(executable::run, () -> new Counts(executable.executedInsns(), executable.heap()), () -> {
        if (isFirst[0]) log.compiledInRun(since(beforeRun, executable.report()));
        isFirst[0] = false;
      });
    }
    long total = 0;
    long longest = 0;
    for (int n = 0; spec.policy().wantsCompile(n, total, longest); n++) {
      long start = System.nanoTime();
      try (var executable = compile(prepared.compilation())) {
        if (isLazy()) {
          var beforeRun = executable.report();
          newStreams();
          executable.run(spec.program().args());
          log.compiledInRun(since(beforeRun, executable.report()));
        }
      }
      long nanos = System.nanoTime() - start;
      total += nanos;
      longest = Math.max(longest, nanos);
    }
  }

  private boolean isLazy() {
    return spec.compile() == CompileMode.LAZY;
  }

  private static CellLog.Compile since(CompileReport before, CompileReport now) {
    var phases = new LinkedHashMap<>(now.phaseNanos());
    before.phaseNanos().forEach((phase, nanos) -> phases.merge(phase, -nanos, Long::sum));
    return new CellLog.Compile(now.totalNanos() - before.totalNanos(), now.codeBytes() - before.codeBytes(), phases);
  }

  private Executable compile(Preparation.Compilation compilation) throws Refusal {
    long start = System.nanoTime();
    var compiled = compilation.compile();
    long nanos = System.nanoTime() - start;
    var report = compiled.executable().report();
    var phases = new LinkedHashMap<>(compiled.phaseNanos());
    report.phaseNanos().forEach((phase, n) -> phases.merge(phase, n, Long::sum));
    log.compiled(new CellLog.Compile(nanos, report.codeBytes(), phases));
    return compiled.executable();
  }

  /** What a backend counts itself: instructions of the last run, the heap since its beginning. */
  private record Counts(OptionalLong executedInsns, Optional<HeapStatistics> heap) {
    static final Counts NONE = new Counts(OptionalLong.empty(), Optional.empty());
  }

  private void repeat(Subject subject, Supplier<Counts> counts, Runnable afterRun) {
    long total = 0;
    long longest = 0;
    // The first call of a downcall handle links it.
    figures.cpuNanos();
    for (int n = 0; spec.policy().wantsRun(n, total, longest); n++) {
      long nanos = runOnce(subject, counts);
      afterRun.run();
      total += nanos;
      longest = Math.max(longest, nanos);
    }
  }

  private void newStreams() {
    out.reset();
    err.reset();
    io.replace(new ByteArrayInputStream(stdin), out, err);
  }

  private long runOnce(Subject subject, Supplier<Counts> counts) {
    newStreams();
    var before = counts.get();
    startCpuNanos = figures.cpuNanos();
    startWallNanos = System.nanoTime();
    running = true;
    var outcome = subject.run(spec.program().args());
    running = false;
    long wallNanos = System.nanoTime() - startWallNanos;
    long cpuNanos = figures.cpuNanos() - startCpuNanos;
    var after = counts.get();
    Long insns = after.executedInsns.isPresent() ? (Long) after.executedInsns.getAsLong() : null;
    var heap = after.heap.isPresent() ? Run.Heap.between(before.heap.get(), after.heap.get()) : null;
    switch (outcome) {
      case Outcome.Returned _,Outcome.Stopped _ -> record(wallNanos, cpuNanos, Run.kind(outcome), null, "", "", insns, heap);
      // The system keeps the low byte of an exit code.
      case Outcome.Exited e -> record(wallNanos, cpuNanos, Run.kind(outcome), e.code() & 0xff, "", "", insns, heap);
      case Outcome.Threw t -> record(wallNanos, cpuNanos, Run.kind(outcome), null,
          t.className() + (t.message() == null ? "" : ": " + t.message()), keepTrace(t), insns, heap);
    }
    return wallNanos;
  }

  private void record(long wallNanos, long cpuNanos, String outcome, Integer exitCode, String exception,
      String traceSha256, Long executedInsns, Run.Heap heap) {
    log.ran(new Run(wallNanos, cpuNanos, ProcessFigures.peakRssBytes(), outcome, exitCode, exception, traceSha256,
        keep(out),
        out.totalBytes(), keep(err), err.totalBytes(), executedInsns, heap));
  }

  private String keep(Capture capture) {
    var sha256 = capture.sha256();
    log.text(sha256, capture.kept());
    return sha256;
  }

  // Where a stack or a heap overflows is nobody's promise: neither is compared.
  private String keepTrace(Outcome.Threw threw) {
    if (threw.trace().contains("java.lang.StackOverflowError") || threw.trace().contains("java.lang.OutOfMemoryError"))
      return "";
    var bytes = threw.trace().getBytes(StandardCharsets.UTF_8);
    var sha256 = Capture.sha256(bytes);
    log.text(sha256, bytes);
    return sha256;
  }
}
