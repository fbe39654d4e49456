package dev.assay.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Execution counts of a module's baseline functions. A key names a place: {@code block} (times entered), {@code block>N} (times its N-th
 * edge was taken), {@code block#I=class} (receivers of that class at the instruction with index I). Saved as lines of the module's text.
 */
public final class Profile {
  private final Map<String, Map<String, Long>> counts = new TreeMap<>();

  public void add(String function, String key, long count) {
    counts.computeIfAbsent(function, _ -> new TreeMap<>()).merge(key, count, Long::sum);
  }

  /** The count, 0 if nothing was recorded. */
  public long get(String function, String key) {
    return counts.getOrDefault(function, Map.of()).getOrDefault(key, 0L);
  }

  /** Adds all counts of another run of the same program. */
  public void merge(Profile other) {
    other.counts.forEach((function, places) -> places.forEach((key, count) -> add(function, key, count)));
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** One entry of a profile. */
  public record Entry(String function, String key, long count) {}

  /** All entries, sorted by function and key. */
  public List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    counts.forEach((function, places) -> places.forEach((key, count) -> entries.add(new Entry(function, key, count))));
    return entries;
  }
}
