/** HashMap with strings, boxes, own keys, collisions and null. */
import java.util.HashMap;
import java.util.Map;

public class HashMaps {
  record Bad(int n) {
    @Override
    public int hashCode() {
      return n & 1;
    }
  }

  public static void main(String[] args) {
    Map<String, Integer> counts = new HashMap<>();
    for (String w : "the cat and the dog and the bird".split(" ")) counts.merge(w, 1, Integer::sum);
    System.out.println(counts);
    System.out.println(counts.getOrDefault("fish", 0) + " " + counts.get("the") + " " + counts.containsKey("cat") + counts.containsValue(3));
    counts.put(null, -1);
    counts.putIfAbsent("cat", 50);
    counts.computeIfAbsent("fish", String::length);
    counts.computeIfPresent("the", (k, v) -> v * 10);
    counts.compute("dog", (k, v) -> null);
    System.out.println(counts + " " + counts.size() + " " + counts.remove("bird") + counts.remove("none"));
    int sum = 0;
    for (var e : counts.entrySet()) sum += e.getValue() * (e.getKey() == null ? 1 : e.getKey().length());
    for (var k : counts.keySet()) sum += k == null ? 0 : 1;
    for (int v : counts.values()) sum += v;
    System.out.println(sum);
    var bad = new HashMap<Bad, String>();
    for (int i = 0; i < 60; i++) bad.put(new Bad(i), "v" + i);
    for (int i = 0; i < 60; i += 3) bad.remove(new Bad(i));
    System.out.println(bad.size() + " " + bad.get(new Bad(31)) + bad.get(new Bad(30)) + " " + bad.keySet().stream().mapToInt(Bad::n).sum());
    var big = new HashMap<Integer, Long>();
    for (int i = 0; i < 2000; i++) big.put(i * 31, (long) i * i);
    long total = 0;
    for (var v : big.values()) total += v;
    System.out.println(total + " " + new HashMap<>(big).equals(big) + " " + big.hashCode());
    big.clear();
    System.out.println(big.isEmpty() + " " + big);
    var copy = new HashMap<>(Map.of("one", 1));
    copy.replaceAll((k, v) -> v + k.length());
    System.out.println(copy);
  }
}
