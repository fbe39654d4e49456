/** Exceptions with state, causes, chains, and methods of their own. */
public class CustomExceptions {
  static class CodeException extends Exception {
    private final int code;

    CodeException(int code, String message, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  static final class Quiet extends RuntimeException {
    Quiet() {
      super("quiet", null, false, false);
    }
  }

  static class Lazy extends RuntimeException {
    private final int n;

    Lazy(int n) {
      this.n = n;
    }

    @Override
    public String getMessage() {
      return "computed " + n * n;
    }
  }

  static void low() {
    throw new UnsupportedOperationException("low");
  }

  static void middle() throws CodeException {
    try {
      low();
    } catch (RuntimeException e) {
      throw new CodeException(7, "middle", e);
    }
  }

  public static void main(String[] args) {
    try {
      middle();
    } catch (CodeException e) {
      System.out.println(e.code() + " " + e + " " + e.getCause() + " " + e.getCause().getCause());
      System.out.println(e.getStackTrace()[0].getMethodName() + " " + e.getCause().getStackTrace().length);
    }
    try {
      throw new Quiet();
    } catch (Quiet q) {
      q.addSuppressed(new Exception("ignored"));
      System.out.println(q + " " + q.getStackTrace().length + " " + q.getSuppressed().length);
    }
    System.out.println(new Lazy(4) + " " + new Lazy(5).getLocalizedMessage());
    var e = new RuntimeException(new IllegalStateException("inner"));
    System.out.println(e.getMessage() + " " + new Exception((Throwable) null).getMessage());
    var late = new IllegalArgumentException("late");
    late.initCause(e);
    System.out.println(late.getCause() == e);
    try {
      late.initCause(late);
    } catch (IllegalStateException x) {
      System.out.println(x.getMessage());
    }
    try {
      late.addSuppressed(late);
    } catch (IllegalArgumentException x) {
      System.out.println(x.getMessage());
    }
  }
}
