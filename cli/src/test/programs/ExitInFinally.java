/** System.exit in a finally, while an exception is on its way. */
class ExitInFinally {
  static int state;

  static void work() {
    try {
      state = 7;
      int[] a = new int[1];
      a[state] = 1;
    } finally {
      System.out.println("leaving with " + state);
      System.exit(state);
    }
  }

  public static void main(String[] args) {
    try {
      work();
    } catch (RuntimeException e) {
      System.out.println("caught");
    }
  }
}
