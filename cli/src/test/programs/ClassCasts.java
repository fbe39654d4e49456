/** Casts of arrays and exceptions: what is allowed, and the message when it is not. */
class ClassCasts {
  static void attempt(Object x, int which) {
    try {
      switch (which) {
        case 0: System.out.print(((int[]) x).length); break;
        case 1: System.out.print(((int[][]) x).length); break;
        case 2: System.out.print(((Object[]) x).length); break;
        case 3: System.out.print(((String[]) x).length); break;
        case 4: System.out.print((String) x); break;
        case 5: System.out.print(((RuntimeException) x).getMessage()); break;
        case 6: System.out.print(((Cloneable) x) == x); break;
        case 7: System.out.print(((Object[][]) x).length); break;
        default: System.out.print(((java.io.Serializable) x) != null);
      }
      System.out.println();
    } catch (ClassCastException e) {
      System.out.println(e.getMessage());
    } catch (NullPointerException e) {
      System.out.println("null: " + e.getMessage());
    }
  }

  public static void main(String[] args) {
    Object[] all = {new int[3], new int[2][2], new Object[4], new String[] {"a"}, "text", new ArithmeticException("m"), new Exception("n"), new byte[0], null};
    for (Object x : all) for (int i = 0; i < 9; i++) attempt(x, i);
    for (Object x : all) {
      System.out.println((x instanceof int[]) + " " + (x instanceof Object[]) + " " + (x instanceof String) + " " + (x instanceof Exception) + " "
          + (x instanceof RuntimeException r && r.getMessage() != null) + " " + (x instanceof Cloneable) + " " + (x instanceof Object));
    }
    Object o = all[2];
    String[] wrong = (String[]) o;
    System.out.println(wrong.length);
  }
}
