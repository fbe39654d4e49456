/** Functions of Math: those the host computes, and those compiled from the JDK. */
class MathFunctions {
  static void show(double x) {
    System.out.println(x + ": " + Math.sin(x) + " " + Math.cos(x) + " " + Math.tan(x) + " " + Math.exp(x) + " " + Math.log(x) + " " + Math.log10(x) + " " + Math.sqrt(x));
    System.out.println(Math.cbrt(x) + " " + Math.sinh(x) + " " + Math.tanh(x) + " " + Math.floor(x) + " " + Math.ceil(x) + " " + Math.rint(x) + " " + Math.abs(x) + " " + Math.round(x)
        + " " + Math.signum(x) + " " + Math.toRadians(x) + " " + Math.toDegrees(x));
    System.out.println(Math.ulp(x) + " " + Math.nextUp(x) + " " + Math.nextDown(x) + " " + Math.getExponent(x) + " " + Math.scalb(x, 3) + " " + Math.copySign(2.5, x) + " "
        + Math.nextAfter(x, 0));
  }

  public static void main(String[] args) {
    double[] values = {0, -0.0, 0.5, -0.5, 1, 1.5, 2.5, -2.5, 3.7, -1000.25, 1e10, 1e22, 1e-5, 1e300, 4503599627370495.5, 4503599627370497.5, Double.MIN_VALUE, Double.MAX_VALUE,
      Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Math.PI, Math.E};
    for (double x : values) show(x);
    for (double x : values) for (double y : values) {
      System.out.println(x + " " + y + ": " + Math.pow(x, y) + " " + Math.max(x, y) + " " + Math.min(x, y));
    }
    float[] floats = {0f, -0f, 0.5f, 1.5f, 2.5f, -3.5f, 8388607.5f, 1e10f, Float.NaN, Float.POSITIVE_INFINITY, Float.MIN_VALUE, Float.MAX_VALUE};
    for (float f : floats) System.out.println(f + ": " + Math.abs(f) + " " + Math.round(f) + " " + Math.signum(f) + " " + Math.ulp(f) + " " + Math.nextUp(f) + " " + Math.getExponent(f)
        + " " + Math.max(f, -f) + " " + Math.min(f, 1f) + " " + (float) Math.sqrt(f) + " " + Math.fma(f, f, -1f) + " " + Math.copySign(3f, f));
    int[] ints = {0, 1, -1, 7, -7, Integer.MAX_VALUE, Integer.MIN_VALUE};
    for (int a : ints) System.out.println(Math.abs(a) + " " + Math.max(a, 3) + " " + Math.min(a, 3) + " " + Math.abs((long) a));
  }
}
