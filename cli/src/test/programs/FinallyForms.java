/** Finally with returns, loops, nested tries, and exceptions that replace others. */
public class FinallyForms {
  @SuppressWarnings("finally")
  static int overrides() {
    try {
      throw new RuntimeException("lost");
    } finally {
      return 2;
    }
  }

  static int value() {
    int x = 1;
    try {
      return x;
    } finally {
      x = 5;
    }
  }

  static String loop() {
    var text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      try {
        if (i == 1) continue;
        if (i == 4) break;
        text.append(i);
      } finally {
        text.append('f');
      }
    }
    return text.toString();
  }

  static void nested() {
    try {
      try {
        throw new IllegalStateException("first");
      } finally {
        System.out.println("inner");
        Object o = null;
        o.hashCode();
      }
    } catch (NullPointerException e) {
      System.out.println("replaced, suppressed " + e.getSuppressed().length);
    } finally {
      System.out.println("outer");
    }
  }

  static int deep(int n) {
    try {
      if (n == 0) throw new RuntimeException("bottom");
      return deep(n - 1);
    } finally {
      System.out.print(n);
    }
  }

  public static void main(String[] args) {
    System.out.println(overrides() + value() + loop());
    nested();
    try {
      deep(3);
    } catch (RuntimeException e) {
      System.out.println(e.getMessage());
    }
  }
}
