package dev.assay.substitute.java.lang;

/** Bodies of methods of {@code StringConcatHelper}. */
public final class StringConcatHelperMethods {
  private StringConcatHelperMethods() {}

  /** The JDK leaves the array as it finds the memory. */
  public static byte[] newArray(int length) {
    return new byte[length];
  }
}
