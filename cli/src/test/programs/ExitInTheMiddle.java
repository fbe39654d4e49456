/** System.exit ends the program at once: no handler, no finally. */
class ExitInTheMiddle {
  static void leave(int depth) {
    try {
      if (depth == 0) System.exit(42);
      leave(depth - 1);
    } catch (Throwable t) {
      System.out.println("caught");
    } finally {
      System.out.println("finally");
    }
  }

  public static void main(String[] args) {
    System.out.print("before");
    leave(3);
    System.out.println("after");
  }
}
