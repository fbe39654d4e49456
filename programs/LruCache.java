import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/*
 * A cache that drops what was used least recently: a hash map into a doubly linked list of its own. It stands before a slow function
 * of text keys, in two levels, under a skewed stream of requests. Here for a HashMap under constant insertion and removal, boxed and string
 * keys, and lists whose links change all the time. The argument is the number of requests.
 */
public class LruCache {
  private static final int DEFAULT_REQUESTS = 60_000;

  static final class Cache<K, V> {
    private static final class Entry<K, V> {
      final K key;
      V value;
      Entry<K, V> newer;
      Entry<K, V> older;

      Entry(K key, V value) {
        this.key = key;
        this.value = value;
      }
    }

    private final int capacity;
    private final Map<K, Entry<K, V>> entries = new HashMap<>();
    private final BiConsumer<? super K, ? super V> onEviction;
    private Entry<K, V> newest;
    private Entry<K, V> oldest;
    private int hits;
    private int misses;

    Cache(int capacity, BiConsumer<? super K, ? super V> onEviction) {
      if (capacity <= 0) throw new IllegalArgumentException("capacity " + capacity);
      this.capacity = capacity;
      this.onEviction = onEviction;
    }

    Optional<V> find(K key) {
      var entry = entries.get(key);
      if (entry == null) {
        misses++;
        return Optional.empty();
      }
      hits++;
      if (entry != newest) {
        unlink(entry);
        linkNewest(entry);
      }
      return Optional.of(entry.value);
    }

    void put(K key, V value) {
      var entry = entries.get(key);
      if (entry != null) {
        entry.value = value;
        unlink(entry);
      } else {
        if (entries.size() == capacity) evict();
        entry = new Entry<>(key, value);
        entries.put(key, entry);
      }
      linkNewest(entry);
    }

    V get(K key, Function<? super K, ? extends V> loader) {
      return find(key).orElseGet(() -> {
        V value = loader.apply(key);
        put(key, value);
        return value;
      });
    }

    private void evict() {
      var victim = oldest;
      unlink(victim);
      entries.remove(victim.key);
      onEviction.accept(victim.key, victim.value);
    }

    private void linkNewest(Entry<K, V> entry) {
      entry.older = newest;
      entry.newer = null;
      if (newest != null) newest.newer = entry;
      else oldest = entry;
      newest = entry;
    }

    private void unlink(Entry<K, V> entry) {
      if (entry.newer != null) entry.newer.older = entry.older;
      else newest = entry.older;
      if (entry.older != null) entry.older.newer = entry.newer;
      else oldest = entry.newer;
    }

    /** Checks the links against the map. */
    List<K> fromNewest() {
      var keys = new ArrayList<K>();
      Entry<K, V> above = null;
      for (var entry = newest; entry != null; entry = entry.older) {
        if (entry.newer != above || entries.get(entry.key) != entry) throw new IllegalStateException("broken at " + entry.key);
        keys.add(entry.key);
        above = entry;
      }
      if (above != oldest || keys.size() != entries.size()) throw new IllegalStateException("broken at the end");
      return keys;
    }

    @Override
    public String toString() {
      return hits + " hits, " + misses + " misses, " + entries.size() + " held";
    }
  }

  record Digest(String key, int sum) {
    /** The slow function. */
    static Digest of(String key) {
      int sum = 1;
      for (int round = 0; round < 12; round++) for (int i = 0; i < key.length(); i++) sum = sum * 33 ^ key.charAt(i);
      return new Digest(key, sum);
    }
  }

  public static void main(String[] args) {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_REQUESTS;
    var second = new Cache<String, Digest>(2_000, (_, _) -> {});
    var evicted = new int[2];
    var first = new Cache<Integer, Digest>(300, (number, digest) -> {
      evicted[0]++;
      evicted[1] += number ^ digest.sum;
      second.put(digest.key, digest);
    });
    long random = 99;
    long checksum = 0;
    for (int i = 0; i < requests; i++) {
      random = random * 6364136223846793005L + 1442695040888963407L;
      int draw = (int) (random >>> 40);
      // Small numbers come up far more often, and what is popular drifts.
      int number = (draw & 0xffff) % (1 + (draw >>> 16) * (draw >>> 16) / 8) + i / 400;
      var digest = first.get(number, n -> second.get("document-" + n % 7 + '/' + n, Digest::of));
      checksum = checksum * 31 + digest.sum;
    }
    System.out.println("first: " + first);
    System.out.println("second: " + second);
    System.out.println("evicted " + evicted[0] + ", " + Integer.toHexString(evicted[1]) + ", checksum " + Long.toHexString(checksum));
    System.out.println(first.fromNewest().subList(0, 5) + " " + second.fromNewest().getLast());
  }
}
