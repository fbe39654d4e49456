/** ArrayList and its views, iterators and errors. */
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;

public class ArrayLists {
  public static void main(String[] args) {
    var list = new ArrayList<String>();
    for (int i = 0; i < 20; i++) list.add("s" + i % 7);
    list.add(3, "inserted");
    list.remove(0);
    list.remove("s6");
    list.set(1, null);
    System.out.println(list + " " + list.size() + " " + list.indexOf("s3") + " " + list.lastIndexOf("s3") + " " + list.contains(null));
    list.removeIf(s -> s == null || s.equals("s1"));
    list.replaceAll(s -> s + "!");
    System.out.println(list.subList(2, 6) + " " + list.equals(new ArrayList<>(list)) + " " + list.hashCode());
    var it = list.listIterator();
    while (it.hasNext()) {
      var s = it.next();
      if (s.startsWith("s2")) it.remove();
      else if (s.startsWith("s3")) it.set("three");
      else if (s.startsWith("s4")) it.add("after four");
    }
    System.out.println(list);
    String[] array = list.toArray(new String[0]);
    System.out.println(array.length + array[2] + list.toArray().length);
    var numbers = new ArrayList<>(List.of(5, 3, 8));
    numbers.addAll(1, Arrays.asList(1, 2));
    numbers.remove(Integer.valueOf(8));
    numbers.remove(0);
    System.out.println(numbers + " " + numbers.isEmpty());
    try {
      for (var n : numbers) numbers.add(n);
    } catch (ConcurrentModificationException e) {
      System.out.println("modified " + e.getMessage());
    }
    try {
      numbers.get(17);
    } catch (IndexOutOfBoundsException e) {
      System.out.println(e.getMessage());
    }
    try {
      numbers.add(9, 1);
    } catch (IndexOutOfBoundsException e) {
      System.out.println(e.getMessage());
    }
    try {
      List.of(1).add(2);
    } catch (UnsupportedOperationException e) {
      System.out.println(e.getMessage());
    }
    try {
      new ArrayList<>(-1);
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
  }
}
