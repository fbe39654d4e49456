package dev.assay.passes;

import dev.assay.ir.Level;
import dev.assay.ir.Module;

/**
 * From a built module to what a backend takes: optimise, then prepare for its level.
 *
 * <pre>
 *   var optimised = Compilation.optimise(built, PipelineOptions.of(Pipelines.defaults()));
 *   var executable = backend.compile(Compilation.prepare(optimised, backend.level()), variant, request);
 * </pre>
 */
public final class Compilation {
  private Compilation() {}

  /** The optimised copy of a high module. Its baselines are the functions as given. */
  public static Module optimise(Module module, PipelineOptions options) {
    return PassRunner.run(module, options).module();
  }

  /** A copy with polls, lowered if the level says so. Already prepared IR of that level stays as it is. */
  public static Module prepare(Module optimised, Level level) {
    return prepare(optimised, level, false);
  }

  /**
   * @param verify whether the result of each step is verified
   */
  public static Module prepare(Module optimised, Level level, boolean verify) {
    return PassRunner.run(optimised, PipelineOptions.of(preparation(level)).withLevel(levelOf(optimised)).withVerify(verify)).module();
  }

  /** The level at which a module's instructions may stand: LOW if one stands there only. Cost: linear. */
  public static Level levelOf(Module module) {
    for (var function : module.functions())
      for (var block : function.blocks()) for (var insn : block.insns()) if (insn.onlyAt() == Level.LOW) return Level.LOW;
    return Level.HIGH;
  }

  /** The steps of {@link #prepare}, to be timed or listed. */
  public static Pipeline preparation(Level level) {
    return switch (level) {
      case HIGH -> Pipelines.toHigh();
      case LOW -> Pipelines.toLow();
    };
  }
}
