package dev.assay.jvm;

import dev.assay.ir.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The copies of an edge, which all read before any writes, one after the other. A copy is emitted once nothing is left that reads the
 * words it overwrites; where all wait for each other, one value waits on the operand stack. Cost: linear.
 */
final class ParallelCopy {
  private record Move(Type type, int from, int to) {
    boolean reads(int word) {
      return word >= from && word < from + Locals.width(type);
    }
  }

  private final Code out;
  private final List<Move> moves = new ArrayList<>();
  private final Map<Integer, Integer> readersOfWord = new HashMap<>();
  private final Map<Integer, Integer> moveToWord = new HashMap<>();

  ParallelCopy(Code out) {
    this.out = out;
  }

  /** Adds a copy between different locals; each local is written once. */
  void add(Type type, int from, int to) {
    moves.add(new Move(type, from, to));
  }

  void emit() {
    if (moves.size() == 1) {
      load(moves.getFirst());
      store(moves.getFirst());
      return;
    }
    for (int m = 0; m < moves.size(); m++)
      for (int w = 0; w < Locals.width(moves.get(m).type); w++) {
        readersOfWord.merge(moves.get(m).from + w, 1, Integer::sum);
        moveToWord.put(moves.get(m).to + w, m);
      }
    var done = new boolean[moves.size()];
    var ready = new ArrayDeque<Integer>();
    var waiting = new ArrayDeque<Move>();
    for (int m = 0; m < moves.size(); m++) if (isReady(m)) ready.add(m);
    for (int next = 0; next < moves.size();) {
      boolean cycle = ready.isEmpty();
      int m = cycle ? next : ready.removeFirst();
      if (done[m]) {
        if (cycle) next++;
        continue;
      }
      done[m] = true;
      var move = moves.get(m);
      load(move);
      if (cycle) waiting.push(move);
      else store(move);
      for (int w = move.from; w < move.from + Locals.width(move.type); w++) {
        readersOfWord.merge(w, -1, Integer::sum);
        var writer = moveToWord.get(w);
        if (writer != null && !done[writer] && isReady(writer)) ready.add(writer);
      }
    }
    for (var move : waiting) store(move);
  }

  private boolean isReady(int m) {
    var move = moves.get(m);
    for (int w = move.to; w < move.to + Locals.width(move.type); w++)
      if (readersOfWord.getOrDefault(w, 0) > (move.reads(w) ? 1 : 0)) return false;
    return true;
  }

  private void load(Move move) {
    out.load(move.type, move.from);
  }

  private void store(Move move) {
    out.store(move.type, move.to);
  }
}
