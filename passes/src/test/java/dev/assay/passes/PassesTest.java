package dev.assay.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.filetest.RandomModule;
import dev.assay.ir.Level;
import dev.assay.ir.Printer;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Passes on random modules and on large functions: what comes out verifies, is the same each time, and costs no more than it should. */
class PassesTest {
  private static final PipelineOptions DEFAULT = PipelineOptions.of(Pipelines.defaults());

  @Test
  void randomModulesVerifyAfterEachPass() {
    for (long seed = 0; seed < 60; seed++) {
      var module = RandomModule.of(seed);
      assertEquals(List.of(), Verifier.verify(module, Level.HIGH), "seed " + seed);
      for (var name : Pipelines.passNames()) PassRunner.run(module, PipelineOptions.of(new Pipeline(name, step(name))).withVerify(true));
      var optimised = PassRunner.run(module, DEFAULT.withVerify(true)).module();
      assertEquals(List.of(), Verifier.verify(optimised, Level.HIGH), "seed " + seed);
      Compilation.prepare(optimised, Level.LOW, true);
    }
  }

  private static List<PipelineStep> step(String name) {
    return Pipelines.parse(name).pipeline().orElseThrow().steps();
  }

  @Test
  void passesAreDeterministic() {
    for (long seed = 100; seed < 110; seed++) {
      var one = Compilation.optimise(RandomModule.of(seed), DEFAULT);
      var other = Compilation.optimise(RandomModule.of(seed), DEFAULT);
      assertEquals(Printer.print(one), Printer.print(other));
    }
  }

  @Test
  void optimisedModulesPrintAndRead() {
    for (long seed = 200; seed < 220; seed++) {
      var text = Printer.print(Compilation.optimise(RandomModule.of(seed), DEFAULT));
      var read = Reader.read("random", text).orThrow();
      assertEquals(text, Printer.print(read));
      assertEquals(List.of(), Verifier.verify(read, Level.HIGH));
    }
  }

  @Test
  void anyAmountOfFuelLeavesGoodIr() {
    for (long seed = 300; seed < 306; seed++) {
      var module = RandomModule.of(seed);
      long all = PassRunner.run(module, DEFAULT).fuelSpent();
      for (long fuel = 0; fuel < all; fuel += 1 + all / 40) PassRunner.run(module, DEFAULT.withFuel(fuel).withVerify(true));
    }
  }

  /** What a pass has done it does not do again; only then may a pipeline say that nothing has changed. */
  @Test
  void endlessLoopOfEmptyBlocksIsSimplifiedOnce() {
    var module = Reader.read("t.ir", "func @f() {\nentry:\n  jump a\na:\n  jump b\nb:\n  jump a\n}\n").orThrow();
    var steps = PassRunner.run(module, PipelineOptions.of(Pipelines.parse("simplify-cfg,simplify-cfg").pipeline().orElseThrow())).steps();
    assertTrue(steps.getFirst().changes() > 0);
    assertEquals(0, steps.getLast().changes());
  }

  /** How the cost grows is what {@code assay scaling} reports. */
  @TestFactory
  Stream<DynamicTest> largeShapesPass() {
    return Shapes.ALL.keySet().stream().map(shape -> dynamicTest(shape, () -> {
      var module = Shapes.ALL.get(shape).apply(64_000);
      assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
      var low = Compilation.prepare(Compilation.optimise(module, DEFAULT), Level.LOW);
      assertEquals(List.of(), Verifier.verify(low, Level.LOW));
    }));
  }
}
