/** Division and remainder of int: signs, MIN / -1, divisors that are constants. */
class IntegerDivision {
  static void constants(int x) {
    System.out.println(x / 1 + " " + x / -1 + " " + x / 2 + " " + x / -2 + " " + x / 3 + " " + x / -3 + " " + x / 5 + " " + x / 7 + " " + x / 10 + " " + x / 16
        + " " + x / -16 + " " + x / 100 + " " + x / 641 + " " + x / 65536 + " " + x / Integer.MAX_VALUE + " " + x / Integer.MIN_VALUE);
    System.out.println(x % 1 + " " + x % -1 + " " + x % 2 + " " + x % -2 + " " + x % 3 + " " + x % -3 + " " + x % 5 + " " + x % 7 + " " + x % 10 + " " + x % 16
        + " " + x % -16 + " " + x % 100 + " " + x % 641 + " " + x % 65536 + " " + x % Integer.MAX_VALUE + " " + x % Integer.MIN_VALUE);
  }

  public static void main(String[] args) {
    int[] values = {0, 1, -1, 2, -2, 3, 7, -7, 10, -10, 99, 100, 101, 65535, -65536, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1};
    for (int x : values) constants(x);
    for (int x : values) {
      for (int y : values) {
        try {
          System.out.println(x + " / " + y + " = " + x / y + " rest " + x % y);
        } catch (ArithmeticException e) {
          System.out.println(x + " / " + y + ": " + e.getMessage());
        }
      }
    }
    int zero = args.length;
    try {
      System.out.println(5 % zero);
    } catch (ArithmeticException e) {
      System.out.println(e);
    }
    // Nothing of the quotient is used, yet it throws.
    try {
      int unused = 5 / zero;
      System.out.println("not reached");
    } catch (ArithmeticException e) {
      System.out.println("thrown");
    }
  }
}
