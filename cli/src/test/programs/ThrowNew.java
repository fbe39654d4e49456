/** Exceptions of the JDK made and thrown: messages, classes, traces that begin where they are made. */
class ThrowNew {
  static RuntimeException make(int which, String message) {
    switch (which) {
      case 0: return new RuntimeException(message);
      case 1: return new IllegalArgumentException(message);
      case 2: return new IllegalStateException();
      case 3: return new UnsupportedOperationException(message);
      default: return new ArithmeticException(null);
    }
  }

  static void check(boolean ok, String what) {
    if (!ok) throw new IllegalArgumentException("wrong: " + what);
  }

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 5; i++) {
      try {
        throw make(i, "message " + i);
      } catch (RuntimeException e) {
        System.out.println(e + " " + e.getMessage());
      }
    }
    try {
      check(true, "a");
      check(false, "b");
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    try {
      throw new Exception("multi\nline");
    } catch (Exception e) {
      System.out.println(e.getMessage());
    }
    Throwable t = new Throwable("plain");
    System.out.println(t);
    String s = "text " + new Error("in text") + null;
    System.out.println(s);
    if (args.length == 0) throw new CloneNotSupportedException("checked \u00e4");
  }
}
