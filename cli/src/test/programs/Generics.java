/** Generic classes and methods; a bridge is called where the erased type is. */
public class Generics {
  interface Function<A, B> {
    B apply(A a);
  }

  static class Box<T extends Comparable<T>> implements Comparable<Box<T>> {
    private T value;

    Box(T value) {
      this.value = value;
    }

    @Override
    public int compareTo(Box<T> other) {
      return value.compareTo(other.value);
    }

    <R extends Comparable<R>> Box<R> map(Function<? super T, ? extends R> f) {
      return new Box<>(f.apply(value));
    }
  }

  static class Length implements Function<String, Integer> {
    @Override
    public Integer apply(String s) {
      return s.length();
    }
  }

  static class IntBox extends Box<Integer> {
    IntBox(int n) {
      super(n);
    }

    @Override
    public int compareTo(Box<Integer> other) {
      return -super.compareTo(other);
    }
  }

  @SafeVarargs
  static <T extends Comparable<? super T>> T max(T first, T... rest) {
    T best = first;
    for (T t : rest) if (t.compareTo(best) > 0) best = t;
    return best;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  public static void main(String[] args) {
    System.out.println(max(3, 9, 4) + max("pear", "apple") + max(2.5));
    System.out.println(new Box<>("hello").map(new Length()).value);
    System.out.println(max(new Box<>(1), new Box<>(5), new Box<>(2)).value);
    System.out.println(new IntBox(1).compareTo(new IntBox(2)));
    Comparable raw = new IntBox(4);
    System.out.println(raw.compareTo(new IntBox(3)));
    try {
      raw.compareTo("text");
    } catch (ClassCastException e) {
      System.out.println(e.getMessage());
    }
    Box<String> polluted = (Box) new Box<>(1);
    try {
      String s = polluted.value;
      System.out.println(s);
    } catch (ClassCastException e) {
      System.out.println("heap pollution");
    }
  }
}
