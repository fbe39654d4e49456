package dev.assay.ir;

import java.util.IdentityHashMap;
import java.util.Map;

/** Where in a text each function and instruction that was read stands, so that later diagnostics can say it. Empty for built IR. */
public final class SourceMap {
  public static final SourceMap EMPTY = new SourceMap("");

  private final String file;
  // By identity: equal instructions may stand on several lines. Line and column share the long.
  private final Map<Object, Long> places = new IdentityHashMap<>();

  SourceMap(String file) {
    this.file = file;
  }

  void put(Object entity, int line, int column) {
    places.put(entity, (long) line << 32 | column);
  }

  /** A diagnostic at the instruction if it was read, else at its function if that was, else with the function's name only. */
  public Diagnostic diagnostic(Function function, Insn insn, String message) {
    var place = insn == null ? null : places.get(insn);
    if (place == null) place = places.get(function);
    if (place == null) return new Diagnostic(function.toString(), 0, 0, message);
    return new Diagnostic(file, (int) (place >> 32), place.intValue(), message);
  }

  /** The same for what belongs to no function. */
  public Diagnostic diagnostic(Module module, String message) {
    return new Diagnostic(file.isEmpty() ? module.name() : file, 0, 0, message);
  }
}
