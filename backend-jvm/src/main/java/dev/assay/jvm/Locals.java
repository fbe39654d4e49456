package dev.assay.jvm;

import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The local variable of each value that needs one.
 *
 * <p>Block parameters are coalesced with their arguments where the live ranges of the two classes do not overlap, inner loops first, so
 * that most edges copy nothing. Classes then get locals by weight, since the first four take one byte to name; each is tried against {@link
 * #PACKED} locals. What is left over goes to locals beyond by linear scan, so that large functions do not cost the square of their size.
 * Function parameters stay where the caller puts them.
 */
final class Locals {
  private static final int PACKED = 64;

  private final LinearCode code;
  private final CheckPlan plan;
  private final LiveRanges live;
  /** Union-find over value ids; a class has its ranges, its weight and its fixed local at its representative. */
  private final int[] parent;
  private final Ranges[] ranges;
  private final long[] weight;
  private final int[] local;

  Locals(LinearCode code, CheckPlan plan, LiveRanges live) {
    this.code = code;
    this.plan = plan;
    this.live = live;
    int count = code.function.valueCount();
    parent = new int[count];
    ranges = new Ranges[count];
    weight = new long[count];
    local = new int[count];
    Arrays.fill(local, -1);
    for (int i = 0; i < count; i++) parent[i] = i;
    for (var value : live.values()) {
      ranges[value.id()] = live.of(value);
      weight[value.id()] = live.weight(value);
    }
    int fixed = 0;
    for (var param : code.function.params()) {
      if (ranges[param.id()] != null) local[param.id()] = fixed;
      fixed += width(param.type());
    }
    coalesce();
    assign(fixed);
  }

  static int width(Type type) {
    return type == Type.I64 || type == Type.F64 ? 2 : 1;
  }

  /** The local of a value, or -1 if it has none. */
  int of(Value origin) {
    return ranges[origin.id()] == null ? -1 : local[find(origin.id())];
  }

  private int find(int id) {
    int root = id;
    while (parent[root] != root) root = parent[root];
    while (parent[id] != root) {
      int next = parent[id];
      parent[id] = root;
      id = next;
    }
    return root;
  }

  // Coalescing

  private void coalesce() {
    var blocks = new ArrayList<Integer>();
    for (int b = 0; b < code.blocks.length; b++) blocks.add(b);
    blocks.sort(Comparator.comparingInt(b -> -code.loopDepth[b]));
    for (int b : blocks)
      for (var edge : ((Terminator) code.insns[code.terminatorOf(b)]).edges()) {
        var params = edge.target().params();
        for (int p = 0; p < params.size(); p++) unite(params.get(p), plan.origin(edge.args().get(p)));
      }
    // An addition to a value that is not needed afterwards is an increment in place.
    for (var insn : code.insns)
      if (insn instanceof Insn.Binary b && b.result().type() == Type.I32) unite(b.result(), plan.origin(b.lhs()));
  }

  private void unite(Value a, Value b) {
    if (ranges[a.id()] == null || ranges[b.id()] == null || a.type() != b.type()) return;
    int x = find(a.id());
    int y = find(b.id());
    if (x == y || local[x] >= 0 && local[y] >= 0 || ranges[x].overlaps(ranges[y])) return;
    parent[y] = x;
    ranges[x].addAll(ranges[y]);
    weight[x] += weight[y];
    local[x] = Math.max(local[x], local[y]);
  }

  // Assignment

  private void assign(int paramWords) {
    var classes = new ArrayList<Value>();
    var taken = new Ranges[PACKED + 1];
    for (int i = 0; i < taken.length; i++) taken[i] = new Ranges();
    for (var value : live.values()) {
      int id = value.id();
      if (parent[id] != id) continue;
      if (local[id] < 0) classes.add(value);
      else occupy(taken, id, width(value.type()));
    }
    classes.sort(Comparator.comparingLong(v -> -weight[v.id()]));
    var rest = new ArrayList<Value>();
    for (var value : classes) if (!pack(taken, value)) rest.add(value);
    scan(rest, Math.max(paramWords, PACKED));
  }

  private boolean pack(Ranges[] taken, Value value) {
    int id = value.id();
    int width = width(value.type());
    for (int at = 0; at + width <= PACKED; at++) {
      if (taken[at].overlaps(ranges[id]) || width == 2 && taken[at + 1].overlaps(ranges[id])) continue;
      local[id] = at;
      occupy(taken, id, width);
      return true;
    }
    return false;
  }

  private void occupy(Ranges[] taken, int id, int width) {
    for (int at = local[id]; at < Math.min(local[id] + width, PACKED); at++) taken[at].addAll(ranges[id]);
  }

  /** Linear scan over whole intervals, without holes (Poletto, Sarkar, TOPLAS 21(5), 1999); locals never run out. */
  private void scan(List<Value> values, int firstFree) {
    values.sort(Comparator.comparingInt(v -> ranges[v.id()].start()));
    record Busy(int end, int at, int width) {}
    var busy = new PriorityQueue<Busy>(Comparator.comparingInt(Busy::end));
    var free = List.of(new PriorityQueue<Integer>(), new PriorityQueue<Integer>());
    int next = firstFree;
    for (var value : values) {
      var range = ranges[value.id()];
      while (!busy.isEmpty() && busy.peek().end <= range.start()) {
        var done = busy.poll();
        free.get(done.width - 1).add(done.at);
      }
      int width = width(value.type());
      var again = free.get(width - 1);
      int at = again.isEmpty() ? next : again.poll();
      if (at == next) next += width;
      local[value.id()] = at;
      busy.add(new Busy(range.end(), at, width));
    }
  }
}
