/** The remainder of floating point, with the sign of the dividend. */
class FloatRemainder {
  public static void main(String[] args) {
    double[] values = {0.0, -0.0, 1, -1, 2.5, -2.5, 0.1, 3, 1e300, -1e300, 1e-300, 4.9E-324, 9007199254740993.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double a : values) {
      for (double b : values) {
        System.out.println(a + " % " + b + " = " + a % b + " " + (float) a % (float) b + " " + Math.IEEEremainder(a, b));
      }
    }
    float f = 5.3f;
    f %= 1.7f;
    double angle = 1000;
    angle %= 2 * Math.PI;
    System.out.println(f + " " + angle);
  }
}
