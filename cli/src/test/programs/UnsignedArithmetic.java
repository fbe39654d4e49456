/** Unsigned comparison, division and remainder from the JDK's own code. */
class UnsignedArithmetic {
  public static void main(String[] args) {
    int[] ints = {0, 1, 2, 3, 10, -1, -2, Integer.MIN_VALUE, Integer.MAX_VALUE, 123456789, -123456789};
    for (int a : ints) {
      for (int b : ints) {
        System.out.print(Integer.compareUnsigned(a, b) + " " + Integer.compare(a, b) + " ");
        try {
          System.out.println(Integer.divideUnsigned(a, b) + " " + Integer.remainderUnsigned(a, b));
        } catch (ArithmeticException e) {
          System.out.println(e.getMessage());
        }
      }
    }
    long[] longs = {0, 1, 3, 10, -1, -10, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 33, -(1L << 33)};
    for (long a : longs) {
      for (long b : longs) {
        System.out.print(Long.compareUnsigned(a, b) + " " + Long.compare(a, b) + " ");
        try {
          System.out.println(Long.divideUnsigned(a, b) + " " + Long.remainderUnsigned(a, b));
        } catch (ArithmeticException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }
}
