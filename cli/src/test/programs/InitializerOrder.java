/** Classes are initialised at the first use of a method or a field that is no constant, superclasses first, each once. */
class InitializerOrder {
  static int step = say("main class", 1);

  static int say(String what, int value) {
    System.out.println("init " + what);
    return value;
  }

  static class Base {
    static int base = say("Base", 10);

    static void inBase() {
      System.out.println("inBase " + base);
    }
  }

  static class Derived extends Base {
    static int derived = say("Derived", base + 1);
    static final int CONSTANT = 42;
    static final String TEXT = "constant text";
    static final int COMPUTED = say("Derived.COMPUTED", 7);

    static void inDerived() {
      System.out.println("inDerived " + derived);
    }
  }

  static class Unused {
    static int never = say("Unused", 0);
  }

  static class Holder {
    static final int[] TABLE = new int[5];

    static {
      say("Holder", 0);
      for (int i = 0; i < TABLE.length; i++) TABLE[i] = i * i;
    }
  }

  static class Lazy {
    static int value;

    static {
      value = say("Lazy", 5);
    }
  }

  interface Constants {
    int ONE = 1;
    int TWO = say("Constants", 2);
  }

  public static void main(String[] args) {
    System.out.println("main " + step);
    System.out.println(Derived.CONSTANT + Derived.TEXT);
    // A static of the superclass, named through the subclass, initialises the superclass alone.
    System.out.println(Derived.base);
    Derived.inBase();
    Derived.inDerived();
    System.out.println(Derived.COMPUTED);
    if (args.length > 5) System.out.println(Unused.never);
    System.out.println(Holder.TABLE[3]);
    for (int i = 0; i < 3; i++) Lazy.value += i;
    System.out.println(Lazy.value);
    System.out.println(Constants.ONE);
    System.out.println(Constants.TWO);
    Unused[] none = new Unused[2];
    System.out.println(none.length);
  }
}
