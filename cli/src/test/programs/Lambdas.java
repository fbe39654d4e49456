/** Lambdas with and without captures, of own and library interfaces. */
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

public class Lambdas {
  interface TriFunction<A, B, C, R> {
    R apply(A a, B b, C c);
  }

  private int field = 40;

  Supplier<Integer> ofField() {
    return () -> field++;
  }

  static Supplier<Supplier<String>> nested(String a) {
    return () -> {
      String b = a + "b";
      return () -> a + b;
    };
  }

  static void run(Runnable... all) {
    for (Runnable r : all) r.run();
  }

  public static void main(String[] args) {
    IntBinaryOperator add = (a, b) -> a + b;
    System.out.println(add.applyAsInt(3, 4));
    long big = 1L << 33;
    double d = 0.5;
    Function<Integer, String> f = i -> i + big + "/" + d;
    System.out.println(f.apply(1));
    TriFunction<Integer, Long, String, String> t = (a, b, c) -> c + (a + b);
    System.out.println(t.apply(1, 2L, "sum "));
    var l = new Lambdas();
    var s = l.ofField();
    System.out.println(s.get() + s.get() + " " + l.field);
    System.out.println(nested("a").get().get());
    run(() -> System.out.println("one"), () -> System.out.println("two"));
    Predicate<String> empty = String::isEmpty;
    System.out.println(empty.negate().and(x -> x.length() < 3).or(x -> x.startsWith("long")).test("longer"));
    BiFunction<Integer, Integer, Integer> mul = (a, b) -> a * b;
    System.out.println(mul.andThen(x -> x + 1).apply(6, 7));
    Function<Integer, Function<Integer, Integer>> curried = a -> b -> a - b;
    System.out.println(curried.apply(10).apply(3) + " " + Function.<Integer>identity().compose((Integer x) -> x * 2).apply(4));
  }
}
