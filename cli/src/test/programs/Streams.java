/** A few streams. */
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public class Streams {
  public static void main(String[] args) {
    System.out.println(IntStream.range(0, 10).filter(i -> i % 3 == 0).map(i -> i * i).sum());
    System.out.println(Stream.of("b", "a", "c").sorted().map(String::toUpperCase).collect(Collectors.joining(",", "<", ">")));
    System.out.println(List.of(1, 2, 3, 4).stream().reduce(0, Integer::sum) + " " + List.of(5, 6).stream().mapToInt(Integer::intValue).max().getAsInt());
    System.out.println(Stream.iterate(1, x -> x * 2).limit(8).toList());
    System.out.println(Stream.of("x", "yy", "zz").collect(Collectors.groupingBy(String::length, Collectors.counting())));
    System.out.println(IntStream.rangeClosed(1, 5).boxed().anyMatch(i -> i > 4) + " " + Stream.of(3, 1, 2).min(Integer::compare).get());
  }
}
