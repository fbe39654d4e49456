/** Boxing, unboxing, widening and void on the way into and out of a method reference. */
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

public class LambdaConversions {
  static int calls;

  static int next() {
    return ++calls;
  }

  static long wide(long x) {
    return x + 1;
  }

  static Integer boxed(Integer x) {
    return x * 2;
  }

  interface CharToInt {
    int of(char c);
  }

  interface ShortMaker {
    short make(byte b);
  }

  public static void main(String[] args) {
    Runnable drop = LambdaConversions::next;
    drop.run();
    Consumer<String> dropToo = String::length;
    dropToo.accept("x");
    Supplier<Integer> box = LambdaConversions::next;
    System.out.println(box.get());
    DoubleSupplier widen = LambdaConversions::next;
    System.out.println(widen.getAsDouble());
    IntFunction<Long> both = LambdaConversions::wide;
    System.out.println(both.apply(5));
    ToLongFunction<Integer> unboxAndWiden = LambdaConversions::wide;
    System.out.println(unboxAndWiden.applyAsLong(8));
    Function<Integer, Number> up = LambdaConversions::boxed;
    System.out.println(up.apply(4));
    ToDoubleFunction<Integer> fromBox = LambdaConversions::boxed;
    System.out.println(fromBox.applyAsDouble(4));
    LongBinaryOperator max = Math::max;
    System.out.println(max.applyAsLong(3, 9));
    CharToInt c = Character::getNumericValue;
    CharToInt plain = x -> x;
    System.out.println(plain.of('A'));
    ShortMaker s = b -> (short) (b * 300);
    System.out.println(s.make((byte) 100));
    BiFunction<Integer, Integer, Integer> sum = Integer::sum;
    System.out.println(sum.apply(20, 22));
    Function<Object, String> text = Object::toString;
    System.out.println(text.apply(1.5f));
    try {
      ToLongFunction<Integer> unbox = x -> x;
      unbox.applyAsLong(null);
    } catch (NullPointerException e) {
      System.out.println("unboxed null");
    }
  }
}
