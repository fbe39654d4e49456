package dev.assay.ir;

/** A fault of Assay itself, never of its input. */
public final class CompilerBug extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CompilerBug(String message) {
    super(message);
  }

  public CompilerBug(String message, Throwable cause) {
    super(message, cause);
  }
}
