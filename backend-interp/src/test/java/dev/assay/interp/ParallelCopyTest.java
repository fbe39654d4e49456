package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Moves one after another must do what the moves of an edge do at once. */
class ParallelCopyTest {
  private static void check(ParallelCopy copy, int slotCount, int[] to, int[] from) {
    long[] before = IntStream.rangeClosed(0, slotCount).mapToLong(i -> 1000 + i).toArray();
    long[] expected = before.clone();
    for (int i = 0; i < to.length; i++) expected[to[i]] = before[from[i]];
    long[] actual = before.clone();
    int[] moves = copy.order(to, from);
    for (int i = 0; i < moves.length; i += 2) actual[moves[i]] = actual[moves[i + 1]];
    assertArrayEquals(Arrays.copyOf(expected, slotCount), Arrays.copyOf(actual, slotCount),
        () -> Arrays.toString(to) + " <- " + Arrays.toString(from));
  }

  @Test
  void handPicked() {
    var copy = new ParallelCopy(6);
    check(copy, 6, new int[] {}, new int[] {});
    check(copy, 6, new int[] {0}, new int[] {0});
    check(copy, 6, new int[] {0, 1}, new int[] {1, 0});
    check(copy, 6, new int[] {0, 1, 2}, new int[] {1, 2, 0});
    check(copy, 6, new int[] {0, 1, 2, 3}, new int[] {1, 0, 3, 2});
    check(copy, 6, new int[] {0, 1, 2, 3}, new int[] {1, 0, 0, 1});
    check(copy, 6, new int[] {3, 2, 1}, new int[] {2, 1, 0});
    check(copy, 6, new int[] {1, 2, 3}, new int[] {0, 1, 2});
    check(copy, 6, new int[] {0, 1, 2}, new int[] {5, 5, 5});
  }

  @Test
  void random() {
    var random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      int slotCount = 1 + random.nextInt(12);
      var copy = new ParallelCopy(slotCount);
      // Several edges over one map: it must be clean after each.
      for (int edge = 0; edge < 3; edge++) {
        int[] to = permutation(random, slotCount, random.nextInt(slotCount + 1));
        int[] from = round % 2 == 0 ? random.ints(to.length, 0, slotCount).toArray()
            : permutation(random, slotCount, to.length);
        check(copy, slotCount, to, from);
      }
    }
  }

  @Test
  void noMoreMovesThanNeeded() {
    var copy = new ParallelCopy(8);
    assertEquals(0, copy.order(new int[] {3, 4}, new int[] {3, 4}).length);
    assertEquals(2 * 3, copy.order(new int[] {0, 1}, new int[] {1, 0}).length);
    assertEquals(2 * 2, copy.order(new int[] {0, 1}, new int[] {1, 2}).length);
  }

  @Test
  void longCyclesAreLinear() {
    int n = 200_000;
    int[] to = IntStream.range(0, n).toArray();
    int[] from = IntStream.range(0, n).map(i -> i == 0 ? n - 1 : i - 1).toArray();
    long start = System.nanoTime();
    check(new ParallelCopy(n), n, to, from);
    int[] swaps = IntStream.range(0, n).map(i -> i ^ 1).toArray();
    check(new ParallelCopy(n), n, to, swaps);
    assertTrue(System.nanoTime() - start < 5_000_000_000L, "ordering 200,000 moves took more than 5 s");
  }

  private static int[] permutation(Random random, int bound, int count) {
    int[] all = IntStream.range(0, bound).toArray();
    for (int i = bound - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int saved = all[i];
      all[i] = all[j];
      all[j] = saved;
    }
    return Arrays.copyOf(all, count);
  }
}
