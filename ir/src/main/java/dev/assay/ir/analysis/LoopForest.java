package dev.assay.ir.analysis;

import dev.assay.ir.Block;
import java.util.Arrays;

/**
 * The nest of loops, over block ids or any graph of ints. A loop is known by its header; loops with one header are one. A loop that can be
 * entered other than at its header is irreducible; its header is then the entry that the depth-first search met first, and other choices
 * would be as good.
 *
 * <p>Havlak, "Nesting of reducible and irreducible loops", TOPLAS 19(4), 1997, in the form of Ramalingam, "Identifying loops in almost
 * linear time", TOPLAS 21(2), 1999: an edge that is neither tree nor back edge is held back until the lowest common ancestor of its ends
 * is reached, which takes away Havlak's quadratic case. Cost: O(m log n) with path compression alone, iterative.
 */
public final class LoopForest {
  private static final int NONE = -1;

  private final boolean[] header;
  private final boolean[] irreducible;
  private final int[] parent;
  private final int[] depth;
  private final int[] headers;
  // The forest in preorder: the loop of h is order[place[h]] … order[place[h] + size[h] - 1].
  private final int[] order;
  private final int[] place;
  private final int[] size;

  private LoopForest(int nodeCount, int entry, int[][] successors) {
    var search = new Search(nodeCount, entry, successors);
    search.nest();
    header = new boolean[nodeCount];
    irreducible = new boolean[nodeCount];
    parent = new int[nodeCount];
    Arrays.fill(parent, NONE);
    depth = new int[nodeCount];
    order = new int[search.count];
    place = new int[nodeCount];
    Arrays.fill(place, NONE);
    size = new int[nodeCount];
    headers = new int[search.headerCount];
    lay(search);
  }

  public static LoopForest of(Cfg cfg) {
    return new LoopForest(cfg.function().blockCount(), cfg.function().entry().id(), cfg.successors());
  }

  public static LoopForest of(int nodeCount, int entry, int[][] successors) {
    return new LoopForest(nodeCount, entry, successors);
  }

  /** The header of the innermost loop around a node, itself if it is a header; -1 if there is none or the node is unreachable. */
  public int headerOf(int node) {
    return header[node] ? node : parent[node];
  }

  /** The header of the loop around the loop of this header; -1 if there is none. */
  public int parent(int header) {
    return parent[header];
  }

  /** How many loops are around a node, that of which it is the header included. */
  public int depth(int node) {
    return depth[node];
  }

  public int depth(Block block) {
    return depth[block.id()];
  }

  public boolean isHeader(int node) {
    return header[node];
  }

  public boolean isHeader(Block block) {
    return header[block.id()];
  }

  /** Whether the loop of this header can be entered at another node. The loops around it may be reducible nevertheless. */
  public boolean isIrreducible(int header) {
    return irreducible[header];
  }

  /** All headers, outer loops first. */
  public int[] headers() {
    return headers.clone();
  }

  /** Whether a node lies in the loop of this header, nested loops included. */
  public boolean contains(int header, int node) {
    return this.header[header] && place[node] >= place[header] && place[node] < place[header] + size[header];
  }

  /** The nodes of the loop of this header, nested loops included, itself first. */
  public int[] nodes(int header) {
    return this.header[header] ? Arrays.copyOfRange(order, place[header], place[header] + size[header]) : new int[0];
  }

  // A loop's header has a smaller depth-first number than the rest of it, so sizes add up backwards and places are dealt out forwards.
  private void lay(Search search) {
    for (int v = search.count - 1; v >= 0; v--) {
      int node = search.vertex[v];
      size[node]++;
      int outer = search.loopParent[v];
      if (outer != NONE) size[search.vertex[outer]] += size[node];
    }
    var next = new int[header.length];
    int top = 0;
    int headerCount = 0;
    for (int v = 0; v < search.count; v++) {
      int node = search.vertex[v];
      int outer = search.loopParent[v] == NONE ? NONE : search.vertex[search.loopParent[v]];
      header[node] = search.header[v];
      irreducible[node] = search.irreducible[v];
      parent[node] = outer;
      depth[node] = (outer == NONE ? 0 : depth[outer]) + (header[node] ? 1 : 0);
      if (header[node]) headers[headerCount++] = node;
      if (outer == NONE) {
        place[node] = top;
        top += size[node];
      } else {
        place[node] = next[outer];
        next[outer] += size[node];
      }
      next[node] = place[node] + 1;
      order[place[node]] = node;
    }
  }

  /** The algorithm's own arrays, all indexed by depth-first number except {@code number}. */
  private static final class Search {
    final int[] vertex;
    final int[] loopParent;
    final boolean[] header;
    final boolean[] irreducible;
    int count;
    int headerCount;

    private final int[][] successors;
    private final int[] number;
    private final int[] treeParent;
    private final boolean[] finished;
    // Three disjoint-set forests. During the search, a finished node is in the set of its nearest unfinished ancestor. During nesting, a
    // node is in the set of the outermost loop found around it, and an irreducible loop in that of the outermost marked one around it.
    private final int[] ancestor;
    private final int[] loop;
    private final int[] marked;
    // Edges as linked lists: back edges by target, the others first by the common ancestor of their ends, then by target.
    private final int[] edgeFrom;
    private final int[] edgeTo;
    private final int[] edgeNext;
    private final int[] backEdges;
    private final int[] heldBack;
    private final int[] incoming;
    private int edgeCount;

    Search(int nodeCount, int entry, int[][] successors) {
      this.successors = successors;
      int edges = 0;
      for (var list : successors) edges += list.length;
      number = filled(nodeCount, NONE);
      vertex = new int[nodeCount];
      treeParent = filled(nodeCount, NONE);
      finished = new boolean[nodeCount];
      loopParent = filled(nodeCount, NONE);
      header = new boolean[nodeCount];
      irreducible = new boolean[nodeCount];
      ancestor = identity(nodeCount);
      loop = identity(nodeCount);
      marked = identity(nodeCount);
      edgeFrom = new int[edges];
      edgeTo = new int[edges];
      edgeNext = new int[edges];
      backEdges = filled(nodeCount, NONE);
      heldBack = filled(nodeCount, NONE);
      incoming = filled(nodeCount, NONE);
      search(entry);
    }

    private void search(int entry) {
      var stack = new int[vertex.length];
      var nextEdge = new int[vertex.length];
      int depth = 0;
      visit(entry);
      stack[depth++] = 0;
      while (depth > 0) {
        int v = stack[depth - 1];
        var targets = successors[vertex[v]];
        if (nextEdge[v] == targets.length) {
          finished[v] = true;
          if (treeParent[v] != NONE) ancestor[v] = treeParent[v];
          depth--;
          continue;
        }
        int target = targets[nextEdge[v]++];
        int t = number[target];
        if (t == NONE) {
          t = visit(target);
          treeParent[t] = v;
          stack[depth++] = t;
        } else if (finished[t]) {
          addEdge(heldBack, find(ancestor, t), v, t);
        } else {
          addEdge(backEdges, t, v, t);
        }
      }
    }

    private int visit(int node) {
      number[node] = count;
      vertex[count] = node;
      return count++;
    }

    void nest() {
      var body = new int[count];
      var inBodyOf = filled(count, NONE);
      for (int h = count - 1; h >= 0; h--) {
        for (int e = heldBack[h]; e != NONE;) {
          int next = edgeNext[e];
          markEntered(edgeTo[e]);
          int target = find(loop, edgeTo[e]);
          edgeFrom[e] = find(loop, edgeFrom[e]);
          edgeNext[e] = incoming[target];
          incoming[target] = e;
          e = next;
        }
        int length = 0;
        inBodyOf[h] = h;
        if (backEdges[h] != NONE) {
          header[h] = true;
          headerCount++;
        }
        for (int e = backEdges[h]; e != NONE; e = edgeNext[e]) length = add(find(loop, edgeFrom[e]), h, inBodyOf, body, length);
        for (int i = 0; i < length; i++) {
          int v = body[i];
          length = add(find(loop, treeParent[v]), h, inBodyOf, body, length);
          for (int e = incoming[v]; e != NONE; e = edgeNext[e]) length = add(find(loop, edgeFrom[e]), h, inBodyOf, body, length);
        }
        for (int i = 0; i < length; i++) {
          loopParent[body[i]] = h;
          loop[body[i]] = h;
        }
      }
    }

    private static int add(int v, int h, int[] inBodyOf, int[] body, int length) {
      if (inBodyOf[v] == h) return length;
      inBodyOf[v] = h;
      body[length] = v;
      return length + 1;
    }

    // An edge from outside enters all loops found so far around its target, but for the one it is the header of.
    private void markEntered(int target) {
      int h = loopParent[target];
      while (h != NONE) {
        h = find(marked, h);
        irreducible[h] = true;
        int outer = loopParent[h];
        if (outer != NONE) marked[h] = outer;
        h = outer;
      }
    }

    private void addEdge(int[] lists, int list, int from, int to) {
      edgeFrom[edgeCount] = from;
      edgeTo[edgeCount] = to;
      edgeNext[edgeCount] = lists[list];
      lists[list] = edgeCount++;
    }

    private static int find(int[] sets, int v) {
      while (sets[v] != v) {
        sets[v] = sets[sets[v]];
        v = sets[v];
      }
      return v;
    }

    private static int[] identity(int n) {
      var sets = new int[n];
      for (int i = 0; i < n; i++) sets[i] = i;
      return sets;
    }

    private static int[] filled(int n, int value) {
      var array = new int[n];
      Arrays.fill(array, value);
      return array;
    }
  }
}
