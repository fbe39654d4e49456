/** Loops that optimisers like: counted up and down, by steps, with overflow at the bound, empty, invariant, nested reductions. */
class LoopShapes {
  static int invariant;

  static long triangle(int n) {
    long s = 0;
    for (int i = 0; i <= n; i++) s += i;
    return s;
  }

  static int wraps(int from) {
    int n = 0;
    for (int i = from; i > 0; i++) n++;
    return n;
  }

  static int steps(int low, int high, int step) {
    int n = 0;
    for (int i = low; i < high; i += step) n++;
    return n;
  }

  static int longCounter(long n) {
    int x = 1;
    while (n-- > 0) x = x * 3 + 1;
    return x;
  }

  static int divides(int[] a, int d) {
    int s = 0;
    for (int i = 0; i < a.length; i++) if (a[i] > 5) s += 100 / d;
    return s;
  }

  static int maybe(int[] a, int n) {
    int s = 0;
    for (int i = 0; i < n; i++) s += a.length;
    return s;
  }

  public static void main(String[] args) {
    System.out.println(triangle(-1) + " " + triangle(0) + " " + triangle(100000));
    System.out.println(wraps(Integer.MAX_VALUE - 10) + " " + wraps(0));
    System.out.println(steps(0, 10, 3) + " " + steps(5, 5, 1) + " " + steps(-10, 10, 7) + " " + steps(Integer.MAX_VALUE - 5, Integer.MAX_VALUE, 5));
    System.out.println(longCounter(0) + " " + longCounter(1000));
    int[] small = {1, 2, 3};
    // Nothing above five, so the division must not be done before the loop.
    System.out.println(divides(small, 0));
    System.out.println(maybe(null, 0));
    for (int i = 0; i < 5; i++) invariant += small.length * 2;
    System.out.println(invariant);
    int s = 0;
    for (int i = 10; --i >= 0; ) for (int j = i; j > 0; j >>= 1) s += j & 1;
    System.out.println(s);
    double x = 2;
    int n = 0;
    do {
      x = (x + 2 / x) / 2;
    } while (n++ < 6);
    System.out.println(x);
    int[] dp = new int[30];
    dp[0] = dp[1] = 1;
    for (int i = 2; i < dp.length; i++) dp[i] = dp[i - 1] + dp[i - 2];
    System.out.println(dp[29]);
    int swapA = 1, swapB = 2, swapC = 3;
    for (int i = 0; i < 100; i++) {
      int t = swapA;
      swapA = swapB;
      swapB = swapC;
      swapC = t;
    }
    System.out.println(swapA + " " + swapB + " " + swapC);
    for (byte b = 120; b > 0; b++) System.out.print(b + " ");
    for (char c = 3; c-- > 0; ) System.out.print((int) c);
    System.out.println();
    long sum = 0;
    for (int i = 0; i < 1000; i++) for (int j = 0; j < 1000; j++) if ((i ^ j) % 3 == 0) sum += (long) i * j;
    System.out.println(sum);
  }
}
