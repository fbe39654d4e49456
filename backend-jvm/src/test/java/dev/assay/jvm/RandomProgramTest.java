package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.filetest.RandomModule;
import dev.assay.ir.Module;
import dev.assay.ir.Printer;
import dev.assay.passes.Compilation;
import dev.assay.passes.PipelineOptions;
import dev.assay.passes.Pipelines;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Random programs against the reference interpreter: results, output, and traces to the last line. */
class RandomProgramTest {
  private static final int PROGRAMS = Integer.getInteger("assay.random.programs", 100);
  private static final long[][] INPUTS = {{0, 0}, {1, -1}, {7, 100}, {-5, 1L << 40}, {Integer.MIN_VALUE, Long.MAX_VALUE}};

  private record Result(List<Outcome> outcomes, String out) {}

  private static Backend backend(String name) {
    return ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get).filter(b -> b.name().equals(name)).findFirst()
        .orElseThrow();
  }

  private static Result run(Backend backend, Module module) throws Refusal {
    var out = new ByteArrayOutputStream();
    var io = new GuestIo(InputStream.nullInputStream(), out, out);
    var request = new CompileRequest(List.of(RandomModule.ENTRY), 64 << 20, io);
    var outcomes = new ArrayList<Outcome>();
    try (Executable executable = backend.compile(module, backend.variants().getFirst(), request)) {
      for (var input : INPUTS) outcomes.add(executable.call(RandomModule.ENTRY, input));
    }
    return new Result(outcomes, out.toString());
  }

  @Test
  void asBuilt() throws Refusal {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      var module = RandomModule.of(seed);
      var text = "seed " + seed + "\n";
      assertEquals(run(backend("interp"), module), run(backend("jvm"), module), () -> text + Printer.print(module));
    }
  }

  @Test
  void optimised() throws Refusal {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      var module = RandomModule.of(seed);
      var expected = run(backend("interp"), module);
      var optimised = Compilation.prepare(Compilation.optimise(module, PipelineOptions.of(Pipelines.defaults())), backend("jvm").level());
      var text = "seed " + seed + "\n";
      assertEquals(expected, run(backend("jvm"), optimised), () -> text + Printer.print(optimised));
    }
  }
}
