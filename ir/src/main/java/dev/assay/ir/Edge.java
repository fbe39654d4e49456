package dev.assay.ir;

import java.util.List;
import java.util.function.UnaryOperator;

/** A transfer of control with one block argument per parameter of the target. */
public record Edge(Block target, List<Value> args) {
  public Edge {
    args = List.copyOf(args);
  }

  public static Edge to(Block target, Value... args) {
    return new Edge(target, List.of(args));
  }

  Edge map(UnaryOperator<Value> f) {
    var mapped = Values.map(args, f);
    return mapped == args ? this : new Edge(target, mapped);
  }
}
