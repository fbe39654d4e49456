/** Every comparison with NaN, written both ways, negated, as value and as condition, with and without else. */
class NanCompares {
  static String relations(double a, double b) {
    boolean lt = a < b, le = a <= b, gt = a > b, ge = a >= b, eq = a == b, ne = a != b;
    return lt + " " + le + " " + gt + " " + ge + " " + eq + " " + ne + " " + !(a < b) + " " + !(a <= b) + " " + !(a > b) + " " + !(a >= b) + " " + !(a == b) + " " + !(a != b);
  }

  static String relations(float a, float b) {
    boolean lt = a < b, le = a <= b, gt = a > b, ge = a >= b, eq = a == b, ne = a != b;
    return lt + " " + le + " " + gt + " " + ge + " " + eq + " " + ne + " " + !(a < b) + " " + !(a <= b) + " " + !(a > b) + " " + !(a >= b) + " " + !(a == b) + " " + !(a != b);
  }

  static int conditions(double a, double b) {
    int r = 0;
    if (a < b) r |= 1;
    if (a <= b) r |= 2; else r |= 4;
    if (!(a > b)) r |= 8;
    if (!(a >= b)) r |= 16; else r |= 32;
    if (a == b) r |= 64;
    if (!(a != b)) r |= 128;
    while (a > b && r < 1000) r += 500;
    do r += 3; while (a <= b && r < 100);
    return r;
  }

  static int conditions(float a, float b) {
    int r = 0;
    if (a < b) r |= 1;
    if (a <= b) r |= 2; else r |= 4;
    if (!(a > b)) r |= 8;
    if (!(a >= b)) r |= 16; else r |= 32;
    if (a == b) r |= 64;
    if (!(a != b)) r |= 128;
    r += a > b ? 1000 : a < b ? 2000 : a == b ? 3000 : 4000;
    return r;
  }

  static boolean within(double x, double low, double high) {
    return x >= low && x <= high;
  }

  static boolean outside(double x, double low, double high) {
    return x < low || x > high;
  }

  public static void main(String[] args) {
    double[] values = {0.0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -Double.MIN_VALUE};
    for (double a : values) {
      for (double b : values) {
        System.out.println(a + " " + b + ": " + relations(a, b) + " " + conditions(a, b));
        System.out.println(relations((float) a, (float) b) + " " + conditions((float) a, (float) b));
      }
      System.out.println(within(a, -1, 1) + " " + outside(a, -1, 1) + " " + !within(a, -1, 1) + " " + (a != a) + " " + (a == a) + " " + Double.isNaN(a) + " " + Double.compare(a, 0.0)
          + " " + Float.compare((float) a, -0f) + " " + Math.max(a, 0.0) + " " + Math.min(a, -0.0) + " " + Math.signum(a) + " " + Math.abs(a));
    }
  }
}
