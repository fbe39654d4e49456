package dev.assay.frontend;

/** Something a method does that cannot be built. The world adds where, and how it is reached. */
final class Unsupported extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unsupported(String what) {
    super(what, null, false, false);
  }
}
