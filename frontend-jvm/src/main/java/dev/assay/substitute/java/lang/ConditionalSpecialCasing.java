package dev.assay.substitute.java.lang;

import java.util.Locale;

/** The cases of characters that depend on their neighbours or become several (Unicode's SpecialCasing.txt), without those of a language. */
final class ConditionalSpecialCasing {
  private static final int CAPITAL_SIGMA = 0x3a3;
  private static final int FINAL_SIGMA = 0x3c2;
  private static final int DOTTED_I = 0x130;
  private static final char DOT_ABOVE = 0x307;
  /** Tells the caller to ask for several characters. */
  private static final int SEVERAL = -1;

  private ConditionalSpecialCasing() {}

  static int toLowerCaseEx(String text, int index, Locale locale) {
    int c = text.codePointAt(index);
    if (c == CAPITAL_SIGMA && endsWord(text, index)) return FINAL_SIGMA;
    return c == DOTTED_I ? SEVERAL : Character.toLowerCase(c);
  }

  static char[] toLowerCaseCharArray(String text, int index, Locale locale) {
    int c = text.codePointAt(index);
    return c == DOTTED_I ? new char[] {'i', DOT_ABOVE} : Character.toChars(Character.toLowerCase(c));
  }

  static int toUpperCaseEx(String text, int index, Locale locale) {
    return Character.toUpperCase(text.codePointAt(index));
  }

  static char[] toUpperCaseCharArray(String text, int index, Locale locale) {
    return Character.toChars(toUpperCaseEx(text, index, locale));
  }

  private static boolean endsWord(String text, int index) {
    return index > 0 && Character.isLetter(text.codePointBefore(index))
        && (index + 1 == text.length() || !Character.isLetter(text.codePointAt(index + 1)));
  }
}
