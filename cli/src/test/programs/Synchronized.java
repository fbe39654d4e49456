/** Monitors of one thread: nothing to wait for, but null throws and exceptions leave. */
class Synchronized {
  static final int[] LOCK = new int[1];
  static int count;

  static int guarded(int x) {
    synchronized (LOCK) {
      if (x == 3) return -1;
      if (x == 4) throw new IllegalStateException("four");
      synchronized (LOCK) {
        count += x;
      }
    }
    return count;
  }

  static synchronized int locked(int x) {
    if (x > 2) throw new IllegalArgumentException("more than two");
    return x == 0 ? 5 : locked(x - 1) * 2;
  }

  static void onNull(Object lock) {
    synchronized (lock) {
      count = 100;
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 6; i++) {
      try {
        System.out.println(guarded(i));
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
    try {
      onNull(null);
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(count);
    System.out.println(locked(2));
    System.out.println(locked(3));
  }
}
