package dev.assay.jvm;

import java.util.HashMap;
import java.util.Map;

/** Names that class files allow, made from names that may hold anything. */
final class UniqueNames {
  private static final int MAX_LENGTH = 200;

  private final Map<String, Integer> taken = new HashMap<>();

  /**
   * The name with everything but letters, digits and {@code $} replaced, and a number if that was given before.
   *
   * @param prefix of a class, whose name keeps its packages; "" for a member
   */
  String of(String prefix, String wanted) {
    var name = new StringBuilder(prefix);
    for (int i = 0; i < Math.min(wanted.length(), MAX_LENGTH); i++) {
      char c = wanted.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '$';
      boolean separator = c == '/' && !prefix.isEmpty() && name.charAt(name.length() - 1) != '/' && i + 1 < wanted.length();
      name.append(plain || separator ? c : '_');
    }
    if (name.length() == prefix.length()) name.append('_');
    var text = name.toString();
    int number = taken.merge(text, 1, Integer::sum);
    while (number > 1) {
      var numbered = text + "$" + number;
      if (taken.putIfAbsent(numbered, 1) == null) return numbered;
      number = taken.merge(text, 1, Integer::sum);
    }
    return text;
  }
}
