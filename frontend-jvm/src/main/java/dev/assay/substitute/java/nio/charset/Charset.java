package dev.assay.substitute.java.nio.charset;

import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/** The charsets that strings know themselves; there are no others to look up, and no aliases. */
public abstract class Charset implements Comparable<Charset> {
  private final String name;

  protected Charset(String name, String[] aliases) {
    this.name = name;
  }

  public static Charset defaultCharset() {
    return (Charset) (Object) StandardCharsets.UTF_8;
  }

  public static boolean isSupported(String name) {
    return find(name) != null;
  }

  public static Charset forName(String name) {
    if (name == null) throw new IllegalArgumentException("Null charset name");
    if (name.isEmpty()) throw new IllegalCharsetNameException(name);
    var found = find(name);
    if (found == null) throw new UnsupportedCharsetException(name);
    return found;
  }

  private static Charset find(String name) {
    return (Charset) (Object) switch (name.toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8" -> StandardCharsets.UTF_8;
      case "ISO-8859-1", "ISO8859_1", "LATIN1" -> StandardCharsets.ISO_8859_1;
      case "US-ASCII", "ASCII" -> StandardCharsets.US_ASCII;
      default -> null;
    };
  }

  public abstract CharsetDecoder newDecoder();

  public abstract CharsetEncoder newEncoder();

  public final String name() {
    return name;
  }

  public String displayName() {
    return name;
  }

  @Override
  public final int compareTo(Charset other) {
    return name.compareToIgnoreCase(other.name);
  }

  @Override
  public final int hashCode() {
    return name.hashCode();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof Charset charset && name.equals(charset.name);
  }

  @Override
  public final String toString() {
    return name;
  }
}
