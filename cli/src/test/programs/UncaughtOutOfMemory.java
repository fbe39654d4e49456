// heap: 64m
// stderr: first line
/** The same, uncaught. */
class UncaughtOutOfMemory {
  static Object[] make(int n) {
    Object[] all = new Object[n];
    for (int i = 0; i < n; i++) all[i] = new long[2000000000];
    return all;
  }

  public static void main(String[] args) {
    System.out.println(make(50).length);
  }
}
