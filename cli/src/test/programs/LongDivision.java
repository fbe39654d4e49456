/** The same for long, with mixed widths. */
class LongDivision {
  public static void main(String[] args) {
    long[] values = {0, 1, -1, 2, 3, -7, 10, 1000000007L, 1L << 31, 1L << 32, -(1L << 33), Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
    for (long x : values) {
      System.out.println(x / 3 + " " + x / -7 + " " + x / 10 + " " + x / 1024 + " " + x % 3 + " " + x % -7 + " " + x % 10 + " " + x % 1024 + " " + x / 1000000007L
          + " " + x % 1000000007L);
      for (long y : values) {
        try {
          System.out.println(x + " / " + y + " = " + x / y + " rest " + x % y);
        } catch (ArithmeticException e) {
          System.out.println(x + " / " + y + ": " + e);
        }
      }
      int narrow = (int) x;
      long wide = 7;
      System.out.println(narrow / wide + " " + wide % (narrow == 0 ? 5 : narrow));
    }
  }
}
