/** An index that is wrong in a loop, after output on both streams. */
class UncaughtIndex {
  static final int[] TABLE = {3, 1, 4, 1, 5};

  static long follow(int at) {
    long sum = 0;
    while (true) {
      sum = sum * 10 + TABLE[at];
      System.out.println(sum);
      at += TABLE[at];
    }
  }

  public static void main(String[] args) {
    System.err.print("error ");
    System.err.println(1.5);
    follow(0);
  }
}
