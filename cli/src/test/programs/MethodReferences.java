/** All kinds: static, bound, unbound, constructor, array constructor, super, varargs. */
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

public class MethodReferences {
  private final String name;

  MethodReferences() {
    this("nameless");
  }

  MethodReferences(String name) {
    this.name = name;
  }

  String greet(String other) {
    return name + " greets " + other;
  }

  static int count(Object... all) {
    return all.length;
  }

  private static String twice(String s) {
    return s + s;
  }

  static class Sub extends MethodReferences {
    Sub() {
      super("sub");
    }

    @Override
    String greet(String other) {
      return "no";
    }

    UnaryOperator<String> ofSuper() {
      return super::greet;
    }
  }

  class Inner {
    final String of = "inner of " + name;
  }

  Supplier<Inner> inner() {
    return Inner::new;
  }

  interface Three {
    int count(String a, Integer b, Object c);
  }

  public static void main(String[] args) {
    UnaryOperator<String> twice = MethodReferences::twice;
    System.out.println(twice.apply("ab"));
    UnaryOperator<String> bound = new MethodReferences("Ann")::greet;
    System.out.println(bound.apply("Bob"));
    BiFunction<MethodReferences, String, String> unbound = MethodReferences::greet;
    System.out.println(unbound.apply(new Sub(), "x"));
    Supplier<MethodReferences> none = MethodReferences::new;
    Function<String, MethodReferences> one = MethodReferences::new;
    System.out.println(none.get().name + one.apply("Cy").name);
    IntFunction<int[]> ints = int[]::new;
    IntFunction<String[][]> strings = String[][]::new;
    System.out.println(ints.apply(3).length + strings.apply(4).length);
    System.out.println(new Sub().ofSuper().apply("y"));
    System.out.println(new MethodReferences("Out").inner().get().of);
    Three three = MethodReferences::count;
    System.out.println(three.count("", 1, null));
    ToIntFunction<String> length = String::length;
    System.out.println(length.applyAsInt("four"));
    Function<int[], Object> clone = int[]::clone;
    System.out.println(((int[]) clone.apply(new int[] {7})).length);
    try {
      String none2 = args.length > 3 ? "" : null;
      Supplier<Integer> bad = none2::length;
      bad.get();
    } catch (NullPointerException e) {
      System.out.println("bound to null");
    }
  }
}
