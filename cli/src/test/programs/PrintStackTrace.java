/** Caught exceptions printed with causes, suppressed ones and what they have in common. */
public class PrintStackTrace {
  static void deep(int n) {
    if (n == 0) throw new IllegalStateException("deep");
    deep(n - 1);
  }

  static class Wrapped extends RuntimeException {
    Wrapped(Throwable cause) {
      super("wrapped", cause);
    }

    @Override
    public String toString() {
      return "Wrapped!";
    }
  }

  static void wrap() {
    try {
      deep(3);
    } catch (IllegalStateException e) {
      var w = new Wrapped(e);
      w.addSuppressed(new RuntimeException("beside", new Exception("cause of beside")));
      throw w;
    }
  }

  public static void main(String[] args) {
    try {
      wrap();
    } catch (Wrapped e) {
      e.printStackTrace();
    }
    var a = new Exception("a");
    var b = new Exception("b", a);
    a.initCause(b);
    a.printStackTrace();
    new Throwable().printStackTrace(System.out);
    Runnable r = () -> new Exception("in a lambda").printStackTrace();
    r.run();
    new Object() {
      void run() {
        new Exception("in an anonymous class").printStackTrace();
      }
    }.run();
  }
}
