package dev.assay.jvm;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * Identity hashes that are the same in each run: a count of those asked for. An object that has no place for its own is found in a table,
 * which does not keep it alive.
 */
final class IdentityHashes {
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object object, ReferenceQueue<Object> queue) {
      super(object, queue);
      hash = System.identityHashCode(object);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      return this == other || other instanceof Key key && get() != null && get() == key.get();
    }
  }

  private final Map<Key, Integer> table = new HashMap<>();
  private final ReferenceQueue<Object> dead = new ReferenceQueue<>();
  private int count;

  int of(Object object) {
    if (object instanceof Identified identified) {
      int known = identified.identityHash();
      if (known != 0) return known;
      identified.identityHash(++count);
      return count;
    }
    for (var key = dead.poll(); key != null; key = dead.poll()) table.remove(key);
    return table.computeIfAbsent(new Key(object, dead), _ -> ++count);
  }
}
