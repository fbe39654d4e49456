/** Insertion order, access order, and an eldest entry that goes. */
import java.util.LinkedHashMap;
import java.util.Map;

public class LinkedHashMaps {
  static class Cache<K, V> extends LinkedHashMap<K, V> {
    private final int limit;

    Cache(int limit) {
      super(16, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > limit;
    }
  }

  public static void main(String[] args) {
    var map = new LinkedHashMap<String, Integer>();
    map.put("z", 1);
    map.put("a", 2);
    map.put("m", 3);
    map.put("z", 4);
    map.remove("a");
    map.put("a", 5);
    System.out.println(map + " " + map.keySet() + " " + map.values());
    for (var e : map.entrySet()) e.setValue(e.getValue() * 10);
    System.out.println(map + " " + map.firstEntry() + " " + map.lastEntry().getKey());
    var cache = new Cache<Integer, String>(3);
    for (int i = 0; i < 5; i++) {
      cache.put(i, "v" + i);
      cache.get(2);
    }
    System.out.println(cache);
  }
}
