package dev.assay.jvm;

import dev.assay.runtime.CompactString;
import java.util.HashMap;
import java.util.Map;

/** The guest's strings, made and read by host code. */
final class Strings {
  private final Accessors accessors;
  private final Map<String, Object> interned = new HashMap<>();

  Strings(Accessors accessors) {
    this.accessors = accessors;
  }

  /** A new string; null for null. */
  Object make(String text) {
    if (text == null) return null;
    var compact = CompactString.of(text);
    return accessors.newString(compact.value(), compact.coder());
  }

  /** The text of a string; null for null. */
  String text(Object string) {
    if (string == null) return null;
    return new CompactString(accessors.value(string), accessors.coder(string)).text();
  }

  /** The string that stands for all of this text. */
  Object intern(String text) {
    return interned.computeIfAbsent(text, this::make);
  }

  /** The string that stands for all of the same text: this one, if none does yet. */
  Object intern(Object string) {
    var known = interned.putIfAbsent(text(string), string);
    return known == null ? string : known;
  }
}
