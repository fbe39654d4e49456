/** A toString that throws inside println and inside string concatenation. */
public class UncaughtInToString {
  @Override
  public String toString() {
    throw new IllegalStateException("no text");
  }

  public static void main(String[] args) {
    try {
      String s = "x" + new UncaughtInToString();
      System.out.println(s);
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(new UncaughtInToString());
  }
}
