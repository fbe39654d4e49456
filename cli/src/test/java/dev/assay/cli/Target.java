package dev.assay.cli;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Verifier;
import dev.assay.passes.Compilation;
import dev.assay.passes.Pipeline;
import dev.assay.passes.PipelineOptions;
import dev.assay.passes.Pipelines;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/**
 * What tests run on: backend, variant, passes and when functions are compiled. A backend that cannot be used here shows as a skipped test with its reason.
 *
 * <p>Native code that fails takes the JVM down with all results, so what is about to run is written to a file first.
 */
record Target(Backend backend, String variant, Pipeline passes, CompileMode mode, int compileThreads) {
  /** A longer set of tests. */
  static final boolean LONG = Boolean.getBoolean("assay.long");

  private static final Path LAST = Path.of("target", "last-run-" + System.getProperty("assay.fork", "1") + ".txt");

  /** Compiled before the start. */
  Target(Backend backend, String variant, Pipeline passes) {
    this(backend, variant, passes, CompileMode.EAGER, CompileRequest.DEFAULT_THREADS);
  }

  Target lazily() {
    return new Target(backend, variant, passes, CompileMode.LAZY, compileThreads);
  }

  /** Compiled at the same time, in so many parts. */
  Target inParts(int parts) {
    return new Target(backend, variant, passes, mode, parts);
  }

  /** The default variant of every backend, with the default passes, compiled lazily and before the start; and by LLVM in parallel. */
  static List<Target> otherwiseCompiled() {
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all()) {
      var target = new Target(backend, backend.variants().getFirst(), Pipelines.defaults());
      targets.add(target);
      targets.add(target.lazily());
      if (backend.name().equals("llvm")) targets.add(target.inParts(3));
    }
    return targets;
  }

  /**
   * The default variant of every backend with the default passes, and without passes the variant that compiles fast. Half of them compile
   * lazily: LLVM the optimised code, which takes most of the time of a test run, the others what is not optimised. {@link #variants} and
   * {@link #otherwiseCompiled} have the rest.
   */
  static List<Target> standard() {
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all()) {
      var plain = new Target(backend, backend.variants().get(Math.min(1, backend.variants().size() - 1)), Pipelines.none());
      var optimised = new Target(backend, backend.variants().getFirst(), Pipelines.defaults());
      boolean optimisesLong = backend.name().equals("llvm");
      targets.add(optimisesLong ? plain : plain.lazily());
      targets.add(optimisesLong ? optimised.lazily() : optimised);
    }
    return targets;
  }

  /** Without passes, variants of every backend: the first two, of which one is the default and the other compiles fast, or all. */
  static List<Target> variants() {
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all())
      for (var variant : backend.variants().subList(0, LONG ? backend.variants().size() : Math.min(2, backend.variants().size())))
        targets.add(new Target(backend, variant, Pipelines.none()));
    return targets;
  }

  /** The interpreter with the default passes: what is wrong there is wrong with the passes. */
  static Target optimised() {
    var interpreter = BackendChoice.of("interp");
    return new Target(interpreter.backend(), interpreter.variant(), Pipelines.defaults());
  }

  /** One group of tests per target. */
  static Stream<DynamicNode> onEach(List<Target> targets, Function<Target, Stream<? extends DynamicNode>> tests) {
    return targets.stream().map(target -> {
      var availability = target.backend.availability();
      if (availability.available()) return dynamicContainer(target.toString(), tests.apply(target));
      return dynamicTest(target.toString(), () -> abort(target.backend.name() + " is not available: " + availability.reason()));
    });
  }

  /** Compiles a module as the command line does, verifying after each pass. */
  Executable compile(Module module, CompileRequest request) throws Refusal {
    var options = PipelineOptions.of(passes).withLevel(Compilation.levelOf(module)).withVerify(true);
    var prepared = Compilation.prepare(Compilation.optimise(module, options), backend.level(), true);
    return backend.compile(prepared, variant, request.compiled(mode, compileThreads));
  }

  /** What compiling and running with {@link GuestRun} takes. */
  BackendChoice choice() {
    return new BackendChoice(backend.name() + ":" + variant, backend, variant);
  }

  static GuestIo silent() {
    return new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
  }

  /** Says, in case this is the last thing that is heard of this process, what runs. */
  void announce(String what) {
    try {
      if (Files.isDirectory(LAST.getParent())) Files.writeString(LAST, this + ": " + what + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A module that is wrong would test nothing. */
  static Module verified(Module module) {
    var diagnostics = Verifier.verify(module, Compilation.levelOf(module));
    if (!diagnostics.isEmpty()) throw new AssertionError("the test's own IR is wrong: " + diagnostics.getFirst());
    return module;
  }

  /** Whether a module of this level can be prepared for the backend. */
  boolean takes(Level level) {
    return level == Level.HIGH || backend.level() == Level.LOW;
  }

  @Override
  public String toString() {
    return backend.name() + ":" + variant + " passes " + passes.name() + (mode == CompileMode.LAZY ? " lazy" : "")
        + (compileThreads > 1 ? " in " + compileThreads + " parts" : "");
  }
}
