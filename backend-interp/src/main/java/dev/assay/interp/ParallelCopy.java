package dev.assay.interp;

import java.util.Arrays;

/**
 * Puts the moves of an edge, which happen all at once, into an order in which they may happen one after another
 * (Boissinot et al., CGO 2009, algorithm 1): a move goes first if nobody reads its destination any more; where only
 * cycles are left, one destination is saved to the scratch slot. Cost: linear; the map by slot is kept from edge to
 * edge.
 */
final class ParallelCopy {
  private static final int NONE = -1;

  private final int scratch;
  // By slot, NONE between calls: the move that writes it, and how many pending moves read it.
  private final int[] writer;
  private final int[] readers;

  /**
   * @param slotCount number of slots without the scratch slot, which follows them
   */
  ParallelCopy(int slotCount) {
    scratch = slotCount;
    writer = new int[slotCount];
    readers = new int[slotCount];
    Arrays.fill(writer, NONE);
  }

  /**
   * @param to destinations, all different
   * @param from sources, one for each destination
   * @return destination, source, destination, source … in order
   */
  int[] order(int[] to, int[] from) {
    int[] source = from.clone();
    int pending = 0;
    for (int i = 0; i < to.length; i++) {
      if (to[i] == from[i]) continue;
      writer[to[i]] = i;
      readers[from[i]]++;
      pending++;
    }
    int[] ready = new int[pending];
    int readyCount = 0;
    for (int i = 0; i < to.length; i++) if (writer[to[i]] == i && readers[to[i]] == 0) ready[readyCount++] = i;

    // Each move and, for each cycle of two or more, one saving of a destination.
    int[] moves = new int[2 * (pending + pending / 2)];
    int size = 0;
    int search = 0;
    while (pending > 0) {
      if (readyCount == 0) {
        while (writer[to[search]] != search) search++;
        // Here every destination has one reader: the next move around the cycle.
        int saved = to[search];
        moves[size++] = scratch;
        moves[size++] = saved;
        int reader = readerOf(saved, to, source);
        source[reader] = scratch;
        readers[saved] = 0;
        ready[readyCount++] = search;
      }
      int move = ready[--readyCount];
      moves[size++] = to[move];
      moves[size++] = source[move];
      writer[to[move]] = NONE;
      pending--;
      int free = source[move];
      if (free != scratch && --readers[free] == 0 && writer[free] != NONE) ready[readyCount++] = writer[free];
    }
    return Arrays.copyOf(moves, size);
  }

  // Follows the cycle around, whose moves are then made: linear in all.
  private int readerOf(int slot, int[] to, int[] source) {
    int move = writer[slot];
    while (source[move] != slot) move = writer[source[move]];
    return move;
  }
}
