/** Names of classes of all kinds. */
import java.util.Map;

public class ClassNames {
  interface Nested {}

  enum Kind {
    A, B {}
  }

  record Rec(int x) {}

  class Inner {
    class Deep {}
  }

  static void show(Class<?> c) {
    System.out.println(c.getName() + " " + c.getSimpleName() + " " + c.getTypeName() + " " + c);
  }

  public static void main(String[] args) {
    class Local {}
    var anonymous = new Object() {};
    Class<?>[] all = {ClassNames.class, Nested.class, Kind.class, Kind.B.getClass(), Rec.class, Inner.Deep.class, Local.class, anonymous.getClass(), int.class,
        void.class, int[].class, String[][].class, Nested[].class, Local[].class, Map.Entry.class, Object.class, Integer.class, double[][][].class};
    for (Class<?> c : all) show(c);
    System.out.println(Inner.Deep.class.getCanonicalName() + " " + Local.class.getCanonicalName() + " " + Map.Entry[].class.getCanonicalName());
    System.out.println(String.class.getPackageName() + "|" + ClassNames.class.getPackageName() + "|");
  }
}
