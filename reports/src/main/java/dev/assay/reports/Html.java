package dev.assay.reports;

/** Text as HTML. */
final class Html {
  private Html() {}

  /** Safe as text and within a quoted attribute. */
  static String escape(String text) {
    var escaped = new StringBuilder();
    for (char c : Format.plain(text).toCharArray())
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    return escaped.toString();
  }
}
