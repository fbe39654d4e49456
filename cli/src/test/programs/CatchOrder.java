/** The first handler that fits is taken; an exception in a handler goes outward. */
class CatchOrder {
  static int depth;

  static void raise(int which) {
    switch (which) {
      case 0: throw new ArithmeticException("arithmetic");
      case 1: throw new ArrayIndexOutOfBoundsException("index");
      case 2: throw new NumberFormatException("format");
      case 3: throw new NullPointerException("null");
      case 4: throw new Error("error");
      case 5: throw new StackOverflowError("stack");
      case 6: throw new UnsupportedOperationException();
      case 7: throw new IllegalArgumentException();
      default:
    }
  }

  static String name(int which) {
    try {
      raise(which);
      return "nothing";
    } catch (ArithmeticException e) {
      return "A " + e.getMessage();
    } catch (NumberFormatException e) {
      return "N " + e.getMessage();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "I " + e.getMessage();
    } catch (RuntimeException e) {
      return "R " + e;
    } catch (VirtualMachineError e) {
      return "V " + e.getMessage();
    } catch (Throwable e) {
      return "T " + e;
    }
  }

  static void inHandler(int which) throws Exception {
    try {
      raise(which);
    } catch (ArithmeticException e) {
      throw new IllegalStateException("wrapped " + e.getMessage());
    } catch (RuntimeException e) {
      raise(which + 1);
      throw e;
    } finally {
      depth++;
    }
    if (which > 7) throw new Exception("checked");
  }

  public static void main(String[] args) {
    for (int i = 0; i < 9; i++) System.out.println(name(i));
    for (int i = 0; i < 9; i++) {
      try {
        inHandler(i);
        System.out.println("fine");
      } catch (IllegalStateException e) {
        System.out.println("state " + e.getMessage());
      } catch (Exception e) {
        System.out.println("exception " + e);
      } catch (Error e) {
        System.out.println(e);
      }
    }
    System.out.println(depth);
    // A handler for a checked class that nothing throws directly.
    try {
      Object o = args;
      if (o instanceof String[] s && s.length > 5) throw new java.io.IOException("io");
      System.out.println("ok");
    } catch (java.io.IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
