package dev.assay.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDiffTest {
  @Test
  void equalTextsHaveNone() {
    assertEquals("...\n", LineDiff.of("a\nb\n", "a\nb\n"));
  }

  @Test
  void insertedRemovedChanged() {
    assertEquals("  a\n+ x\n  b\n", LineDiff.of("a\nb\n", "a\nx\nb\n"));
    assertEquals("  a\n- b\n  c\n", LineDiff.of("a\nb\nc\n", "a\nc\n"));
    assertEquals("- a\n+ b\n", LineDiff.of("a\n", "b\n"));
  }

  @Test
  void showsThreeLinesAround() {
    assertEquals("...\n  3\n  4\n  5\n- 6\n  7\n  8\n  9\n...\n",
        LineDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n0\n", "1\n2\n3\n4\n5\n7\n8\n9\n0\n"));
  }

  /** Whatever the texts, the kept and removed lines are the first and the kept and added ones the second. */
  @Test
  void anyTwoTexts() {
    var random = new Random(1);
    for (int round = 0; round < 500; round++) {
      var a = lines(random);
      var b = lines(random);
      var kept = new ArrayList<String>();
      var added = new ArrayList<String>();
      for (var line : LineDiff.of(String.join("\n", a), String.join("\n", b)).split("\n")) {
        // Short texts with few equal lines: all that is left out is equal in both.
        if (line.equals("...")) continue;
        if (!line.startsWith("+")) kept.add(line.substring(2));
        if (!line.startsWith("-")) added.add(line.substring(2));
      }
      assertEquals(withoutCommon(a, kept), kept);
      assertEquals(withoutCommon(b, added), added);
    }
  }

  private static List<String> withoutCommon(List<String> whole, List<String> shown) {
    // Lines left out are at most a prefix and a suffix here, since gaps of more than six equal lines do not occur otherwise.
    for (int from = 0; from + shown.size() <= whole.size(); from++) {
      var part = whole.subList(from, from + shown.size());
      if (part.equals(shown)) return part;
    }
    return whole;
  }

  private static List<String> lines(Random random) {
    var lines = new ArrayList<String>();
    int count = 1 + random.nextInt(9);
    for (int i = 0; i < count; i++) lines.add(String.valueOf((char) ('a' + random.nextInt(4))));
    return lines;
  }

  @Test
  void veryDifferentTextsAreReplaced() {
    var a = new StringBuilder();
    var b = new StringBuilder();
    for (int i = 0; i < 3000; i++) {
      a.append("a").append(i).append('\n');
      b.append("b").append(i).append('\n');
    }
    assertEquals(6000, LineDiff.of(a.toString(), b.toString()).lines().count());
  }
}
