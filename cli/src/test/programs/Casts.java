/** Casts that hold, casts that fail, their messages, and instanceof with null. */
public class Casts {
  interface Face {}

  static class Base {}

  static final class Leaf extends Base implements Face {}

  static void run(Runnable r) {
    try {
      r.run();
      System.out.println("fine");
    } catch (ClassCastException e) {
      System.out.println(e.getMessage());
    }
  }

  static Object id(Object o) {
    return o;
  }

  public static void main(String[] args) {
    run(() -> System.out.print(((Base) id(new Leaf())).getClass().getSimpleName()));
    run(() -> System.out.print((Leaf) id(new Base())));
    run(() -> System.out.print((Face) id(new Base())));
    run(() -> System.out.print((String) id(5)));
    run(() -> System.out.print((Integer) id("x")));
    run(() -> System.out.print(((int[]) id(new long[0])).length));
    run(() -> System.out.print(((Object[]) id(new int[0])).length));
    run(() -> System.out.print(((String[]) id(new Object[0])).length));
    run(() -> System.out.print(((Object[]) id(new String[0])).length));
    run(() -> System.out.print(((Base[][]) id(new Leaf[1][])).length));
    run(() -> System.out.print(((Comparable<?>) id(new Casts()))));
    run(() -> System.out.print((Casts) id(null)));
    System.out.println(id(null) instanceof Base);
    System.out.println(id(new Leaf[0]) instanceof Face[]);
    System.out.println(id(new int[0]) instanceof Cloneable);
    System.out.println(id("s") instanceof String s && s.length() == 1);
  }
}
