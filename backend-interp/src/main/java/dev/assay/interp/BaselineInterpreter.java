package dev.assay.interp;

import dev.assay.ir.FrameState;
import dev.assay.ir.Module;
import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.Interpreter;
import dev.assay.runtime.Machine;
import dev.assay.runtime.ObjectModel;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

/**
 * The reference interpreter as the place where compiled code continues when a guard fails. The service may be looked up
 * anew for every guard, so the baselines decoded are kept here, for as long as the object model lives: no {@link
 * Program} holds on to the model.
 */
public final class BaselineInterpreter implements Interpreter {
  private static final Map<ObjectModel, Program> PROGRAMS = new WeakHashMap<>();

  @Override
  public long resume(Module module, ObjectModel objects, HostFunctions host, BooleanSupplier stop, FrameState state,
      long[] values) {
    var outer = objects.callStack();
    var run = new Run(objects, host, stop, outer, Run.STACK_BYTES);
    objects.runOn(run);
    if (objects instanceof Machine machine) machine.addFrames(run);
    try {
      return Resumption.resume(program(module, objects), run, state, values);
    } finally {
      if (objects instanceof Machine machine) machine.removeFrames();
      objects.runOn(outer);
    }
  }

  private static Program program(Module module, ObjectModel objects) {
    synchronized (PROGRAMS) {
      var known = PROGRAMS.get(objects);
      if (known != null && known.module() == module) return known;
      var program = Program.ofBaselines(module);
      PROGRAMS.put(objects, program);
      return program;
    }
  }
}
