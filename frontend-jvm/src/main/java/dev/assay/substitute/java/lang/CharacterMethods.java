package dev.assay.substitute.java.lang;

import dev.assay.substitute.Host;

/** Bodies of methods of {@code Character}. */
public final class CharacterMethods {
  private CharacterMethods() {}

  /** Parsing a number needs digits only; the JDK's way to them is through tables of all that Unicode says of characters. */
  public static int digit(int codePoint, int radix) {
    if (codePoint < 0 || codePoint > 127) return Host.digit(codePoint, radix);
    if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) return -1;
    int letter = codePoint | 0x20;
    int digit = codePoint >= '0' && codePoint <= '9' ? codePoint - '0' : letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : -1;
    return digit < radix ? digit : -1;
  }
}
