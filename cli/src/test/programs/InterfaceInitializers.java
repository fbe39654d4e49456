/** Interfaces are initialised when a field is used, or with a class if they have default methods. */
public class InterfaceInitializers {
  static int say(String s) {
    System.out.println("init " + s);
    return s.length();
  }

  interface Plain {
    int P = say("Plain");
  }

  interface WithDefault extends Plain {
    int W = say("WithDefault");

    default void f() {
      System.out.println("f");
    }
  }

  interface StaticOnly {
    int S = say("StaticOnly");

    static void g() {
      System.out.println("g");
    }
  }

  static class Base implements WithDefault {
    static int b = say("Base");
  }

  static class Derived extends Base implements StaticOnly {
    static int d = say("Derived");
  }

  enum E implements WithDefault {
    A;

    static {
      say("E");
    }
  }

  public static void main(String[] args) {
    new Derived().f();
    System.out.println(Derived.b);
    StaticOnly.g();
    System.out.println(Derived.P);
    E.A.f();
  }
}
