package dev.assay.reports;

import java.util.Locale;

/** Numbers for people: three significant digits and a unit. An absent figure is a dash. */
final class Format {
  static final String NONE = "–";

  private Format() {}

  static String nanos(Long nanos) {
    return nanos == null ? NONE : nanos((double) nanos);
  }

  static String nanos(double nanos) {
    if (nanos < 999.5) return digits(nanos) + " ns";
    if (nanos < 999.5e3) return digits(nanos / 1e3) + " µs";
    if (nanos < 999.5e6) return digits(nanos / 1e6) + " ms";
    return digits(nanos / 1e9) + " s";
  }

  static String bytes(Long bytes) {
    if (bytes == null) return NONE;
    if (bytes < 1000) return bytes + " B";
    if (bytes < 999.5 * 1024) return digits(bytes / 1024.0) + " KiB";
    if (bytes < 999.5 * (1 << 20)) return digits(bytes / (double) (1 << 20)) + " MiB";
    return digits(bytes / (double) (1 << 30)) + " GiB";
  }

  static String ratio(Double ratio) {
    return ratio == null ? NONE : digits(ratio) + "×";
  }

  /**
   * @param programs how many there are; said if the mean has fewer
   */
  static String mean(Figures.Mean mean, int programs) {
    if (mean == null) return NONE;
    return ratio(mean.value()) + of(mean, programs);
  }

  static String of(Figures.Mean mean, int programs) {
    return mean.programs() < programs ? " (" + mean.programs() + " of " + programs + ")" : "";
  }

  static String count(Long count) {
    return count == null ? NONE : String.format(Locale.ROOT, "%,d", count);
  }

  static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  /** Three significant digits, no exponent; one digit less below 0.1. */
  static String digits(double value) {
    double size = Math.abs(value);
    int decimals = size < 0.000995 ? 5 : size < 0.00995 ? 4 : size < 0.0995 ? 3 : size < 9.995 ? 2 : size < 99.95 ? 1
        : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /**
   * Text of a program or a backend on one line, for a terminal or a file: what is not printable becomes a question
   * mark.
   */
  static String plain(String text) {
    var plain = new StringBuilder();
    text.codePoints()
        .forEach(c -> plain.appendCodePoint(c == '\n' || c == '\t' ? ' ' : Character.isISOControl(c) ? '?' : c));
    return plain.toString();
  }

  static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
