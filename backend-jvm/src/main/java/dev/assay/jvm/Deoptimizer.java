package dev.assay.jvm;

import dev.assay.ir.FrameState;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.Interpreter;
import dev.assay.runtime.Unwinding;
import java.util.ArrayList;
import java.util.List;

/** Where generated code goes when a guard fails: the interpreter ends the function, and its result is the function's. */
final class Deoptimizer {
  private final LoadedProgram program;
  private final List<FrameState> guards;

  Deoptimizer(LoadedProgram program, List<FrameState> guards) {
    this.program = program;
    this.guards = guards;
  }

  /**
   * @param values those of the state, or arrays of them if they are too many for one call
   * @return the result of the state's outermost function, boxed; null for none
   */
  Object resume(int guard, Object[] values) {
    var state = guards.get(guard);
    List<Value> expected = state.values();
    var flat = new ArrayList<Object>(expected.size());
    if (values.length == expected.size()) flat.addAll(java.util.Arrays.asList(values));
    else for (var part : values) flat.addAll(java.util.Arrays.asList((Object[]) part));

    var objects = new HostObjects(program);
    long[] bits = new long[expected.size()];
    for (int i = 0; i < bits.length; i++) bits[i] = objects.bits(expected.get(i).type(), flat.get(i));
    var host = new HostFunctions(objects, program.console());
    try {
      long result = Interpreter.reference().resume(program.module(), objects, host, program.polls()::isStopRequested, state, bits);
      var type = resultType(state);
      return type == null ? null : objects.value(type, result);
    } catch (Unwinding.Thrown thrown) {
      throw Checks.<RuntimeException>unchecked(objects.throwable(thrown));
    }
  }

  private Type resultType(FrameState innermost) {
    var outermost = innermost;
    while (outermost.caller() != null) outermost = outermost.caller();
    return program.module().baseline(outermost.function()).result();
  }
}
