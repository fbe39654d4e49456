package dev.assay.jvm;

import dev.assay.spi.Outcome;

/** The way of {@code host uncaught} to the end of the run, past all handlers of the guest. Public only for generated code. */
public final class UncaughtException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Outcome.Threw outcome;

  UncaughtException(Outcome.Threw outcome) {
    super(null, null, false, false);
    this.outcome = outcome;
  }

  Outcome.Threw outcome() {
    return outcome;
  }
}
