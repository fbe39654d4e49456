package dev.assay.substitute.java.util;

/** The few locales that programs name. All have the words, digits and signs of English. */
public final class Locale {
  public static final Locale ROOT = new Locale("", "");
  public static final Locale ENGLISH = new Locale("en", "");
  public static final Locale US = new Locale("en", "US");
  public static final Locale UK = new Locale("en", "GB");

  /** What a default locale is asked for. */
  public enum Category {
    DISPLAY, FORMAT
  }

  private final String language;
  private final String country;

  private Locale(String language, String country) {
    this.language = language;
    this.country = country;
  }

  /** That of the library's own formats, which need no symbols for it. */
  public static Locale getDefault() {
    return US;
  }

  public static Locale getDefault(Category category) {
    return US;
  }

  public String getLanguage() {
    return language;
  }

  public String getCountry() {
    return country;
  }

  @Override
  public String toString() {
    return country.isEmpty() ? language : language.concat("_").concat(country);
  }
}
