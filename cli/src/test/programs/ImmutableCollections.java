/** List.of, Map.of with one entry, copyOf and their refusals. */
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public class ImmutableCollections {
  public static void main(String[] args) {
    var list = List.of("a", "b", "c");
    System.out.println(list + " " + list.get(1) + list.indexOf("c") + list.contains("z") + List.of().isEmpty() + list.hashCode() + list.equals(List.of("a", "b", "c")));
    System.out.println(Map.of("k", 1) + " " + Set.of(7) + " " + Map.entry("e", 2) + Map.of().size() + List.copyOf(list).equals(list));
    System.out.println(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).subList(3, 6) + " " + list.reversed() + list.getLast());
    for (Runnable r : List.<Runnable>of(() -> list.add("x"), () -> List.of((Object) null), () -> Map.of("a", 1, "a", 2), () -> Set.of(1, 1), () -> list.contains(null),
        () -> list.get(3))) {
      try {
        r.run();
        System.out.println("fine");
      } catch (RuntimeException e) {
        System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
      }
    }
    Optional<String> some = Optional.of("text");
    System.out.println(some.map(String::length).orElse(0) + " " + some + Optional.empty().isPresent() + Optional.ofNullable((String) null).or(() -> some).get());
  }
}
