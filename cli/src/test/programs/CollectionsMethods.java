/** The static methods of Collections and Arrays. */
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

public class CollectionsMethods {
  public static void main(String[] args) {
    var list = new ArrayList<>(List.of(4, 1, 3, 5, 2));
    Collections.sort(list);
    System.out.println(list + " " + Collections.binarySearch(list, 4) + Collections.max(list) + Collections.frequency(list, 3));
    Collections.reverse(list);
    Collections.swap(list, 0, 4);
    Collections.rotate(list, 2);
    System.out.println(list + " " + Collections.nCopies(3, "x") + Collections.emptyList() + Collections.singletonList(1) + Collections.disjoint(list, List.of(9)));
    var fixed = Collections.unmodifiableList(list);
    try {
      fixed.set(0, 1);
    } catch (UnsupportedOperationException e) {
      System.out.println("unmodifiable");
    }
    Collections.addAll(list, 7, 8);
    Collections.fill(list, 0);
    System.out.println(list);
    int[] a = {3, 1, 2};
    int[] b = Arrays.copyOf(a, 5);
    Arrays.sort(a);
    System.out.println(Arrays.toString(a) + Arrays.toString(b) + Arrays.toString(Arrays.copyOfRange(b, 1, 3)) + Arrays.equals(a, b) + Arrays.hashCode(a));
    Arrays.fill(b, 1, 3, 9);
    String[][] deep = {{"a", null}, {}, null};
    System.out.println(Arrays.toString(b) + Arrays.deepToString(deep) + Arrays.deepEquals(deep, deep.clone()) + Arrays.asList("x", "y") + Arrays.asList(1, 2).indexOf(2));
    char[] chars = "hello".toCharArray();
    Arrays.sort(chars);
    double[] doubles = {2.5, -0.0, 0.0, Double.NaN, -1};
    Arrays.sort(doubles);
    long[] longs = new long[3];
    Arrays.setAll(longs, i -> i * 10L);
    System.out.println(String.valueOf(chars) + Arrays.toString(doubles) + Arrays.toString(longs) + Arrays.toString((int[]) null) + Arrays.mismatch(a, new int[] {1, 2, 4}));
    String[] words = {"b", "a", "c"};
    Arrays.sort(words, Collections.reverseOrder());
    System.out.println(String.join("", words) + Arrays.compare(a, new int[] {1, 5}) + Arrays.stream(a).sum());
  }
}
