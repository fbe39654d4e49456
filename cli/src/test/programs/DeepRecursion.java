/** Nine thousand frames are no overflow. */
class DeepRecursion {
  static int sum(int n) {
    return n == 0 ? 0 : n + sum(n - 1);
  }

  static long mixed(int n, long a, double b, int[] c) {
    if (n == 0) return a + (long) b + c[0];
    c[0]++;
    return mixed(n - 1, a + n, b * 0.5 + n, c) + 1;
  }

  static boolean even(int n) {
    return n == 0 || odd(n - 1);
  }

  static boolean odd(int n) {
    return n != 0 && even(n - 1);
  }

  static int tries(int n) {
    try {
      return n == 0 ? 1 / n : tries(n - 1) + 1;
    } finally {
      count++;
    }
  }

  static int count;

  public static void main(String[] args) {
    System.out.println(sum(9000));
    System.out.println(mixed(5000, 1, 2, new int[1]));
    System.out.println(even(9000) + " " + odd(9000));
    try {
      tries(3000);
    } catch (ArithmeticException e) {
      System.out.println(e.getMessage() + " " + count);
    }
  }
}
