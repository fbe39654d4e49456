/** An exception that was caught knows the frames outside of its handler: it is thrown again when they are long gone. */
class TraceCaughtHalfWay {
  static RuntimeException kept;
  static int zero;

  static int divide(int a, int b) {
    return a / b;
  }

  static int halfWay(int n) {
    try {
      return n == 0 ? divide(7, zero) : halfWay(n - 1);
    } catch (ArithmeticException e) {
      kept = e;
    }
    if (n > 3) throw kept;
    return n;
  }

  static void first(int n) {
    halfWay(n);
  }

  static void second() {
    throw kept;
  }

  public static void main(String[] args) {
    try {
      first(5);
    } catch (ArithmeticException e) {
      System.out.println(e == kept);
    }
    first(1);
    second();
  }
}
