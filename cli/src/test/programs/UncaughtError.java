/** An Error without message ends the program. */
class UncaughtError {
  static void fail(int n) {
    if (n > 1) fail(n - 1);
    else throw new AssertionError();
  }

  public static void main(String[] args) {
    try {
      fail(3);
    } catch (Exception e) {
      System.out.println("not this");
    } finally {
      System.out.println("finally");
    }
  }
}
