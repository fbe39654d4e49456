/** A trace through several methods and lines. */
class UncaughtDivision {
  static class Inner {
    static int divide(int a, int b) {
      int sum = 0;
      for (int i = 0; i < 3; i++) {
        sum += a
            / b;
      }
      return sum;
    }
  }

  static int recurse(int n) {
    if (n == 0) return Inner.divide(1, n);
    return recurse(n - 1) + 1;
  }

  public static void main(String[] args) {
    System.out.print("no line end before the trace");
    System.err.println("to err");
    int x = 5;
    x += recurse(4);
    System.out.println(x);
  }
}
