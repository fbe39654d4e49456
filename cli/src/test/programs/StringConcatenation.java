/** Strings joined from values of every type, null included, and compared by identity of literals. */
class StringConcatenation {
  static String nothing;
  static final String CONSTANT = "con" + "stant" + 1 + 2.5 + 'c' + true;

  public static void main(String[] args) {
    byte b = -1;
    short s = -2;
    char c = '\u20ac';
    int i = Integer.MIN_VALUE;
    long l = Long.MAX_VALUE;
    float f = 1.1f;
    double d = -0.0;
    boolean z = false;
    String t = "text";
    System.out.println("" + b + s + c + i + l + f + d + z + t + nothing + null + 'x' + 1 + 2L + 3f + 4.0);
    System.out.println(1 + 2 + "3" + 4 + 5);
    System.out.println(nothing + nothing);
    String sum = "";
    for (int k = 0; k < 20; k++) sum += k % 3 == 0 ? "" + k : "-";
    System.out.println(sum);
    t += b;
    t += c;
    t += 1.0f + 2;
    System.out.println(t);
    System.out.println(CONSTANT);
    System.out.println("a" == "a");
    String literal = "constant12.5ctrue";
    System.out.println(CONSTANT == literal);
    String made = nothing + "a";
    System.out.println(made == "nulla");
    System.out.println("quotes \" and \\ and \t tab and \u00e4\u00f6\u00fc \ud83d\ude00 and \0 zero");
    System.out.println("");
    System.out.print("no end");
    System.out.print('\n');
    System.out.println((String) null);
    char[] chars = {'c', 'h'};
    System.out.println(chars);
    System.out.println(new ArithmeticException("e") + "" + new Error());
    String ten = "0123456789";
    String hundred = ten + ten + ten + ten + ten + ten + ten + ten + ten + ten;
    System.out.println(hundred + i + hundred);
    System.out.println(String.valueOf(12) + String.valueOf(1.5) + String.valueOf('c') + String.valueOf(true) + Integer.toString(-5) + Long.toString(1L << 40) + Double.toString(1e100));
  }
}
