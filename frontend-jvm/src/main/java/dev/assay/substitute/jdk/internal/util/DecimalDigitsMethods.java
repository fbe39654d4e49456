package dev.assay.substitute.jdk.internal.util;

import dev.assay.substitute.Access;

/** Bodies of methods of {@code DecimalDigits}: those that write to arrays past their types. */
public final class DecimalDigitsMethods {
  private DecimalDigitsMethods() {}

  /** The characters of all pairs of digits, the first in the low byte. */
  public static void initialiser() {
    var pairs = new short[128];
    for (int i = 0; i < pairs.length; i++) pairs[i] = (short) ('0' + i / 10 | '0' + i % 10 << 8);
    Access.putStatic(pairs, "jdk/internal/util/DecimalDigits.DIGITS");
  }

  public static void uncheckedPutPairLatin1(byte[] text, int at, int pair) {
    text[at] = (byte) ('0' + pair / 10);
    text[at + 1] = (byte) ('0' + pair % 10);
  }

  public static void uncheckedPutPairUTF16(byte[] text, int at, int pair) {
    uncheckedPutCharUTF16(text, at, '0' + pair / 10);
    uncheckedPutCharUTF16(text, at + 1, '0' + pair % 10);
  }

  public static void uncheckedPutCharLatin1(byte[] text, int at, int c) {
    text[at] = (byte) c;
  }

  public static void uncheckedPutCharUTF16(byte[] text, int at, int c) {
    text[2 * at] = (byte) c;
    text[2 * at + 1] = (byte) (c >> 8);
  }
}
