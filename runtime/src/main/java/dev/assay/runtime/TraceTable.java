package dev.assay.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;

/** The Java side of backtraces: the frames that each stands for, by the index in the object. */
final class TraceTable {
  // By index; null and 0 where free.
  private final List<List<GuestThrowable.Frame>> frames = new ArrayList<>();
  private long[] refs = new long[64];
  // A stack of free indexes.
  private int[] free = new int[64];
  private int freeCount;

  int size() {
    return frames.size() - freeCount;
  }

  /** Enters an object, and writes the index into it. */
  void add(long ref, List<GuestThrowable.Frame> trace) {
    int index;
    if (freeCount > 0) {
      index = free[--freeCount];
      frames.set(index, trace);
    } else {
      index = frames.size();
      frames.add(trace);
      if (index == refs.length) refs = Arrays.copyOf(refs, 2 * index);
    }
    refs[index] = ref;
    Memory.putInt(ref + Layout.TABLE_INDEX_OFFSET, index);
  }

  List<GuestThrowable.Frame> get(long ref) {
    return frames.get(Memory.getInt(ref + Layout.TABLE_INDEX_OFFSET));
  }

  /** Forgets what stood for objects that are not live. */
  void sweep(LongPredicate isLive) {
    for (int i = 0; i < frames.size(); i++) {
      if (refs[i] == 0 || isLive.test(refs[i])) continue;
      refs[i] = 0;
      frames.set(i, null);
      if (freeCount == free.length) free = Arrays.copyOf(free, 2 * freeCount);
      free[freeCount++] = i;
    }
  }
}
