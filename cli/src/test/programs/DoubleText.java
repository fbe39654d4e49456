/** Doubles and floats as text and back. */
public class DoubleText {
  public static void main(String[] args) {
    double[] all = {0, -0.0, 1, 0.1, 100, 1e7, 1e6, 1e-3, 1e-4, 1.0 / 3, 2.0E-323, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 123456789.125, 9007199254740993.0};
    for (double d : all) System.out.print(d + " " + (float) d + "; ");
    System.out.println();
    for (String s : new String[] {"1.5", " -2e3 ", "0x1p3", "NaN", "-Infinity", "1e400", "4.9e-324", "123456789012345678", ".5", "5.", "1f", "2d"}) System.out.print(Double.parseDouble(s) + " ");
    System.out.println();
    for (String s : new String[] {"", "x", "1,5", "1e", "0x"}) {
      try {
        System.out.println(Double.parseDouble(s));
      } catch (NumberFormatException e) {
        System.out.println(e.getMessage());
      }
    }
    System.out.println(Float.parseFloat("3.4028236e38") + " " + Double.valueOf("7").intValue() + " " + new StringBuilder().append(1.25).append(2.5f).append('\u20ac').append(0.5));
  }
}
