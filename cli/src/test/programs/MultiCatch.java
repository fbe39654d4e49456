/** One handler for several classes, rethrowing with its precise type. */
public class MultiCatch {
  static class A extends Exception {}

  static class B extends RuntimeException {
    B() {
      super("b");
    }
  }

  static void fail(int i) throws A {
    switch (i) {
      case 0:
        throw new A();
      case 1:
        throw new B();
      case 2:
        throw new ArithmeticException("c");
      case 3:
        throw new StackOverflowError("d");
      default:
    }
  }

  static void rethrow(int i) throws A {
    try {
      fail(i);
    } catch (final Exception e) {
      System.out.print("(" + e.getMessage() + ")");
      throw e;
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 5; i++) {
      try {
        rethrow(i);
        System.out.println("nothing");
      } catch (A | B e) {
        System.out.println("A or B: " + e);
      } catch (ArithmeticException | Error e) {
        System.out.println("other: " + e.getClass().getSimpleName());
      }
    }
  }
}
