package dev.assay.ir.analysis;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The control-flow graph of a function as it is now: predecessors, successors, reverse postorder. Nodes are block ids, so that results are
 * arrays. Blocks that the entry does not reach are left out: they are in no order, and no one's predecessors.
 *
 * <p>Two edges between the same blocks count twice, since each has its arguments. Cost: linear, iterative.
 */
public final class Cfg {
  private static final int[] NO_NODES = {};

  private final Function function;
  private final Block[] blocks;
  private final int[][] successors;
  private final int[][] predecessors;
  private final int[] orderOf;
  private final List<Block> reversePostorder;

  private Cfg(Function function) {
    this.function = function;
    int n = function.blockCount();
    blocks = new Block[n];
    for (var block : function.blocks()) blocks[block.id()] = block;
    successors = new int[n][];
    int entry = function.entry().id();
    var order = postorder(entry);
    Collections.reverse(order);
    reversePostorder = List.copyOf(order);

    orderOf = new int[n];
    Arrays.fill(orderOf, -1);
    var inDegree = new int[n];
    for (int i = 0; i < order.size(); i++) {
      int node = order.get(i).id();
      orderOf[node] = i;
      for (int s : successors[node]) inDegree[s]++;
    }
    predecessors = new int[n][];
    for (int i = 0; i < n; i++) {
      if (successors[i] == null) successors[i] = NO_NODES;
      predecessors[i] = inDegree[i] == 0 ? NO_NODES : new int[inDegree[i]];
    }
    // Filled from the back, which leaves each list in reverse postorder.
    for (var block : order.reversed()) {
      var targets = successors[block.id()];
      for (int i = targets.length - 1; i >= 0; i--) predecessors[targets[i]][--inDegree[targets[i]]] = block.id();
    }
  }

  /** Every block must end with a terminator whose edges stay in the function. */
  public static Cfg of(Function function) {
    return new Cfg(function);
  }

  private List<Block> postorder(int entry) {
    var order = new ArrayList<Block>();
    var stack = new int[blocks.length];
    var nextEdge = new int[blocks.length];
    int depth = 0;
    stack[depth++] = entry;
    successors[entry] = targets(blocks[entry]);
    while (depth > 0) {
      int node = stack[depth - 1];
      if (nextEdge[node] < successors[node].length) {
        int target = successors[node][nextEdge[node]++];
        if (successors[target] == null) {
          successors[target] = targets(blocks[target]);
          stack[depth++] = target;
        }
      } else {
        order.add(blocks[node]);
        depth--;
      }
    }
    return order;
  }

  private static int[] targets(Block block) {
    var edges = block.terminator().edges();
    var targets = new int[edges.size()];
    for (int i = 0; i < targets.length; i++) targets[i] = edges.get(i).target().id();
    return targets;
  }

  public Function function() {
    return function;
  }

  /** The block with this id, or null if the function has none. */
  public Block block(int node) {
    return blocks[node];
  }

  /** Reachable blocks, the entry first; without back edges, a block stands after all its predecessors. */
  public List<Block> reversePostorder() {
    return reversePostorder;
  }

  /** Index in {@link #reversePostorder}, -1 if unreachable. */
  public int order(Block block) {
    return orderOf[block.id()];
  }

  public boolean isReachable(Block block) {
    return orderOf[block.id()] >= 0;
  }

  /** Ids of the targets in edge order; none for an unreachable block. Not a copy. */
  public int[] successors(Block block) {
    return successors[block.id()];
  }

  /** Ids of the reachable blocks with an edge to this one, in reverse postorder. Not a copy. */
  public int[] predecessors(Block block) {
    return predecessors[block.id()];
  }

  /** The graph as plain arrays, indexed by block id. Not a copy. */
  public int[][] successors() {
    return successors;
  }
}
