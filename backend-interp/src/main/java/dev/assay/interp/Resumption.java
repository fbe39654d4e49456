package dev.assay.interp;

import dev.assay.ir.FrameState;
import dev.assay.runtime.Unwinding;

/** Continues in the baselines after a guard failed. A caller's frame is rebuilt when the frame inside it has ended. */
final class Resumption {
  private Resumption() {}

  /**
   * @param baselines a program of baselines
   * @param values raw bits of {@link FrameState#values()}
   * @return raw bits of the outermost function's result
   */
  static long resume(Program baselines, Run run, FrameState innermost, long[] values) {
    int value = 0;
    long result = 0;
    Unwinding.Thrown thrown = null;
    for (var state = innermost; state != null; state = state.caller()) {
      var code = baselines.code(state.function());
      try {
        long[] slots = code.newFrame(run);
        for (var binding : state.bindings()) code.bind(slots, binding.baseline(), values[value++]);
        var segment = code.segment(state.block(), state.index());
        result = state == innermost ? code.continueAt(slots, segment, state.index(), run)
            : thrown == null ? code.continueAfter(slots, segment, state.index(), result, run)
            : code.continueUnwinding(slots, segment, state.index(), thrown, run);
        thrown = null;
      } catch (Unwinding.Thrown t) {
        thrown = t;
      } catch (StackOverflowError _) {
        thrown = code.stackOverflow(run);
      }
    }
    if (thrown != null) throw thrown;
    return result;
  }
}
