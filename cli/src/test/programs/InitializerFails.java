/** The first use throws ExceptionInInitializerError, later ones NoClassDefFoundError with what happened. */
public class InitializerFails {
  static class Bad {
    static int x = Integer.parseInt("no number");

    static void use() {}
  }

  static class SubOfBad extends Bad {
    static {
      System.out.println("never");
    }
  }

  static class Errors {
    static {
      if (true) throw new AssertionError("an error stays itself");
    }
  }

  static class Nulls {
    static Object o;
    static int h = o.hashCode();
  }

  static void run(Runnable r) {
    try {
      r.run();
      System.out.println("fine");
    } catch (Throwable t) {
      System.out.println(t);
      for (var c = t.getCause(); c != null; c = c.getCause()) System.out.println("  by " + c);
      if (t instanceof ExceptionInInitializerError e) System.out.println("  " + (e.getException() == e.getCause()));
    }
  }

  public static void main(String[] args) {
    run(() -> Bad.use());
    run(() -> Bad.use());
    run(() -> System.out.println(Bad.x));
    run(() -> new SubOfBad());
    run(() -> new SubOfBad());
    run(() -> new Errors());
    run(() -> new Errors());
    run(() -> System.out.println(Nulls.h));
    run(() -> System.out.println(Bad.class.getName() + new Bad[1].length));
  }
}
