package dev.assay.runtime;

import java.nio.charset.StandardCharsets;

/**
 * What the fields of a java.lang.String hold, the same on every backend: the coder 0 and a byte for each unit if all fit, Latin-1; else the
 * coder 1 and two bytes for each, UTF-16 with the low byte first, as the host's compact strings have it on a little-endian machine.
 */
public record CompactString(byte[] value, int coder) {
  private static final int LATIN1 = 0;
  private static final int UTF16 = 1;

  public static CompactString of(String text) {
    if (isLatin1(text)) return new CompactString(text.getBytes(StandardCharsets.ISO_8859_1), LATIN1);
    // No charset: those replace unpaired surrogates.
    var bytes = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      bytes[2 * i] = (byte) text.charAt(i);
      bytes[2 * i + 1] = (byte) (text.charAt(i) >> 8);
    }
    return new CompactString(bytes, UTF16);
  }

  private static boolean isLatin1(String text) {
    for (int i = 0; i < text.length(); i++) if (text.charAt(i) > 0xff) return false;
    return true;
  }

  public String text() {
    if (coder == LATIN1) return new String(value, StandardCharsets.ISO_8859_1);
    var chars = new char[value.length / 2];
    for (int i = 0; i < chars.length; i++) chars[i] = (char) (value[2 * i] & 0xff | value[2 * i + 1] << 8);
    return new String(chars);
  }
}
