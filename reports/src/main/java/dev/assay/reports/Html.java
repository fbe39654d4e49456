package dev.assay.reports;

/** HTML under construction: markup is appended as it is, everything else by {@link #text}. */
final class Html {
  private final StringBuilder html = new StringBuilder();

  Html raw(String markup) {
    html.append(markup);
    return this;
  }

  Html text(String text) {
    return raw(escape(text));
  }

  /** Markup with one place for text, {@code %s}. */
  Html with(String markup, String text) {
    int place = markup.indexOf("%s");
    return raw(markup.substring(0, place)).text(text).raw(markup.substring(place + 2));
  }

  @Override
  public String toString() {
    return html.toString();
  }

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
