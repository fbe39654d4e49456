package dev.assay.spi;

/** How a run ended. */
public sealed interface Outcome {
  /**
   * @param bits the result's raw bits, 0 for none
   */
  record Returned(long bits) implements Outcome {}

  /**
   * An uncaught exception.
   *
   * @param className binary name, e.g. {@code java.lang.ArithmeticException}
   * @param message null if it has none
   * @param trace the text after {@code Exception in thread "main" } as the host prints it: first line, frames, causes; lines end in \n
   */
  record Threw(String className, String message, String trace) implements Outcome {}

  record Exited(int code) implements Outcome {}

  /** Ended by {@link Executable#stop}. */
  record Stopped() implements Outcome {}

  /** All kinds as a human reads them. */
  static String describe(Outcome outcome) {
    return switch (outcome) {
      case Returned r -> "returned " + r.bits();
      case Threw t -> "threw " + t.className() + (t.message() == null ? "" : ": " + t.message());
      case Exited e -> "exited with " + e.code();
      case Stopped _ -> "stopped";
    };
  }
}
