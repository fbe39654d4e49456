package dev.assay.ir;

/** How names and strings are written in the text form: bare where that is unambiguous, else quoted with Java's escapes. */
final class Quoting {
  private Quoting() {}

  /** A class, function, field or block name. */
  static String symbol(String name) {
    return !name.isEmpty() && isFirst(name.charAt(0)) && isBare(name) ? name : quote(name);
  }

  /** The name of a value, which follows {@code %} and so may begin with a digit. */
  static String value(String name) {
    return !name.isEmpty() && isBare(name) ? name : quote(name);
  }

  static boolean isFirst(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
  }

  static boolean isPart(char c) {
    return isFirst(c) || c >= '0' && c <= '9' || c == '.' || c == '/';
  }

  private static boolean isBare(String name) {
    for (int i = 0; i < name.length(); i++) if (!isPart(name.charAt(i))) return false;
    return true;
  }

  /** Every UTF-16 unit survives, unpaired surrogates too; what an editor would not show is escaped. */
  static String quote(String text) {
    var out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else if (isHidden(c)) {
            out.append("\\u").append(String.format("%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static boolean isHidden(char c) {
    if (c >= ' ' && c < 0x7f) return false;
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> true;
      default -> false;
    };
  }
}
