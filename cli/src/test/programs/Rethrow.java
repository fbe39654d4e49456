/** A rethrown exception keeps the trace of its first throw. */
class Rethrow {
  static int[] nothing;

  static int first(int x) {
    return 10 / x;
  }

  static int second(int x) {
    try {
      return first(x);
    } catch (ArithmeticException e) {
      System.out.println("seen " + e.getMessage());
      throw e;
    }
  }

  static int third(int x) {
    try {
      return second(x);
    } finally {
      System.out.println("finally");
    }
  }

  static RuntimeException kept;

  static void keep() {
    kept = new IllegalStateException("made in keep");
  }

  static void fourth() {
    try {
      third(0);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("instead");
    }
  }

  public static void main(String[] args) {
    System.out.println(third(5));
    try {
      fourth();
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    try {
      System.out.println(nothing[0]);
    } catch (NullPointerException e) {
      RuntimeException same = e;
      System.out.println(same == e);
    }
    third(0);
  }
}
