package dev.assay.substitute;

/** The texts of the library's own exceptions, which it formats; all of {@code Formatter} is too much for them. */
final class Messages {
  private Messages() {}

  static String format(java.util.Locale locale, String format, Object[] args) {
    return format(format, args);
  }

  /** In place of {@code String.format}: %s, %d, %c, %x and %X, each with the next argument. */
  static String format(String format, Object[] args) {
    var text = new StringBuilder();
    int next = 0;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        text.append(c);
        continue;
      }
      switch (format.charAt(++i)) {
        case '%' -> text.append('%');
        case 'n' -> text.append('\n');
        case 'x', 'X' -> text.append(hex(args[next++], format.charAt(i) == 'X'));
        case 's', 'd', 'c' -> text.append(args[next++]);
        default -> throw new UnsupportedOperationException("assay: the message format ".concat(format));
      }
    }
    return text.toString();
  }

  private static String hex(Object number, boolean upper) {
    var digits = number instanceof Long l ? Long.toHexString(l) : Integer.toHexString(((Number) number).intValue());
    if (!upper) return digits;
    var text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      text.append(c >= 'a' ? (char) (c - 'a' + 'A') : c);
    }
    return text.toString();
  }
}
