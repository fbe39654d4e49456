/** The frames of a number that cannot be parsed. */
public class ParseFailsUncaught {
  public static void main(String[] args) {
    try {
      Long.parseLong("1_000");
    } catch (NumberFormatException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(Integer.parseInt("x"));
  }
}
