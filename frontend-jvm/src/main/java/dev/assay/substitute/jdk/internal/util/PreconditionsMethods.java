package dev.assay.substitute.jdk.internal.util;

import java.util.List;

/** Bodies of methods of {@code Preconditions}. */
public final class PreconditionsMethods {
  private PreconditionsMethods() {}

  /** The JDK formats these texts. */
  public static String outOfBoundsMessage(String kind, List<? extends Number> args) {
    var a = args.get(0).toString();
    var b = args.get(1).toString();
    return switch (kind) {
      case "checkIndex" -> "Index ".concat(a).concat(" out of bounds for length ").concat(b);
      case "checkFromToIndex" -> "Range [".concat(a).concat(", ").concat(b).concat(") out of bounds for length ")
          .concat(args.get(2).toString());
      default -> "Range [".concat(a).concat(", ").concat(a).concat(" + ").concat(b).concat(") out of bounds for length ")
          .concat(args.get(2).toString());
    };
  }
}
