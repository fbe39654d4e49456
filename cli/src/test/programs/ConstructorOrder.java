/** Field initialisers and instance blocks run after the superclass's constructor, which may see them unset. */
public class ConstructorOrder {
  static String say(String what) {
    System.out.println(what);
    return what;
  }

  static class Base {
    private final String a = say("Base.a");

    {
      say("Base block");
    }

    Base() {
      say("Base()");
      hook();
    }

    void hook() {
      say("Base.hook " + a);
    }
  }

  static class Derived extends Base {
    private final String b = say("Derived.b");
    private int count = 5;

    Derived(int n) {
      this("from int " + n);
      say("Derived(int) " + count);
    }

    Derived(String text) {
      super();
      say("Derived(String) " + text);
    }

    {
      say("Derived block " + b);
    }

    @Override
    void hook() {
      say("Derived.hook " + b + " " + count);
    }
  }

  public static void main(String[] args) {
    new Base();
    new Derived(3);
  }
}
