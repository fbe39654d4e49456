package dev.assay.spi;

/** The program holds something that is not supported. The message is one line: what, where, and how it is reached. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  public Refusal(String message) {
    super(message);
  }
}
