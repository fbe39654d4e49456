/** finally after normal ends, returns, throws, breaks and continues. */
class TryFinally {
  static String log = "";

  static int returns(int x) {
    try {
      log += "t";
      if (x == 0) return 1;
      if (x == 1) throw new IllegalStateException("one");
      log += "e";
    } catch (IllegalStateException e) {
      log += "c";
      return 2;
    } finally {
      log += "f";
    }
    return 3;
  }

  @SuppressWarnings("finally")
  static int overrides(int x) {
    try {
      if (x == 0) return 1;
      if (x == 1) throw new RuntimeException("lost");
      return 10 / (x - 2);
    } finally {
      if (x != 5) return 100 + x;
    }
  }

  static int keepsOldValue() {
    int x = 1;
    try {
      return x;
    } finally {
      x = 2;
    }
  }

  static int[] keepsReference() {
    int[] a = {1};
    try {
      return a;
    } finally {
      a[0] = 2;
      a = null;
    }
  }

  @SuppressWarnings("finally")
  static int loops() {
    int n = 0;
    for (int i = 0; i < 10; i++) {
      try {
        if (i == 3) continue;
        if (i == 7) break;
        n += i;
        if (i == 5) throw new ArithmeticException();
      } catch (ArithmeticException e) {
        n += 1000;
        continue;
      } finally {
        n += 100;
        if (i == 6) continue;
      }
      n++;
    }
    return n;
  }

  static void nested(int x) {
    try {
      try {
        try {
          log += "a";
          int y = 1 / x;
        } finally {
          log += "b";
        }
        log += "c";
      } finally {
        log += "d";
        if (x == 2) throw new RuntimeException("from finally");
      }
      log += "e";
    } catch (ArithmeticException e) {
      log += "A";
    } catch (RuntimeException e) {
      log += "R";
    } finally {
      log += "z";
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      System.out.println(returns(i) + " " + log);
      log = "";
    }
    for (int i = 0; i < 6; i++) System.out.print(overrides(i) + " ");
    System.out.println();
    System.out.println(keepsOldValue() + " " + keepsReference()[0] + " " + loops());
    for (int i = 0; i < 3; i++) {
      nested(i);
      System.out.println(log);
      log = "";
    }
    try {
      System.out.println("body");
    } finally {
      System.out.println("finally");
    }
  }
}
