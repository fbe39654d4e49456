/** Recursion without end is a StackOverflowError that can be caught, again and again; the program goes on. */
class UnboundedRecursion {
  static int depth;

  static int down(int n) {
    depth = n;
    return down(n + 1) + 1;
  }

  static long wide(long a, long b, double c) {
    return wide(a + 1, b * 2, c / 2) + a;
  }

  static int left(int n) {
    return right(n + 1) * 3;
  }

  static int right(int n) {
    return left(n - 1) - 7;
  }

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      try {
        down(0);
      } catch (StackOverflowError e) {
        System.out.println("overflow " + e.getMessage() + " " + (depth > 5000));
      }
    }
    try {
      wide(1, 2, 3);
    } catch (Error e) {
      System.out.println(e);
    }
    try {
      left(0);
    } catch (Throwable e) {
      System.out.println(e instanceof VirtualMachineError);
    } finally {
      System.out.println("finally");
    }
  }
}
