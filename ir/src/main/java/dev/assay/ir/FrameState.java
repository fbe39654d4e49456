package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The values that rebuild interpreter frames when a guard fails (Hölzle, Chambers, Ungar, PLDI 1992).
 *
 * @param function the baseline function to continue in
 * @param block name of the baseline block
 * @param index instruction index in that block. In the innermost state it is the instruction to execute next; in a caller state it is
 *     the call whose result the inner frame yields
 * @param bindings a value of the running function for each baseline value live there
 * @param caller the state of the calling frame when this one was inlined, or null
 */
public record FrameState(String function, String block, int index, List<Binding> bindings, FrameState caller) {
  /** Baseline value, by its printed name without {@code %}, and what holds it now. */
  public record Binding(String baseline, Value value) {}

  public FrameState {
    bindings = List.copyOf(bindings);
  }

  /** All values of this state and its callers, innermost first. */
  public List<Value> values() {
    var values = new ArrayList<Value>();
    for (var state = this; state != null; state = state.caller)
      for (var binding : state.bindings) values.add(binding.value);
    return values;
  }

  FrameState map(UnaryOperator<Value> f) {
    var mapped = bindings.stream().map(b -> new Binding(b.baseline, f.apply(b.value))).toList();
    return new FrameState(function, block, index, mapped, caller == null ? null : caller.map(f));
  }
}
