import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.ToIntFunction;

/*
 * Shortest ways on a hilly grid with walls, as a graph of node objects: Dijkstra, A* with two estimates, and a map from places to nodes.
 * Here for pointer chasing over many live objects, a heap with a comparator made of lambdas, and records as hash keys. All searches
 * must find the same length; the argument is the side of the grid.
 */
public class ShortestPaths {
  private static final int DEFAULT_SIDE = 50;
  private static final int LEAST_COST = 10;

  record Place(int x, int y) {
    int manhattan(Place other) {
      return Math.abs(x - other.x) + Math.abs(y - other.y);
    }

    int straight(Place other) {
      int dx = x - other.x;
      int dy = y - other.y;
      return (int) Math.sqrt(dx * dx + dy * dy);
    }
  }

  record Edge(Node to, int cost) {}

  static final class Node {
    final Place place;
    final int height;
    final List<Edge> edges = new ArrayList<>(4);
    Node previous;
    int distance;
    boolean done;

    Node(Place place, int height) {
      this.place = place;
      this.height = height;
    }
  }

  /** An entry of the frontier. A node that is reached again by a shorter way has two: the later one finds it done. */
  record Candidate(Node node, int distance, int estimate, int order) {}

  record Found(int length, int hops, int expanded) {}

  static final class Graph {
    private final Map<Place, Node> nodes = new HashMap<>();
    private final List<Node> all = new ArrayList<>();

    Graph(int side, int seed) {
      int random = seed;
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          random = random * 1103515245 + 12345;
          int draw = random >>> 16;
          boolean corner = x + y == 0 || x + y == 2 * side - 2;
          if (!corner && draw % 100 < 24) continue;
          var node = new Node(new Place(x, y), draw / 100 % 50);
          nodes.put(node.place, node);
          all.add(node);
        }
      }
      for (var node : all) {
        var p = node.place;
        for (var next : List.of(new Place(p.x + 1, p.y), new Place(p.x, p.y + 1), new Place(p.x - 1, p.y), new Place(p.x, p.y - 1))) {
          var to = nodes.get(next);
          if (to != null) node.edges.add(new Edge(to, LEAST_COST + Math.max(0, to.height - node.height)));
        }
      }
    }

    Found search(Node from, Node to, ToIntFunction<Node> estimate) {
      for (var node : all) {
        node.distance = Integer.MAX_VALUE;
        node.done = false;
        node.previous = null;
      }
      var frontier = new PriorityQueue<>(Comparator.comparingInt(Candidate::estimate).thenComparingInt(Candidate::order));
      int order = 0;
      int expanded = 0;
      from.distance = 0;
      frontier.add(new Candidate(from, 0, estimate.applyAsInt(from), order));
      while (frontier.poll() instanceof Candidate(var node, int distance, _, _)) {
        if (node.done) continue;
        node.done = true;
        expanded++;
        if (node == to) return new Found(distance, hops(node), expanded);
        for (var edge : node.edges) {
          int length = distance + edge.cost;
          var next = edge.to;
          if (next.done || length >= next.distance) continue;
          next.distance = length;
          next.previous = node;
          frontier.add(new Candidate(next, length, length + estimate.applyAsInt(next), ++order));
        }
      }
      return new Found(-1, 0, expanded);
    }

    private static int hops(Node node) {
      int hops = 0;
      for (var at = node; at.previous != null; at = at.previous) hops++;
      return hops;
    }
  }

  public static void main(String[] args) {
    int side = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_SIDE;
    long[] expanded = new long[3];
    long lengths = 0;
    long hops = 0;
    int unreachable = 0;
    for (int seed = 1; seed <= 6; seed++) {
      var graph = new Graph(side, seed * 977);
      var from = graph.nodes.get(new Place(0, 0));
      var to = graph.nodes.get(new Place(side - 1, side - 1));
      var results = List.of(graph.search(from, to, _ -> 0), graph.search(from, to, n -> LEAST_COST * n.place.straight(to.place)),
          graph.search(from, to, n -> LEAST_COST * n.place.manhattan(to.place)));
      for (int i = 0; i < expanded.length; i++) {
        expanded[i] += results.get(i).expanded;
        if (results.get(i).length != results.getFirst().length) throw new IllegalStateException("seed " + seed + ": " + results);
      }
      if (results.getFirst().length < 0) unreachable++;
      else lengths += results.getFirst().length;
      hops += results.getLast().hops;
    }
    System.out.println("lengths " + lengths + ", hops " + hops + ", unreachable " + unreachable);
    System.out.println("expanded " + Arrays.toString(expanded));
  }
}
