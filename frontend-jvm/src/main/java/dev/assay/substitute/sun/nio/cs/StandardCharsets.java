package dev.assay.substitute.sun.nio.cs;

/** The aliases of charsets, of which there are none. */
final class StandardCharsets {
  private static final String[] NONE = {};

  private StandardCharsets() {}

  static String[] aliases_UTF_8() {
    return NONE;
  }

  static String[] aliases_ISO_8859_1() {
    return NONE;
  }

  static String[] aliases_US_ASCII() {
    return NONE;
  }

  static String[] aliases_UTF_16() {
    return NONE;
  }

  static String[] aliases_UTF_16BE() {
    return NONE;
  }

  static String[] aliases_UTF_16LE() {
    return NONE;
  }

  static String[] aliases_UTF_32() {
    return NONE;
  }

  static String[] aliases_UTF_32BE() {
    return NONE;
  }

  static String[] aliases_UTF_32LE() {
    return NONE;
  }
}
