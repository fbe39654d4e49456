package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CodeMapTest {
  private static final int NO_SITE = CodeMap.NO_SITE;

  @Test
  void aRowHoldsUpToTheNext() {
    var map = new CodeMap();
    assertEquals(NO_SITE, map.site(100));
    map.add(new long[] {100, 110, 120, 130}, new int[] {0, NO_SITE, 7, NO_SITE});
    assertEquals(NO_SITE, map.site(100), "what returns here was called from before");
    assertEquals(0, map.site(101));
    assertEquals(0, map.site(110));
    assertEquals(NO_SITE, map.site(111));
    assertEquals(NO_SITE, map.site(120));
    assertEquals(7, map.site(121));
    assertEquals(7, map.site(130));
    assertEquals(NO_SITE, map.site(131));
    assertEquals(NO_SITE, map.site(Long.MAX_VALUE));
    assertEquals(NO_SITE, map.site(0));
  }

  @Test
  void theLastOfEqualRowsHolds() {
    var map = new CodeMap();
    map.add(new long[] {100, 100, 110, 110, 120}, new int[] {1, 2, NO_SITE, 3, NO_SITE});
    assertEquals(2, map.site(105));
    assertEquals(3, map.site(115));
  }

  @Test
  void codeObjectsComeInAnyOrder() {
    var starts = new ArrayList<Integer>();
    for (int i = 0; i < 50; i++) starts.add(1000 * i);
    Collections.shuffle(starts, new Random(1));
    var map = new CodeMap();
    for (int start : starts) map.add(new long[] {start, start + 10, start + 500}, new int[] {start + 1, start + 2, NO_SITE});
    for (int start : starts) {
      assertEquals(NO_SITE, map.site(start));
      assertEquals(start + 1, map.site(start + 10));
      assertEquals(start + 2, map.site(start + 11));
      assertEquals(start + 2, map.site(start + 500));
      assertEquals(NO_SITE, map.site(start + 501));
    }
  }

  @Test
  void codeHasAnEnd() {
    var map = new CodeMap();
    map.add(new long[0], new int[0]);
    assertThrows(IllegalArgumentException.class, () -> map.add(new long[] {1}, new int[] {1}));
  }
}
