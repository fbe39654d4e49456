package dev.assay.substitute.jdk.internal.math;

import dev.assay.substitute.Access;
import dev.assay.substitute.Host;

/** Bodies of methods of {@code DoubleToDecimal}: the host's words, without the tables it finds them by. */
public final class DoubleToDecimalMethods {
  private DoubleToDecimalMethods() {}

  public static String toString(double value) {
    return Host.string(value);
  }

  /** Writes to the bytes of a string builder, of one kind or the other. */
  public static int putDecimal(Object self, byte[] bytes, int index, double value) {
    var text = Host.string(value);
    boolean isLatin1 = Access.getInt(self, "jdk/internal/math/ToDecimal.latin1") != 0;
    for (int i = 0; i < text.length(); i++) {
      if (isLatin1) bytes[index + i] = (byte) text.charAt(i);
      else bytes[2 * (index + i)] = (byte) text.charAt(i);
    }
    return index + text.length();
  }
}
