/** Strings whose hash codes are equal, fall-through, and a switch that yields. */
public class StringSwitch {
  static int old(String s) {
    switch (s) {
      case "Aa":
        return 1;
      case "BB":
        return 2;
      case "":
        return 3;
      case "long text":
      case "other":
        return 4;
      default:
        return -1;
    }
  }

  static String yields(String s) {
    return switch (s) {
      case "x" -> "short";
      case "y" -> {
        var t = s + s;
        yield t + t;
      }
      default -> throw new IllegalStateException("no " + s);
    };
  }

  public static void main(String[] args) {
    System.out.println("Aa".hashCode() == "BB".hashCode());
    for (String s : new String[] {"Aa", "BB", "AaBB", "", "other", "long " + "text"}) System.out.print(old(s) + " ");
    System.out.println(yields("x") + yields("y"));
    try {
      yields("z");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    try {
      old(null);
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }
}
