package dev.assay.cranelift;

import dev.assay.ir.FrameState;
import dev.assay.ir.Module;
import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.Interpreter;
import dev.assay.runtime.ObjectModel;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Stands in for the reference interpreter: keeps what a failing guard hands over, and ends as a test has asked for. */
public final class FakeInterpreter implements Interpreter {
  private static volatile String lastState;
  private static volatile long result;
  private static volatile String exception;

  static void nextResult(long bits) {
    result = bits;
    exception = null;
  }

  static void nextException(String className) {
    exception = className;
  }

  static String lastState() {
    return lastState;
  }

  @Override
  public long resume(Module module, ObjectModel objects, HostFunctions host, BooleanSupplier stop, FrameState state, long[] values) {
    lastState = "@" + state.function() + " " + state.block() + ":" + state.index() + " " + Arrays.toString(values);
    if (exception != null) throw objects.exception(exception, "from the interpreter");
    return result;
  }
}
