package dev.assay.substitute.java.text;

import java.util.Locale;

/** The signs of numbers, the same for every locale that there is. */
public final class DecimalFormatSymbols {
  private static final DecimalFormatSymbols ONLY = new DecimalFormatSymbols();

  private DecimalFormatSymbols() {}

  public static DecimalFormatSymbols getInstance() {
    return ONLY;
  }

  public static DecimalFormatSymbols getInstance(Locale locale) {
    return ONLY;
  }

  public Locale getLocale() {
    return Locale.US;
  }

  public char getZeroDigit() {
    return '0';
  }

  public char getDecimalSeparator() {
    return '.';
  }

  public char getGroupingSeparator() {
    return ',';
  }

  public char getMinusSign() {
    return '-';
  }

  public char getPercent() {
    return '%';
  }
}
