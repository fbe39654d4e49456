/** The trace of an exception that replaces another, thrown from a handler deep in calls. */
class ThrowInHandler {
  static int calls;

  static void work(int n) {
    calls++;
    if (n == 0) {
      int[] a = new int[2];
      a[n - 1] = 1;
    }
    try {
      work(n - 1);
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalStateException(
          "at depth " + n + ": " + e.getMessage());
    }
  }

  public static void main(String[] args) {
    try {
      work(3);
    } catch (IllegalStateException e) {
      System.out.println(calls + " " + e.getMessage());
    } finally {
      System.out.println("done");
    }
    work(
        5);
  }
}
