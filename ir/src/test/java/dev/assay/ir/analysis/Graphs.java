package dev.assay.ir.analysis;

import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Random;

/** Graphs for tests: any shape, irreducible, unreachable nodes, edges to the entry, double edges. Node 0 is the entry. */
final class Graphs {
  private Graphs() {}

  static int[][] random(Random random, int maxNodes) {
    int n = 1 + random.nextInt(maxNodes);
    int degree = 1 + random.nextInt(3);
    var successors = new int[n][];
    for (int i = 0; i < n; i++) successors[i] = random.ints(random.nextInt(degree + 1), 0, n).toArray();
    return successors;
  }

  /** Mostly structured: nested loops and forward branches, with an odd edge now and then. */
  static int[][] loopy(Random random, int maxNodes) {
    int n = 2 + random.nextInt(maxNodes);
    var successors = new int[n][];
    for (int i = 0; i < n; i++) {
      int next = Math.min(n - 1, i + 1);
      successors[i] = switch (random.nextInt(5)) {
        case 0 -> new int[] {next, Math.max(1, i - random.nextInt(5)) % n};
        case 1 -> new int[] {next, Math.min(n - 1, i + random.nextInt(4))};
        case 2 -> random.nextInt(4) == 0 ? new int[] {next, random.nextInt(n)} : new int[] {next};
        default -> new int[] {next};
      };
    }
    successors[n - 1] = new int[0];
    return successors;
  }

  static int[][] chain(int n) {
    var successors = new int[n][];
    for (int i = 0; i < n; i++) successors[i] = i + 1 < n ? new int[] {i + 1} : new int[0];
    return successors;
  }

  /** The nodes reached from {@code from} on paths that avoid {@code without}. */
  static BitSet reachable(int[][] successors, int from, int without) {
    var seen = new BitSet();
    if (from == without) return seen;
    var work = new ArrayList<Integer>();
    seen.set(from);
    work.add(from);
    while (!work.isEmpty())
      for (int s : successors[work.removeLast()]) {
        if (s == without || seen.get(s)) continue;
        seen.set(s);
        work.add(s);
      }
    return seen;
  }

  /** A function with this flow, whose entry is a block of its own before node 0, which is block 1. */
  static Function function(int[][] successors) {
    var f = new Function("f", null);
    var entry = f.newBlock("entry");
    for (int i = 0; i < successors.length; i++) f.newBlock("n" + i);
    var condition = f.newValue(Type.I32, "c");
    entry.params().add(condition);
    entry.insns().add(new Terminator.Jump(Position.NONE, Edge.to(f.blocks().get(1))));
    for (int i = 0; i < successors.length; i++) {
      var edges = new ArrayList<Edge>();
      for (int s : successors[i]) edges.add(Edge.to(f.blocks().get(s + 1)));
      var keys = new int[Math.max(0, edges.size() - 1)];
      for (int k = 0; k < keys.length; k++) keys[k] = k;
      Insn last = edges.isEmpty() ? new Terminator.Return(Position.NONE, null)
          : new Terminator.Switch(Position.NONE, condition, keys, edges);
      f.blocks().get(i + 1).insns().add(last);
    }
    return f;
  }
}
