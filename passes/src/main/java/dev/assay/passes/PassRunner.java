package dev.assay.passes;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Diagnostic;
import dev.assay.ir.Function;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Printer;
import dev.assay.ir.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Runs a pipeline on a copy of a module, of which the baselines are kept. Times, verifies, prints, and names the pass that fails.
 *
 * <p>Neighbouring function passes run together on one function after the other, so that analyses are shared and then freed; a module pass
 * sees all functions after the same passes.
 */
public final class PassRunner {
  /** A pass gave IR that the verifier rejects. */
  private static final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    Rejected(List<Diagnostic> diagnostics) {
      super(String.join("\n", diagnostics.stream().limit(5).map(Diagnostic::toString).toList()), null, false, false);
    }
  }

  private static final Set<Analysis> ALL = EnumSet.allOf(Analysis.class);

  private final Module original;
  private final PipelineOptions options;
  private final List<PipelineStep> steps;
  private final Module module;
  private final PassContext context;
  private final long[] timeNanos;
  private final long[] changes;

  private PassRunner(Module original, PipelineOptions options) {
    this.original = original;
    this.options = options;
    steps = (options.stopAfter() == null ? options.pipeline() : options.pipeline().upTo(options.stopAfter())).steps();
    module = original.copyForChange();
    context = new PassContext(module, options.fuel(), options.logged());
    timeNanos = new long[steps.size()];
    changes = new long[steps.size()];
  }

  /**
   * @param original is left as it is
   * @throws CompilerBug if a pass fails or breaks the IR; names the pass, the function and a file with the IR before the pass
   */
  public static PipelineReport run(Module original, PipelineOptions options) {
    return new PassRunner(original, options).run();
  }

  private PipelineReport run() {
    var level = options.level();
    for (int first = 0; first < steps.size();) {
      if (steps.get(first) instanceof ModulePass pass) {
        level = pass.levelAfter(level);
        run(pass, first++, level);
        continue;
      }
      int end = first;
      while (end < steps.size() && steps.get(end) instanceof Pass) end++;
      var before = level;
      for (var function : List.copyOf(module.functions())) {
        level = before;
        for (int i = first; i < end; i++) {
          level = steps.get(i).levelAfter(level);
          run((Pass) steps.get(i), i, function, level);
        }
        context.forget(function);
      }
      first = end;
    }
    var costs = new ArrayList<PipelineReport.StepCost>();
    for (int i = 0; i < steps.size(); i++) costs.add(new PipelineReport.StepCost(steps.get(i).name(), timeNanos[i], changes[i]));
    return new PipelineReport(module, costs, context.counters(), context.decisions(), context.spent());
  }

  private void run(Pass pass, int index, Function function, Level level) {
    boolean listed = options.print() != PipelineOptions.Print.NOTHING;
    var before = listed ? Printer.print(function) : "";
    context.enter(pass, function);
    int changed;
    try {
      long start = System.nanoTime();
      changed = pass.run(function, context);
      timeNanos[index] += System.nanoTime() - start;
      changes[index] += changed;
      context.invalidate(function, changed == 0 ? ALL : pass.preserves());
      if (options.verify() && changed > 0) verify(function, level);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(pass, index, function.name(), e);
    }
    if (listed) list(pass, function, before);
  }

  private void run(ModulePass pass, int index, Level level) {
    boolean listed = options.print() != PipelineOptions.Print.NOTHING;
    var before = listed ? module.functions().stream().map(Printer::print).toList() : List.<String>of();
    context.enter(pass);
    try {
      long start = System.nanoTime();
      int changed = pass.run(module, context);
      timeNanos[index] += System.nanoTime() - start;
      changes[index] += changed;
      context.forgetAll();
      if (options.verify() && changed > 0) for (var function : module.functions()) verify(function, level);
    } catch (RuntimeException | StackOverflowError e) {
      throw failure(pass, index, null, e);
    }
    if (!listed) return;
    int i = 0;
    for (var function : module.functions()) list(pass, function, i < before.size() ? before.get(i++) : "");
  }

  private void verify(Function function, Level level) {
    var diagnostics = Verifier.verify(function, module, level);
    if (!diagnostics.isEmpty()) throw new Rejected(diagnostics);
  }

  private void list(PipelineStep step, Function function, String before) {
    var after = Printer.print(function);
    boolean same = after.equals(before);
    if (same && options.print() != PipelineOptions.Print.ALL) return;
    var head = "; after " + step.name() + (same ? ", unchanged" : "") + ": @" + function.name() + "\n";
    options.sink().accept(head + (options.print() == PipelineOptions.Print.DIFF ? LineDiff.of(before, after) : after));
  }

  private CompilerBug failure(PipelineStep step, int index, String function, Throwable cause) {
    var where = step.name() + (function == null ? "" : " on @" + function);
    var what = cause instanceof Rejected ? "breaks the IR: " + cause.getMessage() : "fails: " + cause;
    return new CompilerBug("pass " + where + " " + what + "\nIR before: " + reproducer(step, index, where), cause);
  }

  /** Writes the module as it was before the step, found by running the steps before it once more: snapshots would cost every run. */
  private String reproducer(PipelineStep step, int index, String where) {
    Module before;
    try {
      var again = options.withPipeline(options.pipeline().first(index)).withVerify(false).withStopAfter(null)
          .withPrint(PipelineOptions.Print.NOTHING, _ -> {});
      before = run(original, again).module();
    } catch (RuntimeException e) {
      before = original;
    }
    try {
      var file = Files.createTempFile(Path.of(System.getProperty("java.io.tmpdir")), "assay-" + step.name() + "-", ".ir");
      Files.writeString(file, "; run: " + step.name() + "\n; fails: " + where + "\n" + Printer.print(before));
      return file.toString();
    } catch (IOException e) {
      return "could not be written: " + e.getMessage();
    }
  }

}
