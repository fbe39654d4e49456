package dev.assay.jvm;

import java.util.Arrays;

/** A set of positions as half-open ranges, ascending and apart: where a value, or a class of coalesced values, is live. */
final class Ranges {
  private int[] starts = new int[2];
  private int[] ends = new int[2];
  private int count;

  int start() {
    return starts[0];
  }

  int end() {
    return ends[count - 1];
  }

  /** Adds a range that begins at or after the end of the last one. */
  void append(int start, int end) {
    if (count > 0 && ends[count - 1] == start) {
      ends[count - 1] = end;
      return;
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = start;
    ends[count++] = end;
  }

  /** Cost: one search per range of the smaller set. */
  boolean overlaps(Ranges other) {
    if (count > other.count) return other.overlaps(this);
    int from = 0;
    for (int i = 0; i < count; i++) {
      from = other.firstEndingAfter(starts[i], from);
      if (from == other.count) return false;
      if (other.starts[from] < ends[i]) return true;
    }
    return false;
  }

  private int firstEndingAfter(int position, int from) {
    int low = from;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Adds the ranges of another set, which does not overlap this one. Cost: linear in both. */
  void addAll(Ranges other) {
    var merged = new Ranges();
    int i = 0;
    int j = 0;
    while (i < count || j < other.count) {
      if (j == other.count || i < count && starts[i] < other.starts[j]) {
        merged.append(starts[i], ends[i]);
        i++;
      } else {
        merged.append(other.starts[j], other.ends[j]);
        j++;
      }
    }
    starts = merged.starts;
    ends = merged.ends;
    count = merged.count;
  }
}
