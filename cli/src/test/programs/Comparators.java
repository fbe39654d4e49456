/** Comparable, Comparator and their combinations. */
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

public class Comparators {
  record Person(String name, int age) implements Comparable<Person> {
    @Override
    public int compareTo(Person other) {
      return Integer.compare(age, other.age);
    }
  }

  public static void main(String[] args) {
    var people = new ArrayList<>(List.of(new Person("Zoe", 30), new Person("Bob", 25), new Person("Ann", 30), new Person("Cy", 41)));
    Collections.sort(people);
    System.out.println(people);
    people.sort(Comparator.comparing(Person::name));
    System.out.println(people.get(0).name() + people.get(3).name());
    people.sort(Comparator.comparingInt(Person::age).reversed().thenComparing(Person::name));
    for (var p : people) System.out.print(p.name() + " ");
    System.out.println();
    people.sort(Comparator.comparing(Person::name, Comparator.reverseOrder()));
    System.out.println(people.get(0).name());
    Integer[] numbers = {5, 3, 9, 1};
    Arrays.sort(numbers, (a, b) -> b - a);
    System.out.println(Arrays.toString(numbers) + Collections.max(people).name() + Collections.min(Arrays.asList(numbers)));
    String[] words = {"pear", null, "fig", "apple"};
    Arrays.sort(words, Comparator.nullsFirst(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())));
    System.out.println(Arrays.toString(words));
    int[] data = new int[500];
    for (int i = 0; i < data.length; i++) data[i] = i * 7919 % 1009;
    Arrays.sort(data);
    System.out.println(data[0] + " " + data[250] + " " + data[499] + " " + Arrays.binarySearch(data, data[77]));
  }
}
