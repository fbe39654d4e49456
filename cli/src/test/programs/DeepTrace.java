/** A trace of more frames than the host keeps, with a handler on the way that lets it pass. */
class DeepTrace {
  static int passed;

  static int down(int n) {
    if (n == 0) return Integer.MIN_VALUE / zero();
    try {
      return down(n - 1) + 1;
    } catch (IllegalStateException e) {
      return -1;
    } finally {
      passed++;
    }
  }

  static int zero() {
    return passed - passed;
  }

  static int plain(int n) {
    return n > 0 ? plain(n - 1) * 2 : down(400);
  }

  public static void main(String[] args) {
    try {
      plain(2000);
    } catch (ArithmeticException e) {
      System.out.println(e.getMessage() + " " + passed);
    }
    plain(2000);
  }
}
