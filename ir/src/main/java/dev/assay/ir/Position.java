package dev.assay.ir;

/**
 * Where an instruction comes from.
 *
 * @param method the function whose source this is, or null for the function that holds the instruction
 * @param bci bytecode index, -1 if unknown
 * @param line source line, -1 if unknown
 * @param inlinedAt the call site in the caller that this was inlined at, or null
 */
public record Position(String method, int bci, int line, Position inlinedAt) {
  public static final Position NONE = new Position(null, -1, -1, null);

  public static Position at(int bci, int line) {
    return new Position(null, bci, line, null);
  }

  public boolean isKnown() {
    return this != NONE && (bci >= 0 || line >= 0 || method != null);
  }

  /** This position of {@code callee} after it has been inlined at {@code site}. */
  public Position inlined(String callee, Position site) {
    if (inlinedAt == null) return new Position(method == null ? callee : method, bci, line, site);
    return new Position(method == null ? callee : method, bci, line, inlinedAt.inlined(callee, site));
  }
}
