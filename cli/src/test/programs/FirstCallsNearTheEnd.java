/** Functions that are called for the first time when hardly any stack is left: each runs in the end, a frame or some above. */
class FirstCallsNearTheEnd {
  static int next;
  static long sum;

  static int f0(int n) { return n == 0 ? 1 : f0(n - 1) * 2 + 1; }
  static int f1(int n) { return n == 0 ? 2 : f1(n - 1) * 3 + next; }
  static int f2(int n) { return n == 0 ? 3 : f2(n - 1) * 5 + f0(n); }
  static int f3(int n) { int[] a = {n, next}; return n == 0 ? a[1] : f3(n - 1) + a[0]; }
  static int f4(int n) { return n == 0 ? 5 : f5(n - 1) - 1; }
  static int f5(int n) { return n == 0 ? 6 : f4(n - 1) - 1; }
  static double f6(double a, double b, double c, int n) { return n == 0 ? a + b : f6(b, c, a, n - 1) / 2; }
  static char[] f7(int n) { return n == 0 ? new char[3] : f7(n - 1).clone(); }
  static long f8(long a, long b, long c, long d, long e, long f, long g, long h) { return a == 0 ? h : f8(a - 1, c, d, e, f, g, h, b) + a; }
  static Object f9(int n) { return n == 0 ? new Object[3] : new Object[] {f9(n - 1)}; }

  static void step() {
    switch (next) {
      case 0 -> sum += f0(5);
      case 1 -> sum += f1(5);
      case 2 -> sum += f2(5);
      case 3 -> sum += f3(5);
      case 4 -> sum += f4(7);
      case 5 -> sum += (long) f6(1, 20, 300, 6);
      case 6 -> sum += f7(12).length;
      case 7 -> sum += f8(6, 1, 2, 3, 4, 5, 6, 7);
      case 8 -> sum += ((Object[]) f9(4)).length;
      default -> { }
    }
    next++;
  }

  static void down() {
    try {
      down();
    } catch (StackOverflowError e) {
      // May overflow itself, and then a frame with more room tries again.
      if (next < 9) step();
      throw e;
    }
  }

  static void print() {
    System.out.print(next);
    System.out.print(" ");
    System.out.println(sum);
  }

  public static void main(String[] args) {
    try {
      down();
    } catch (StackOverflowError e) {
      print();
    }
    int before = next;
    next = 0;
    sum = 0;
    while (next < before) step();
    print();
  }
}
