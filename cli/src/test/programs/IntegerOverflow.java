/** Sums, products and negations that wrap. */
class IntegerOverflow {
  static int calls;

  static int opaque(int x) {
    calls++;
    return x;
  }

  static long opaque(long x) {
    calls++;
    return x;
  }

  public static void main(String[] args) {
    int[] ints = {0, 1, -1, 2, 46340, 46341, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MAX_VALUE - 1, Integer.MIN_VALUE + 1, 123456789};
    for (int a : ints) {
      for (int b : ints) {
        int x = opaque(a);
        int y = opaque(b);
        System.out.println(x + " " + y + ": " + (x + y) + " " + (x - y) + " " + x * y + " " + -x + " " + (x * x + y * y) + " " + ~x);
      }
    }
    long[] longs = {0, 1, -1, 3037000500L, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, 1234567890123456789L};
    for (long a : longs) {
      for (long b : longs) {
        long x = opaque(a);
        long y = opaque(b);
        System.out.println(x + " " + y + ": " + (x + y) + " " + (x - y) + " " + x * y + " " + -x + " " + (int) (x * y) + " " + ~y);
      }
    }
    int h = 1;
    for (int i = 0; i < 1000; i++) h = 31 * h + i;
    System.out.println(h + " " + calls);
    int product = 1;
    for (int i = 1; i < 40; i++) product *= i;
    System.out.println(product);
    long factorial = 1;
    for (int i = 1; i < 70; i++) factorial *= i;
    System.out.println(factorial);
  }
}
