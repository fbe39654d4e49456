/** A lambda that captures nothing is one object per site; this inside a lambda is that of the method. */
import java.util.function.Supplier;

public class LambdaIdentity {
  static Runnable plain() {
    return () -> {};
  }

  static Runnable capturing(int n) {
    return () -> System.out.println(n);
  }

  static Supplier<Object> fresh() {
    return Object::new;
  }

  Supplier<Object> self() {
    return () -> this;
  }

  @Override
  public String toString() {
    return "the enclosing object";
  }

  public static void main(String[] args) {
    System.out.println(plain() == plain());
    System.out.println(fresh() == fresh());
    System.out.println(fresh().get() == fresh().get());
    Runnable first = null;
    for (int i = 0; i < 3; i++) {
      Runnable r = () -> {};
      if (first == null) first = r;
      System.out.print(first == r);
    }
    System.out.println();
    capturing(3).run();
    System.out.println(new LambdaIdentity().self().get());
    System.out.println(plain() instanceof Runnable);
    System.out.println(((Object) plain()).equals(plain()));
  }
}
