package dev.assay.ir.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DominatorTreeTest {
  /** a dominates b if without a there is no way to b. */
  private static BitSet[] dominated(int[][] successors) {
    var all = Graphs.reachable(successors, 0, -1);
    var dominated = new BitSet[successors.length];
    for (int a = 0; a < successors.length; a++) {
      dominated[a] = new BitSet();
      if (!all.get(a)) continue;
      dominated[a].or(all);
      dominated[a].andNot(Graphs.reachable(successors, 0, a));
    }
    return dominated;
  }

  private static BitSet frontier(int[][] successors, BitSet[] dominated, BitSet nodes) {
    var frontier = new BitSet();
    var all = Graphs.reachable(successors, 0, -1);
    for (boolean changed = true; changed;) {
      var defs = (BitSet) nodes.clone();
      defs.or(frontier);
      defs.and(all);
      int before = frontier.cardinality();
      defs.stream().forEach(a -> dominated[a].stream().forEach(b -> {
        for (int s : successors[b]) if (s == a || !dominated[a].get(s)) frontier.set(s);
      }));
      changed = frontier.cardinality() != before;
    }
    return frontier;
  }

  private static void compare(int[][] successors, Random random) {
    int n = successors.length;
    var tree = DominatorTree.of(n, 0, successors);
    var dominated = dominated(successors);
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) assertEquals(dominated[a].get(b), tree.dominates(a, b), a + " dominates " + b);
      int idom = tree.immediateDominator(a);
      if (a == 0 || !tree.isReachable(a)) {
        assertEquals(-1, idom);
        continue;
      }
      assertTrue(idom != a && dominated[idom].get(a));
      // The nearest: all other strict dominators dominate it.
      for (int b = 0; b < n; b++) if (b != a && dominated[b].get(a)) assertTrue(dominated[b].get(idom));
      assertTrue(java.util.Arrays.binarySearch(tree.children(idom), a) >= 0);
      assertEquals(tree.level(idom) + 1, tree.level(a));
    }
    for (int query = 0; query < 3; query++) {
      var nodes = new BitSet();
      for (int k = random.nextInt(4); k >= 0; k--) nodes.set(random.nextInt(n));
      assertEquals(frontier(successors, dominated, nodes), tree.iteratedFrontier(nodes), "of " + nodes);
    }
  }

  @Test
  void random_graphs_agree_with_the_definition() {
    var random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      compare(Graphs.random(random, 25), random);
      compare(Graphs.loopy(random, 40), random);
    }
  }

  @Test
  void loop_at_the_entry_and_irreducible_flow() {
    compare(new int[][] {{0}}, new Random(1));
    compare(new int[][] {{1, 2}, {2}, {1, 0}}, new Random(1));
    var tree = DominatorTree.of(4, 0, new int[][] {{1, 2}, {2}, {1, 3}, {}});
    assertArrayEquals(new int[] {1, 2}, tree.children(0));
    assertArrayEquals(new int[] {3}, tree.children(2));
  }

  @Test
  void large_graphs_take_n_log_n_time() {
    int n = 500_000;
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      // A long chain on which every node may leave to the end, a long way back from every node, and a ladder.
      var exits = Graphs.chain(n);
      var loops = Graphs.chain(n);
      var ladder = new int[n][];
      for (int i = 0; i < n; i++) {
        if (i + 1 < n) exits[i] = new int[] {i + 1, n - 1};
        if (i > 0) loops[i] = i + 1 < n ? new int[] {i + 1, n - i} : new int[] {1};
        ladder[i] = i + 3 < n ? new int[] {i + 1, i + 3} : i + 1 < n ? new int[] {i + 1} : new int[0];
      }
      for (var graph : new int[][][] {exits, loops, ladder}) {
        var tree = DominatorTree.of(n, 0, graph);
        assertTrue(tree.dominates(0, n - 1));
        var one = new BitSet();
        one.set(n / 2);
        tree.iteratedFrontier(one);
      }
    });
  }

  @Test
  void many_frontiers_of_a_long_chain_are_cheap() {
    int n = 64_000;
    var successors = Graphs.chain(n);
    // Diamonds: 3k branches to 3k + 1 and 3k + 2, which meet in 3k + 3.
    for (int i = 0; i + 3 < n; i += 3) {
      successors[i] = new int[] {i + 1, i + 2};
      successors[i + 1] = new int[] {i + 3};
    }
    var tree = DominatorTree.of(n, 0, successors);
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      for (int i = 0; i < n; i++) {
        var nodes = new BitSet();
        nodes.set(i);
        assertEquals(i % 3 == 0 ? 0 : 1, tree.iteratedFrontier(nodes).cardinality());
      }
    });
  }
}
