package dev.assay.passes;

import dev.assay.ir.Function;
import dev.assay.ir.Value;
import java.util.Arrays;

/** Values that a pass has replaced by others. Resolved once, at its end, so that instructions which use none of them stay the same. */
final class Aliases {
  // By id of the value replaced.
  private Value[] by;
  private boolean any;

  Aliases(Function function) {
    by = new Value[function.valueCount()];
  }

  /** From now on {@code other} stands for {@code value}; it must not resolve to {@code value} itself. */
  void replace(Value value, Value other) {
    if (value.id() >= by.length) by = Arrays.copyOf(by, 2 * value.id() + 1);
    by[value.id()] = other;
    any = true;
  }

  /** What stands for a value now. Chains are shortened on the way, so the cost is constant but for a logarithm. */
  Value of(Value value) {
    var root = value;
    while (root.id() < by.length && by[root.id()] != null) root = by[root.id()];
    for (var v = value; v != root;) {
      var next = by[v.id()];
      by[v.id()] = root;
      v = next;
    }
    return root;
  }

  /** Replaces all uses in the function. Definitions stay. */
  void apply(Function function) {
    if (!any) return;
    for (var block : function.blocks()) block.insns().replaceAll(insn -> insn.map(this::of));
  }
}
