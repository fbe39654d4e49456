package dev.assay.filetest;

import dev.assay.ir.Type;
import dev.assay.spi.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * A {@code ; call:} line: a call that every backend must answer alike, before and after the passes.
 *
 * @param line of the file, 1-based
 * @param function its name
 * @param args raw bits, see {@link Type}
 * @param printed what it writes to standard output, or null if that is not compared
 */
public record Call(int line, String function, List<Long> args, Expected expected, String printed) {
  /** How the call ends. */
  public sealed interface Expected {
    /**
     * @param type of the function's result, or null for none
     * @param bits 0 for none
     */
    record Returns(Type type, long bits) implements Expected {}

    /**
     * @param className binary name
     * @param message null if it is not compared
     */
    record Throws(String className, String message) implements Expected {}
  }

  public Call {
    args = List.copyOf(args);
  }

  public long[] argBits() {
    return args.stream().mapToLong(Long::longValue).toArray();
  }

  /** What is wrong with an outcome, in one line, or nothing. */
  public Optional<String> mismatch(Outcome outcome, String output) {
    boolean right = switch (expected) {
      case Expected.Returns e -> outcome instanceof Outcome.Returned r && same(e.type, e.bits, r.bits());
      case Expected.Throws e -> outcome instanceof Outcome.Threw t && t.className().equals(e.className)
          && (e.message == null || e.message.equals(t.message()));
    };
    if (!right) return Optional.of("line " + line + ": expected " + describe() + ", got " + Outcome.describe(outcome));
    if (printed == null || printed.equals(output)) return Optional.empty();
    return Optional.of("line " + line + ": expected the output \"" + printed + "\", got \"" + output + "\"");
  }

  private String describe() {
    return switch (expected) {
      case Expected.Returns e -> e.type == null ? "a return" : "returned " + e.bits;
      case Expected.Throws e -> "threw " + e.className + (e.message == null ? "" : ": " + e.message);
    };
  }

  // One NaN is as good as another, as Java does not say which one an operation gives.
  private static boolean same(Type type, long a, long b) {
    if (type == null || a == b) return true;
    return switch (type) {
      case F32 -> Float.isNaN(Float.intBitsToFloat((int) a)) && Float.isNaN(Float.intBitsToFloat((int) b));
      case F64 -> Double.isNaN(Double.longBitsToDouble(a)) && Double.isNaN(Double.longBitsToDouble(b));
      case I32, I64, REF, PTR -> false;
    };
  }
}
