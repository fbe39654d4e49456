package dev.assay.ir.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Block;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CfgTest {
  @Test
  void order_and_predecessors_of_a_diamond_with_a_double_edge() {
    var f = Graphs.function(new int[][] {{1, 2}, {3, 3}, {3}, {}, {3}});
    var cfg = Cfg.of(f);
    assertEquals("[entry, n0, n2, n1, n3]", cfg.reversePostorder().toString());
    assertArrayEquals(new int[] {3, 2, 2}, cfg.predecessors(f.blocks().get(4)));
    assertEquals(-1, cfg.order(f.blocks().get(5)));
    assertEquals(0, cfg.successors(f.blocks().get(5)).length);
  }

  @Test
  void random_graphs() {
    var random = new Random(1);
    for (int round = 0; round < 500; round++) {
      var successors = Graphs.random(random, 30);
      var f = Graphs.function(successors);
      var cfg = Cfg.of(f);
      var reachable = Graphs.reachable(successors, 0, -1);
      for (int i = 0; i < successors.length; i++) assertEquals(reachable.get(i), cfg.isReachable(f.blocks().get(i + 1)));
      assertEquals(reachable.cardinality() + 1, cfg.reversePostorder().size());
      var dominators = DominatorTree.of(cfg);
      for (var block : cfg.reversePostorder()) {
        var expected = cfg.reversePostorder().stream()
            .flatMapToInt(p -> Arrays.stream(cfg.successors(p)).filter(s -> s == block.id()).map(_ -> p.id())).toArray();
        assertArrayEquals(expected, cfg.predecessors(block));
        int idom = dominators.immediateDominator(block.id());
        if (idom >= 0) assertTrue(cfg.order(cfg.block(idom)) < cfg.order(block));
      }
    }
  }

  @Test
  void deep_chains_need_no_stack() {
    var f = Graphs.function(Graphs.chain(200_000));
    var cfg = Cfg.of(f);
    assertEquals(f.blocks(), cfg.reversePostorder());
    assertEquals(f.blocks().stream().map(Block::id).toList(), Arrays.stream(DominatorTree.of(cfg).preorder()).boxed().toList());
  }
}
