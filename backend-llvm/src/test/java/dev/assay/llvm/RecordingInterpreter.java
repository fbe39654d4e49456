package dev.assay.llvm;

import dev.assay.ir.FrameState;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.runtime.GuestThrowable;
import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.Interpreter;
import dev.assay.runtime.ObjectModel;
import dev.assay.runtime.Unwinding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Stands for the reference interpreter: keeps what a failed guard hands over, and answers as the state's function name says. */
public final class RecordingInterpreter implements Interpreter {
  record Resumed(FrameState state, List<Long> values) {}

  static final List<Resumed> RESUMED = new ArrayList<>();
  /** The result of the next resumption. */
  static long result;

  @Override
  public long resume(Module module, ObjectModel objects, HostFunctions host, BooleanSupplier stop, FrameState state, long[] values) {
    var list = new ArrayList<Long>();
    for (long value : values) list.add(value);
    RESUMED.add(new Resumed(state, list));
    if (state.function().startsWith("exits")) throw new Unwinding.Exit(17);
    if (state.function().startsWith("throws")) {
      throw objects.exception("java/lang/ArithmeticException", "interpreted", trace -> {
        trace.add(new GuestThrowable.Frame(state.function(), Position.at(4, 44)));
        objects.callStack().walk(trace);
      });
    }
    return result;
  }
}
