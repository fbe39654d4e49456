package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mapping over operand lists that keeps an unchanged list the same object, so that unchanged instructions stay the same too. */
final class Values {
  private Values() {}

  static List<Value> map(List<Value> values, UnaryOperator<Value> f) {
    List<Value> changed = null;
    for (int i = 0; i < values.size(); i++) {
      var mapped = f.apply(values.get(i));
      if (changed == null && mapped != values.get(i)) changed = new ArrayList<>(values.subList(0, i));
      if (changed != null) changed.add(mapped);
    }
    return changed == null ? values : changed;
  }
}
