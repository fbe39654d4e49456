/** An exception that ends the program and words itself. */
public class UncaughtCustom {
  static class Own extends RuntimeException {
    private final int code;

    Own(int code, Throwable cause) {
      super("unused", cause);
      this.code = code;
    }

    @Override
    public String getMessage() {
      return "code " + code;
    }
  }

  static class Other extends Exception {
    @Override
    public String toString() {
      return "Other in its own words";
    }
  }

  static void fail() {
    throw new Own(42, new Other());
  }

  public static void main(String[] args) {
    System.out.println("before");
    try {
      fail();
    } finally {
      System.out.println("finally");
    }
  }
}
