package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.FrameState;
import dev.assay.ir.Module;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/** The reference interpreter as a service: where backends continue when a guard fails. Found by {@link ServiceLoader}. */
public interface Interpreter {
  /**
   * Rebuilds the frames of a state over the baseline functions and runs them until the outermost returns.
   *
   * @param values raw bits of {@link FrameState#values()}, in that order
   * @param stop whether the run is asked to stop
   * @return raw bits of the outermost function's result
   * @throws Unwinding if the outermost function ends otherwise
   */
  long resume(Module module, ObjectModel objects, HostFunctions host, BooleanSupplier stop, FrameState state, long[] values);

  static Interpreter reference() {
    return ServiceLoader.load(Interpreter.class).findFirst()
        .orElseThrow(() -> new CompilerBug("a guard failed and no interpreter is on the class path"));
  }
}
