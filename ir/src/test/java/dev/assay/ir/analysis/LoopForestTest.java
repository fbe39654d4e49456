package dev.assay.ir.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoopForestTest {
  /** The depth-first tree that the forest is defined by: for each node the set of its descendants. */
  private static final class Descendants {
    final int[][] successors;
    final BitSet[] of;
    final BitSet seen = new BitSet();

    Descendants(int[][] successors) {
      this.successors = successors;
      of = new BitSet[successors.length];
      for (int i = 0; i < of.length; i++) of[i] = new BitSet();
      visit(0);
    }

    private void visit(int node) {
      seen.set(node);
      of[node].set(node);
      for (int s : successors[node]) {
        if (seen.get(s)) continue;
        visit(s);
        of[node].or(of[s]);
      }
    }
  }

  /** By definition: the loop of h are the descendants of h that reach h through descendants of h; a header has a back edge. */
  private static void compare(int[][] successors) {
    int n = successors.length;
    var forest = LoopForest.of(n, 0, successors);
    var descendants = new Descendants(successors);
    var dominators = DominatorTree.of(n, 0, successors);
    var loops = new BitSet[n];
    for (int h = 0; h < n; h++) {
      loops[h] = new BitSet();
      if (!descendants.seen.get(h)) continue;
      for (int v = descendants.of[h].nextSetBit(0); v >= 0; v = descendants.of[h].nextSetBit(v + 1))
        for (int s : successors[v]) if (s == h) loops[h].set(v);
      boolean header = !loops[h].isEmpty();
      assertEquals(header, forest.isHeader(h), "header " + h);
      if (!header) continue;
      loops[h].set(h);
      for (boolean changed = true; changed;) {
        int before = loops[h].cardinality();
        for (int v = descendants.of[h].nextSetBit(0); v >= 0; v = descendants.of[h].nextSetBit(v + 1))
          if (v != h) for (int s : successors[v]) if (s != h && loops[h].get(s)) loops[h].set(v);
        changed = loops[h].cardinality() != before;
      }
      boolean natural = true;
      for (int v = loops[h].nextSetBit(0); v >= 0; v = loops[h].nextSetBit(v + 1)) natural &= dominators.dominates(h, v);
      assertEquals(!natural, forest.isIrreducible(h), "irreducible " + h);
      var nodes = new BitSet();
      for (int v : forest.nodes(h)) nodes.set(v);
      assertEquals(loops[h], nodes, "loop of " + h);
      assertEquals(h, forest.nodes(h)[0]);
    }
    for (int v = 0; v < n; v++) {
      int innermost = -1;
      int depth = 0;
      for (int h = 0; h < n; h++) {
        assertEquals(loops[h].get(v), forest.contains(h, v));
        if (!loops[h].get(v)) continue;
        depth++;
        if (innermost < 0 || loops[innermost].get(h)) innermost = h;
      }
      assertEquals(innermost, forest.headerOf(v), "innermost of " + v);
      assertEquals(depth, forest.depth(v), "depth of " + v);
    }
    for (int h : forest.headers()) if (forest.parent(h) >= 0) assertTrue(forest.contains(forest.parent(h), h));
  }

  @Test
  void random_graphs_agree_with_the_definition() {
    var random = new Random(3);
    for (int round = 0; round < 3000; round++) {
      compare(Graphs.random(random, 20));
      compare(Graphs.loopy(random, 40));
    }
  }

  @Test
  void nested_and_irreducible() {
    // 1 ⊃ {2 ⊃ {3}, 4}, then 5 ⇄ 6 entered at both.
    int[][] successors = {{1}, {2}, {3}, {2, 4}, {1, 5, 6}, {6}, {5, 7}, {}};
    var forest = LoopForest.of(8, 0, successors);
    assertEquals(2, forest.headerOf(3));
    assertEquals(1, forest.parent(2));
    assertEquals(2, forest.depth(3));
    assertArrayEquals(new int[] {1, 2, 3, 4}, Arrays.stream(forest.nodes(1)).sorted().toArray());
    assertFalse(forest.isIrreducible(1));
    assertTrue(forest.isIrreducible(5));
    assertEquals(-1, forest.headerOf(7));
    assertArrayEquals(new int[] {1, 2, 5}, forest.headers());
  }

  @Test
  void large_graphs_take_almost_linear_time() {
    int n = 200_000;
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      // Loops nested n / 2 deep, and the same entered from outside at every header.
      var nested = Graphs.chain(n);
      for (int i = n / 2; i < n; i++) nested[i] = i + 1 < n ? new int[] {i + 1, n - i} : new int[] {1};
      assertEquals(n / 2, LoopForest.of(n, 0, nested).depth(n / 2));
      var entered = nested.clone();
      entered[0] = new int[n / 2];
      for (int i = 0; i < n / 2; i++) entered[0][i] = i + 1;
      var forest = LoopForest.of(n, 0, entered);
      assertEquals(n / 2, forest.depth(n / 2));
      assertTrue(forest.isIrreducible(1));
    });
  }

  @Test
  void blocks_of_a_function() {
    var f = Graphs.function(new int[][] {{1}, {0, 2}, {}});
    var forest = LoopForest.of(Cfg.of(f));
    assertTrue(forest.isHeader(f.blocks().get(1)));
    assertEquals(1, forest.depth(f.blocks().get(2)));
    assertEquals(0, forest.depth(f.blocks().get(3)));
  }
}
