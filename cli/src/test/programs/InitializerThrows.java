/** An initialiser that fails is told once by ExceptionInInitializerError, then by NoClassDefFoundError; an Error comes as it is. */
class InitializerThrows {
  static int attempts;

  static class Bad {
    static int value;

    static {
      attempts++;
      value = 1 / (attempts - 1);
    }

    static int get() {
      return value;
    }
  }

  static class Worse {
    static int value = fail();

    static int fail() {
      throw new StackOverflowError("not really");
    }
  }

  static class Heir extends Bad {
    static int own = 3;
  }

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      try {
        System.out.println(Bad.get());
      } catch (ExceptionInInitializerError e) {
        System.out.println("first: " + e.getMessage() + " " + e);
      } catch (NoClassDefFoundError e) {
        System.out.println("later: " + e.getMessage());
      }
    }
    try {
      Bad.value = 5;
    } catch (LinkageError e) {
      System.out.println(e);
    }
    try {
      System.out.println(Worse.value);
    } catch (StackOverflowError e) {
      System.out.println("error: " + e.getMessage());
    }
    try {
      System.out.println(Heir.own);
    } catch (Error e) {
      System.out.println(e);
    }
    System.out.println(attempts);
  }
}
