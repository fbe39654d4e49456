/** The exceptions of string methods and their words. */
public class StringErrors {
  interface Code {
    Object run();
  }

  static void run(Code code) {
    try {
      System.out.println(code.run());
    } catch (RuntimeException e) {
      System.out.println(e.getClass().getName() + ": " + e.getMessage());
    }
  }

  public static void main(String[] args) {
    String s = "hello";
    String wide = "h\u20acllo";
    String none = args.length > 3 ? "" : null;
    run(() -> s.charAt(5));
    run(() -> s.charAt(-1));
    run(() -> wide.charAt(7));
    run(() -> s.substring(6));
    run(() -> s.substring(3, 2));
    run(() -> wide.substring(-1, 2));
    run(() -> s.repeat(-1));
    run(() -> s.concat(none));
    run(() -> s.compareTo(none));
    run(() -> none.length());
    run(() -> new StringBuilder(s).deleteCharAt(9));
    run(() -> new StringBuilder(s).insert(9, "x"));
    run(() -> new StringBuilder(s).charAt(5));
    run(() -> {
      var b = new StringBuilder(s);
      b.setLength(-1);
      return b;
    });
    run(() -> new StringBuilder(s).replace(7, 8, "x"));
    run(() -> new String(new char[3], 2, 2).length());
    run(() -> Integer.parseInt(""));
    run(() -> Integer.parseInt(null));
    run(() -> Integer.parseInt("12x"));
    run(() -> Long.parseLong("99999999999999999999"));
    run(() -> Integer.parseInt("zz", 36) + Integer.valueOf("-7f", 16));
    run(() -> Integer.parseInt("2", 1));
    run(() -> Byte.parseByte("200"));
    run(() -> Boolean.parseBoolean("TRUE"));
  }
}
