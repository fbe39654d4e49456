/** HashSet and LinkedHashSet. */
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

public class HashSets {
  public static void main(String[] args) {
    Set<Integer> a = new HashSet<>(List.of(1, 2, 3, 4, 5));
    Set<Integer> b = new HashSet<>(List.of(4, 5, 6));
    var union = new HashSet<>(a);
    union.addAll(b);
    var both = new HashSet<>(a);
    both.retainAll(b);
    var only = new HashSet<>(a);
    only.removeAll(b);
    System.out.println(union + " " + both + " " + only + " " + a.containsAll(both) + " " + a.equals(Set.copyOf(a)) + a.hashCode());
    System.out.println(a.add(3) + " " + a.add(9) + " " + a.remove(1) + " " + a.remove(77) + " " + a.size());
    var order = new LinkedHashSet<String>();
    for (String s : "to be or not to be".split(" ")) order.add(s);
    System.out.println(order + " " + String.join("-", order));
    var it = order.iterator();
    it.next();
    it.remove();
    System.out.println(order);
    int sum = 0;
    for (int x : union) sum += x;
    System.out.println(sum);
  }
}
