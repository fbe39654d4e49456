package dev.assay.substitute.java.lang;

/** Holds what stands in for nested classes of {@code Integer}. */
final class Integer {
  private Integer() {}

  /** The boxes that are always the same; their number cannot be configured. */
  static final class IntegerCache {
    static final int low = -128;
    static final int high = 127;
    static final java.lang.Integer[] cache = boxes();

    private IntegerCache() {}

    @SuppressWarnings("deprecation")
    private static java.lang.Integer[] boxes() {
      var boxes = new java.lang.Integer[high - low + 1];
      for (int i = 0; i < boxes.length; i++) boxes[i] = new java.lang.Integer(low + i);
      return boxes;
    }
  }
}
