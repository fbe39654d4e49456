package dev.assay.interp;

import dev.assay.ir.FrameState;
import dev.assay.runtime.Unwinding;
import java.util.ArrayList;
import java.util.List;

/**
 * Continues in the baselines after a guard failed. A caller's slots are rebuilt when the frame inside it has ended; where it stands is known
 * from the start, for traces.
 */
final class Resumption {
  private Resumption() {}

  /**
   * @param baselines a program of baselines
   * @param values raw bits of {@link FrameState#values()}
   * @return raw bits of the outermost function's result
   */
  static long resume(Program baselines, Run run, FrameState innermost, long[] values) {
    // Decoding a function may allocate: what is on its way between frames must be found then.
    long[] onItsWay = new long[1];
    run.push(values);
    run.push(onItsWay);
    try {
      return resume(baselines, run, innermost, values, onItsWay);
    } finally {
      run.pop();
      run.pop();
    }
  }

  private static long resume(Program baselines, Run run, FrameState innermost, long[] values, long[] onItsWay) {
    List<FrameState> states = new ArrayList<>();
    for (var state = innermost; state != null; state = state.caller()) states.add(state);
    int[] depths = enterCallers(baselines, run, states);
    int value = 0;
    long result = 0;
    Unwinding.Thrown thrown = null;
    for (int i = 0; i < states.size(); i++) {
      var state = states.get(i);
      var code = baselines.code(state.function());
      run.leave(depths[i]);
      try {
        long[] slots = code.newFrame(run);
        for (var binding : state.bindings()) code.bind(slots, binding.baseline(), values[value++]);
        var segment = code.segment(state.block(), state.index(), run);
        result = i == 0 ? code.continueAt(slots, segment, state.index(), run)
            : thrown == null ? code.continueAfter(slots, segment, state.index(), result, run)
            : code.continueUnwinding(slots, segment, state.index(), thrown, run);
        thrown = null;
      } catch (Unwinding.Thrown t) {
        thrown = t;
      } catch (StackOverflowError _) {
        run.leave(depths[i]);
        thrown = code.stackOverflow(run);
      }
      onItsWay[0] = thrown == null ? result : thrown.ref();
    }
    if (thrown != null) throw thrown;
    return result;
  }

  /**
   * Enters all callers, the outermost first.
   *
   * @return by state, the depth with its callers and without itself
   */
  private static int[] enterCallers(Program baselines, Run run, List<FrameState> states) {
    int[] depths = new int[states.size()];
    for (int i = states.size() - 1; i > 0; i--) {
      var state = states.get(i);
      var code = baselines.code(state.function());
      depths[i] = run.enter(code.frameAt(code.segment(state.block(), state.index(), run), state.index()));
    }
    depths[0] = run.depth();
    return depths;
  }
}
