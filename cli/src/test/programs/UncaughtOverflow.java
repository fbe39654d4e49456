// stderr: first line
/** How deep the stack goes differs; the first line and the exit code do not. */
class UncaughtOverflow {
  static int down(int n) {
    return down(n + 1) + down(n + 2);
  }

  public static void main(String[] args) {
    System.out.println("before");
    System.out.println(down(1));
  }
}
