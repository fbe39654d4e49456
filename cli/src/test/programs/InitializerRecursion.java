/** Two classes that need each other see each other half made; an enum that uses itself while it is made. */
public class InitializerRecursion {
  static class A {
    static final Integer FIRST = 1;
    static final int SUM = B.sum() + FIRST;
    static final Integer LAST = 100;
  }

  static class B {
    static final int MORE = 10;
    static final Integer BOXED = 20;
    static final Integer SEEN = A.LAST;

    static int sum() {
      System.out.println("B sees " + A.FIRST + " " + A.LAST + " " + A.SUM);
      return MORE + BOXED;
    }
  }

  enum Planet {
    NEAR(1), FAR(2);

    static final int COUNT = values().length;
    static int made = 50;
    final int order;

    Planet(int order) {
      this.order = order;
      count();
    }

    private static void count() {
      made++;
    }
  }

  static class Singleton {
    static final Singleton ONLY = new Singleton();
    static int counter = 7;
    int seen = counter;
  }

  public static void main(String[] args) {
    System.out.println(A.SUM + " " + B.SEEN + " " + A.LAST);
    System.out.println(Planet.COUNT + " " + Planet.made + " " + Planet.FAR.order);
    System.out.println(Singleton.ONLY.seen + " " + Singleton.counter);
  }
}
