package dev.assay.passes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The difference of two texts by lines, with three lines of context.
 *
 * <p>Myers, "An O(ND) difference algorithm and its variations", Algorithmica 1, 1986, the greedy version, between the common head and
 * tail. Time and memory grow with the square of the number of differing lines, so above {@link #MAX_EDITS} the whole middle is shown as
 * replaced.
 */
final class LineDiff {
  private static final int MAX_EDITS = 1000;
  private static final int CONTEXT_LINES = 3;

  private final String[] before;
  private final String[] after;
  private final List<String> out = new ArrayList<>();

  private LineDiff(String[] before, String[] after) {
    this.before = before;
    this.after = after;
  }

  /** Lines that begin with {@code -}, {@code +} or a blank; {@code ...} stands for lines left out. */
  static String of(String before, String after) {
    var diff = new LineDiff(before.split("\n"), after.split("\n"));
    diff.compare();
    return diff.text();
  }

  private void compare() {
    int head = 0;
    while (head < before.length && head < after.length && before[head].equals(after[head])) head++;
    int tail = 0;
    while (tail < before.length - head && tail < after.length - head
        && before[before.length - 1 - tail].equals(after[after.length - 1 - tail]))
      tail++;
    for (int i = 0; i < head; i++) out.add("  " + before[i]);
    middle(head, before.length - tail, after.length - tail);
    for (int i = before.length - tail; i < before.length; i++) out.add("  " + before[i]);
  }

  private void middle(int head, int beforeEnd, int afterEnd) {
    int n = beforeEnd - head;
    int m = afterEnd - head;
    int limit = Math.min(n + m, MAX_EDITS);
    var furthest = new int[2 * limit + 3];
    var history = new ArrayList<int[]>();
    int zero = limit + 1;
    for (int d = 0; d <= limit; d++) {
      history.add(Arrays.copyOfRange(furthest, zero - d - 1, zero + d + 2));
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || k != d && furthest[zero + k - 1] < furthest[zero + k + 1];
        int x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
        int y = x - k;
        while (x < n && y < m && before[head + x].equals(after[head + y])) {
          x++;
          y++;
        }
        furthest[zero + k] = x;
        if (x >= n && y >= m) {
          edits(head, n, m, history);
          return;
        }
      }
    }
    for (int i = head; i < beforeEnd; i++) out.add("- " + before[i]);
    for (int i = head; i < afterEnd; i++) out.add("+ " + after[i]);
  }

  // From the end back to the start; entry d of the history is the state before round d, with diagonal 0 in its middle.
  private void edits(int head, int x, int y, List<int[]> history) {
    var lines = new ArrayList<String>();
    for (int d = history.size() - 1; d >= 0; d--) {
      var furthest = history.get(d);
      int zero = d + 1;
      int k = x - y;
      boolean down = k == -d || k != d && furthest[zero + k - 1] < furthest[zero + k + 1];
      int fromX = d == 0 ? 0 : down ? furthest[zero + k + 1] : furthest[zero + k - 1];
      int fromY = d == 0 ? 0 : fromX - (down ? k + 1 : k - 1);
      while (x > fromX && y > fromY) {
        lines.add("  " + before[head + --x]);
        y--;
      }
      if (x > fromX) lines.add("- " + before[head + --x]);
      if (y > fromY) lines.add("+ " + after[head + --y]);
    }
    out.addAll(lines.reversed());
  }

  private String text() {
    var shown = new boolean[out.size()];
    for (int i = 0; i < shown.length; i++) {
      if (out.get(i).startsWith("  ")) continue;
      Arrays.fill(shown, Math.max(0, i - CONTEXT_LINES), Math.min(shown.length, i + CONTEXT_LINES + 1), true);
    }
    var text = new StringBuilder();
    boolean gap = false;
    for (int i = 0; i < shown.length; i++) {
      if (shown[i]) text.append(out.get(i)).append('\n');
      else if (!gap) text.append("...\n");
      gap = !shown[i];
    }
    return text.toString();
  }
}
