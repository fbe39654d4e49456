package dev.assay.harness;

import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.util.Map;

/**
 * Makes a program ready to compile, in the process of its cell. The command line knows front end, passes and
 * backends; this module does not.
 */
@FunctionalInterface
public interface Preparation {
  /**
   * Loads, builds and optimises.
   *
   * @param io what the program is to be compiled with
   * @throws Refusal if the program holds something that is not supported, or the backend is not available
   */
  Prepared prepare(CellSpec spec, GuestIo io) throws Refusal;

  /**
   * The size of the optimised high IR.
   *
   * @param functions all that the program reaches, in the JDK too
   * @param insns their instructions
   */
  record Closure(long functions, long insns) {}

  /**
   * @param closure what is compiled
   * @param phaseNanos wall time by phase, in order: load, build, optimise
   */
  record Prepared(Compilation compilation, Closure closure, Map<String, Long> phaseNanos) {}

  /** From optimised high IR to callable code. Called several times; the IR is the same each time. */
  @FunctionalInterface
  interface Compilation {
    Compiled compile() throws Refusal;
  }

  /**
   * @param phaseNanos wall time of what came before the backend: lower. The backend's own phases follow from its report
   */
  record Compiled(Executable executable, Map<String, Long> phaseNanos) {}
}
