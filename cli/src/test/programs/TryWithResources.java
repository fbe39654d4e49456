/** Closing in reverse order, with suppressed exceptions, null resources and a variable from outside. */
public class TryWithResources {
  static class Res implements AutoCloseable {
    private final String name;
    private final boolean fails;

    Res(String name, boolean fails) {
      System.out.println("open " + name);
      this.name = name;
      this.fails = fails;
    }

    @Override
    public void close() {
      System.out.println("close " + name);
      if (fails) throw new IllegalStateException("close of " + name);
    }
  }

  static int all(boolean bodyFails) throws Exception {
    try (var a = new Res("a", true); var none = (Res) null; var b = new Res("b", true)) {
      if (bodyFails) throw new Exception("body");
      return 1;
    } finally {
      System.out.println("finally");
    }
  }

  static void show(Throwable t) {
    System.out.println(t + " " + t.getSuppressed().length);
    for (Throwable s : t.getSuppressed()) System.out.println("  " + s + " " + s.getSuppressed().length);
  }

  public static void main(String[] args) {
    for (boolean fails : new boolean[] {true, false}) {
      try {
        System.out.println(all(fails));
      } catch (Exception e) {
        show(e);
      }
    }
    var outside = new Res("outside", false);
    try (outside) {
      System.out.println("inside");
    }
    try (var fine = new Res("fine", false); var bad = open()) {
      System.out.println("never");
    } catch (IllegalArgumentException e) {
      show(e);
    }
  }

  static Res open() {
    throw new IllegalArgumentException("open");
  }
}
