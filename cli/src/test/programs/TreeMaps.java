/** TreeMap, its navigation and views, and TreeSet. */
import java.util.Comparator;
import java.util.TreeMap;
import java.util.TreeSet;

public class TreeMaps {
  public static void main(String[] args) {
    var map = new TreeMap<Integer, String>();
    for (int i = 0; i < 50; i++) map.put(i * 37 % 53, "v" + i);
    System.out.println(map.firstKey() + " " + map.lastKey() + " " + map.floorKey(20) + " " + map.higherKey(20) + " " + map.ceilingEntry(51) + " " + map.lowerKey(0));
    System.out.println(map.headMap(5) + " " + map.subMap(10, true, 13, true) + " " + map.tailMap(50).size() + " " + map.descendingMap().firstKey());
    for (int i = 0; i < 53; i += 2) map.remove(i);
    System.out.println(map.size() + " " + map.pollFirstEntry() + " " + map.keySet().iterator().next());
    var words = new TreeMap<String, Integer>(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
    for (String s : new String[] {"pear", "fig", "apple", "kiwi", "nut"}) words.merge(s, 1, Integer::sum);
    System.out.println(words);
    var set = new TreeSet<>(words.keySet());
    System.out.println(set + " " + set.first() + set.ceiling("g") + set.descendingSet() + set.headSet("kiwi") + set.pollLast());
    try {
      map.put(null, "x");
    } catch (NullPointerException e) {
      System.out.println("no null");
    }
  }
}
