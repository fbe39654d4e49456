/** Assertions are off, and their conditions are not evaluated. */
class Assertions {
  static int evaluated;

  static boolean check() {
    evaluated++;
    return false;
  }

  public static void main(String[] args) {
    assert check() : "off";
    assert evaluated > 100;
    System.out.println(evaluated);
    boolean on = false;
    assert on = true;
    System.out.println(on);
  }
}
