package dev.assay.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Printer;
import dev.assay.ir.Reader;
import dev.assay.ir.Terminator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class PassRunnerTest {
  private static final String TEXT = """
      module "t"
      func @f(%x: i32) -> i32 {
      entry:
        %two: i32 = const 2
        %three: i32 = const 3
        %six: i32 = mul %two, %three
        %unused: i32 = add %x, %six
        return %six
      }
      func @g(%x: i32) -> i32 {
      entry:
        return %x
      }
      """;

  private record Step(String name, ToIntFunction<Function> body) implements Pass {
    @Override
    public Set<Analysis> preserves() {
      return Set.of();
    }

    @Override
    public int run(Function function, PassContext context) {
      return body.applyAsInt(function);
    }
  }

  private static Module module() {
    return Reader.read("t.ir", TEXT).orThrow();
  }

  private static PipelineOptions options(String passes) {
    return PipelineOptions.of(Pipelines.parse(passes).pipeline().orElseThrow());
  }

  @Test
  void leavesTheOriginalAndKeepsBaselines() {
    var original = module();
    var before = Printer.print(original);
    var report = PassRunner.run(original, options("default").withVerify(true));
    assertEquals(before, Printer.print(original));
    assertEquals(2, report.module().function("f").insnCount());
    assertEquals(Printer.print(original.function("f")), Printer.print(report.module().baseline("f")));
    assertEquals(Pipelines.defaults().steps().size(), report.steps().size());
    assertEquals(1, report.counters().get("constant-folding.fold"));
  }

  @Test
  void fuelStopsAfterThatManyChanges() {
    var options = options("constant-folding,dead-code").withVerify(true).withLog(true);
    long all = PassRunner.run(module(), options).fuelSpent();
    assertEquals(4, all);
    for (long fuel = 0; fuel <= all; fuel++) {
      var report = PassRunner.run(module(), options.withFuel(fuel));
      assertEquals(fuel, report.fuelSpent());
      assertEquals(fuel, report.decisions().size());
    }
    assertEquals(Printer.print(module().function("f")),
        Printer.print(PassRunner.run(module(), options.withFuel(0)).module().function("f")));
    var first = PassRunner.run(module(), options.withFuel(1)).decisions().getFirst();
    assertEquals(new PassContext.Decision("constant-folding", "f", "fold", Position.NONE), first);
  }

  @Test
  void stopsAfterAStep() {
    var report = PassRunner.run(module(), options("constant-folding,dead-code").withStopAfter("constant-folding"));
    assertEquals(1, report.steps().size());
    assertEquals(5, report.module().function("f").insnCount());
  }

  @Test
  void printsChangedFunctionsAsADifference() {
    var out = new ArrayList<String>();
    PassRunner.run(module(), options("constant-folding").withPrint(PipelineOptions.Print.DIFF, out::add));
    assertEquals(List.of("""
        ; after constant-folding: @f
        ...
          entry:
            %two: i32 = const 2
            %three: i32 = const 3
        -   %six: i32 = mul %two, %three
        +   %six: i32 = const 6
            %unused: i32 = add %x, %six
            return %six
          }
        """), out);
  }

  @Test
  void printsWhatIsAskedFor() {
    var changed = new ArrayList<String>();
    PassRunner.run(module(), options("constant-folding,dead-code").withPrint(PipelineOptions.Print.CHANGED, changed::add));
    assertEquals(2, changed.size());
    var all = new ArrayList<String>();
    PassRunner.run(module(), options("constant-folding,inline").withPrint(PipelineOptions.Print.ALL, all::add));
    assertEquals(4, all.size());
    assertTrue(all.get(1).startsWith("; after constant-folding, unchanged: @g\nfunc @g(%x: i32) -> i32 {\n"), all.get(1));
  }

  @Test
  void namesThePassThatFails() throws IOException {
    var broken = new Pipeline("broken", List.of(new ConstantFolding(), new Step("breaks", _ -> {
      throw new IllegalStateException("reason");
    })));
    checkBug("pass breaks on @f fails: java.lang.IllegalStateException: reason", broken);
  }

  @Test
  void namesThePassThatBreaksTheIr() throws IOException {
    var broken = new Pipeline("broken", List.of(new ConstantFolding(), new Step("breaks", f -> {
      f.entry().insns().removeIf(insn -> insn instanceof Insn.Const);
      return 1;
    })));
    checkBug("pass breaks on @f breaks the IR: ", broken);
  }

  private static void checkBug(String message, Pipeline broken) throws IOException {
    var bug = assertThrows(CompilerBug.class, () -> PassRunner.run(module(), PipelineOptions.of(broken).withVerify(true)));
    assertTrue(bug.getMessage().startsWith(message), bug.getMessage());
    var file = Path.of(bug.getMessage().substring(bug.getMessage().lastIndexOf(' ') + 1));
    var text = Files.readString(file);
    Files.delete(file);
    // The IR as it was before the step: folded, complete, and readable.
    assertTrue(text.startsWith("; run: breaks\n; fails: breaks on @f\n"), text);
    assertTrue(text.contains("%six: i32 = const 6"), text);
    assertTrue(Reader.read("reproducer", text).module().isPresent());
  }

  @Test
  void dropsAnalysesThatAreNotPreserved() {
    var module = module();
    var context = new PassContext(module, PassContext.UNLIMITED, false);
    var f = module.function("f");
    var cfg = context.cfg(f);
    var tree = context.dominatorTree(f);
    context.invalidate(f, Set.of(Analysis.CFG));
    assertTrue(context.cfg(f) == cfg);
    assertFalse(context.dominatorTree(f) == tree);
  }

  @Test
  void preparesForBothLevels() {
    var text = """
        module "t"
        func @f(%n: i32) -> i32 {
        entry:
          jump loop(%n)
        loop(%i: i32):
          %c: i32 = check.size %i
          %a: ref = new.array "[I", %c
          %l: i32 = array.length %a
          branch %l, loop(%l), exit
        exit:
          return %l
        }
        """;
    var module = Reader.read("t.ir", text).orThrow();
    var high = Compilation.prepare(module, Level.HIGH, true);
    var low = Compilation.prepare(module, Level.LOW, true);
    assertEquals(Level.HIGH, Compilation.levelOf(high));
    assertEquals(Level.LOW, Compilation.levelOf(low));
    assertTrue(high.function("f").blocks().get(1).insns().getFirst() instanceof Insn.Poll);
    // Prepared IR stays as it is.
    assertEquals(Printer.print(high.function("f")), Printer.print(Compilation.prepare(high, Level.HIGH, true).function("f")));
    assertEquals(Printer.print(low.function("f")), Printer.print(Compilation.prepare(low, Level.LOW, true).function("f")));
    assertTrue(low.function("f").blocks().getLast().terminator() instanceof Terminator.Jump);
  }
}
