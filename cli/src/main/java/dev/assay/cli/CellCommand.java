package dev.assay.cli;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.harness.CellRunner;
import dev.assay.harness.CellSpec;
import dev.assay.harness.Preparation;
import dev.assay.ir.Function;
import dev.assay.passes.Compilation;
import dev.assay.passes.PipelineOptions;
import dev.assay.passes.Pipelines;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The process of one cell of a comparison; started by {@link CompareCommand}, not by people. */
@Command(name = "cell", hidden = true, description = "Runs one cell of a comparison.")
final class CellCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SPEC")
  private Path spec;

  @Override
  public Integer call() throws IOException {
    return CellRunner.run(spec, CellCommand::prepare);
  }

  static Preparation.Prepared prepare(CellSpec spec, GuestIo io) throws Refusal {
    var choice = BackendChoice.of(spec.backend());
    var phases = new LinkedHashMap<String, Long>();
    long start = System.nanoTime();
    var entries = spec.program().classPath().stream().map(Path::of).toList();
    try (var program = JavaProgram.open(entries, spec.program().mainClass())) {
      long loaded = System.nanoTime();
      phases.put("load", loaded - start);
      var built = World.build(program);
      long done = System.nanoTime();
      phases.put("build", done - loaded);
      var optimised = Compilation.optimise(built, PipelineOptions.of(Pipelines.defaults()));
      phases.put("optimise", System.nanoTime() - done);
      var closure = new Preparation.Closure(optimised.functions().size(),
          optimised.functions().stream().mapToLong(Function::insnCount).sum());
      return new Preparation.Prepared(() -> {
        long before = System.nanoTime();
        var prepared = Compilation.prepare(optimised, choice.backend().level());
        long lower = System.nanoTime() - before;
        var executable = choice.backend().compile(prepared, choice.variant(),
            new CompileRequest(List.of(), spec.heapBytes(), spec.gcStress(), io, spec.compile(), spec.compileThreads()));
        return new Preparation.Compiled(executable, Map.of("lower", lower));
      }, closure, phases);
    }
  }
}
