package dev.assay.ir.analysis;

import dev.assay.ir.Block;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Immediate dominators, constant-time dominance, iterated dominance frontiers, over block ids or any graph of ints.
 *
 * <p>Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph", TOPLAS 1(1), 1979, the simple version with path
 * compression: O(m log n) in the worst case. The iterative method of Cooper, Harvey and Kennedy and the semi-NCA method are faster on
 * usual graphs but quadratic at worst, and graphs here come with 64 k blocks. Compression and all walks are iterative.
 *
 * <p>Frontiers: Sreedhar and Gao, "A linear time algorithm for placing φ-nodes", POPL 1995, O(m) per query and no stored sets. Our
 * addition: a subtree none of whose join edges leads high enough is not walked, so a definition in the entry of a long chain costs nothing.
 */
public final class DominatorTree {
  private static final int NONE = -1;

  private final int[][] successors;
  private final int entry;
  private final int[] idom;
  private final int[] level;
  // Pre- and postorder numbers of the tree; a dominates b exactly if b's interval lies in a's.
  private final int[] first;
  private final int[] last;
  private final int[] preorder;
  // Children of each node: childStart[node] … childStart[node + 1] in children.
  private final int[] childStart;
  private final int[] children;
  // The smallest level of a join edge's target within the subtree of a node.
  private final int[] joinLevel;

  private DominatorTree(int nodeCount, int entry, int[][] successors) {
    this.successors = successors;
    this.entry = entry;
    idom = new LengauerTarjan(nodeCount, entry, successors).run();
    childStart = new int[nodeCount + 1];
    children = new int[nodeCount];
    linkChildren();
    level = new int[nodeCount];
    first = new int[nodeCount];
    last = new int[nodeCount];
    Arrays.fill(first, NONE);
    preorder = number();
    joinLevel = joinLevels();
  }

  public static DominatorTree of(Cfg cfg) {
    return new DominatorTree(cfg.function().blockCount(), cfg.function().entry().id(), cfg.successors());
  }

  /**
   * @param successors for each node below {@code nodeCount}; not copied, and must not change while the tree is in use
   */
  public static DominatorTree of(int nodeCount, int entry, int[][] successors) {
    return new DominatorTree(nodeCount, entry, successors);
  }

  /** -1 for the entry and for unreachable nodes. */
  public int immediateDominator(int node) {
    return idom[node];
  }

  public boolean isReachable(int node) {
    return first[node] != NONE;
  }

  /** Whether every path from the entry to {@code b} goes through {@code a}; true of a node itself, false if either is unreachable. */
  public boolean dominates(int a, int b) {
    return first[a] != NONE && first[b] != NONE && first[a] <= first[b] && last[b] <= last[a];
  }

  public boolean dominates(Block a, Block b) {
    return dominates(a.id(), b.id());
  }

  /** Nodes immediately dominated, ascending. */
  public int[] children(int node) {
    return Arrays.copyOfRange(children, childStart[node], childStart[node + 1]);
  }

  /** Distance from the entry in the tree. */
  public int level(int node) {
    return level[node];
  }

  /** Reachable nodes, each after its immediate dominator. Not a copy. */
  public int[] preorder() {
    return preorder;
  }

  /**
   * Nodes at which definitions in {@code nodes} meet: where SSA construction places block parameters before pruning. Unreachable nodes
   * count for nothing.
   */
  public BitSet iteratedFrontier(BitSet nodes) {
    var frontier = new BitSet();
    // Roots by level, deepest first: then a subtree walked for one root needs no second walk for a later, higher one.
    var pending = new RootQueue(nodes.cardinality());
    for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1))
      if (isReachable(node)) pending.add(node, level[node]);
    var seen = new BitSet();
    var stack = new int[16];
    while (!pending.isEmpty()) {
      int root = pending.removeDeepest();
      int rootLevel = level[root];
      if (seen.get(root) || joinLevel[root] > rootLevel) continue;
      int depth = 0;
      stack[depth++] = root;
      seen.set(root);
      while (depth > 0) {
        int node = stack[--depth];
        for (int target : successors[node]) {
          if (idom[target] == node || level[target] > rootLevel || frontier.get(target)) continue;
          frontier.set(target);
          if (!nodes.get(target)) pending.add(target, level[target]);
        }
        for (int i = childStart[node]; i < childStart[node + 1]; i++) {
          int child = children[i];
          if (seen.get(child) || joinLevel[child] > rootLevel) continue;
          seen.set(child);
          if (depth == stack.length) stack = Arrays.copyOf(stack, 2 * depth);
          stack[depth++] = child;
        }
      }
    }
    return frontier;
  }

  private void linkChildren() {
    for (int parent : idom) if (parent != NONE) childStart[parent + 1]++;
    for (int i = 1; i < childStart.length; i++) childStart[i] += childStart[i - 1];
    var next = childStart.clone();
    for (int node = 0; node < idom.length; node++) if (idom[node] != NONE) children[next[idom[node]]++] = node;
  }

  private int[] number() {
    var order = new int[idom.length];
    var stack = new int[idom.length];
    var next = childStart.clone();
    int count = 0;
    int depth = 0;
    int finished = 0;
    stack[depth++] = entry;
    first[entry] = count;
    order[count++] = entry;
    while (depth > 0) {
      int node = stack[depth - 1];
      if (next[node] < childStart[node + 1]) {
        int child = children[next[node]++];
        level[child] = level[node] + 1;
        first[child] = count;
        order[count++] = child;
        stack[depth++] = child;
      } else {
        last[node] = finished++;
        depth--;
      }
    }
    return Arrays.copyOf(order, count);
  }

  private int[] joinLevels() {
    var lowest = new int[idom.length];
    Arrays.fill(lowest, Integer.MAX_VALUE);
    for (int i = preorder.length - 1; i >= 0; i--) {
      int node = preorder[i];
      for (int target : successors[node]) if (idom[target] != node) lowest[node] = Math.min(lowest[node], level[target]);
      if (idom[node] != NONE) lowest[idom[node]] = Math.min(lowest[idom[node]], lowest[node]);
    }
    return lowest;
  }

  /** A binary heap of nodes, deepest level first. Level and node share a long, so equal levels come out in a fixed order too. */
  private static final class RootQueue {
    private long[] heap;
    private int size;

    RootQueue(int expected) {
      heap = new long[Math.max(16, expected)];
    }

    boolean isEmpty() {
      return size == 0;
    }

    void add(int node, int level) {
      if (size == heap.length) heap = Arrays.copyOf(heap, 2 * size);
      long key = (long) -level << 32 | node;
      int i = size++;
      for (int parent = (i - 1) / 2; i > 0 && heap[parent] > key; i = parent, parent = (i - 1) / 2) heap[i] = heap[parent];
      heap[i] = key;
    }

    int removeDeepest() {
      long top = heap[0];
      long key = heap[--size];
      int i = 0;
      for (int child = 1; child < size; child = 2 * i + 1) {
        if (child + 1 < size && heap[child + 1] < heap[child]) child++;
        if (heap[child] >= key) break;
        heap[i] = heap[child];
        i = child;
      }
      heap[i] = key;
      return (int) top;
    }
  }

  /** The algorithm's own arrays, which are not needed afterwards. All are indexed by depth-first number except {@code number}. */
  private static final class LengauerTarjan {
    private final int entry;
    private final int[][] successors;
    private final int[] number;
    private final int[] vertex;
    private final int[] parent;
    private final int[] semi;
    private final int[] ancestor;
    private final int[] label;
    private final int[] path;
    private int count;

    LengauerTarjan(int nodeCount, int entry, int[][] successors) {
      this.entry = entry;
      this.successors = successors;
      number = new int[nodeCount];
      Arrays.fill(number, NONE);
      vertex = new int[nodeCount];
      parent = new int[nodeCount];
      semi = new int[nodeCount];
      ancestor = new int[nodeCount];
      label = new int[nodeCount];
      path = new int[nodeCount];
    }

    int[] run() {
      search();
      var predStart = new int[count + 1];
      for (int v = 0; v < count; v++) for (int s : successors[vertex[v]]) predStart[number[s] + 1]++;
      for (int v = 0; v < count; v++) predStart[v + 1] += predStart[v];
      var preds = new int[predStart[count]];
      var next = predStart.clone();
      for (int v = 0; v < count; v++) for (int s : successors[vertex[v]]) preds[next[number[s]]++] = v;

      var dom = new int[count];
      // Buckets are linked lists: a node is in one bucket at a time.
      var bucket = new int[count];
      var bucketNext = new int[count];
      Arrays.fill(bucket, NONE);
      Arrays.fill(ancestor, NONE);
      for (int v = 0; v < count; v++) semi[v] = label[v] = v;
      for (int w = count - 1; w > 0; w--) {
        for (int i = predStart[w]; i < predStart[w + 1]; i++) semi[w] = Math.min(semi[w], semi[eval(preds[i])]);
        bucketNext[w] = bucket[semi[w]];
        bucket[semi[w]] = w;
        ancestor[w] = parent[w];
        for (int v = bucket[parent[w]]; v != NONE; v = bucketNext[v]) {
          int u = eval(v);
          dom[v] = semi[u] < semi[v] ? u : parent[w];
        }
        bucket[parent[w]] = NONE;
      }
      var idom = new int[number.length];
      Arrays.fill(idom, NONE);
      for (int w = 1; w < count; w++) {
        if (dom[w] != semi[w]) dom[w] = dom[dom[w]];
        idom[vertex[w]] = vertex[dom[w]];
      }
      return idom;
    }

    private void search() {
      var stack = new int[number.length];
      var nextEdge = new int[number.length];
      int depth = 0;
      number[entry] = count;
      vertex[count++] = entry;
      stack[depth++] = entry;
      while (depth > 0) {
        int node = stack[depth - 1];
        if (nextEdge[node] == successors[node].length) {
          depth--;
          continue;
        }
        int target = successors[node][nextEdge[node]++];
        if (number[target] != NONE) continue;
        number[target] = count;
        parent[count] = number[node];
        vertex[count++] = target;
        stack[depth++] = target;
      }
    }

    private int eval(int v) {
      if (ancestor[v] == NONE) return v;
      // Compress: from the topmost node of the path down, each takes its ancestor's better label and skips it.
      int length = 0;
      for (int u = v; ancestor[ancestor[u]] != NONE; u = ancestor[u]) path[length++] = u;
      while (length > 0) {
        int u = path[--length];
        int a = ancestor[u];
        if (semi[label[a]] < semi[label[u]]) label[u] = label[a];
        ancestor[u] = ancestor[a];
      }
      return label[v];
    }
  }
}
