/** Each operation is rounded to its own type: no wider intermediate, no fused multiply-add. */
class FloatRounding {
  static float product(float a, float b, float c) {
    return a * b + c;
  }

  static double product(double a, double b, double c) {
    return a * b + c;
  }

  public static void main(String[] args) {
    System.out.println(product(1.0000001f, 1.0000001f, -1.0000002f) + " " + Math.fma(1.0000001f, 1.0000001f, -1.0000002f));
    double e = 1 + 0x1p-30;
    System.out.println(product(e, e, -(1 + 0x1p-29)) + " " + Math.fma(e, e, -(1 + 0x1p-29)));
    float big = 16777216f;
    System.out.println((big + 1f) + " " + (big + 1f - big) + " " + (float) ((double) big + 1.0 - big));
    float third = 1f / 3;
    double wide = 1f / 3;
    System.out.println(third * 3 + " " + wide * 3 + " " + (third == wide) + " " + (third == 1.0 / 3));
    float overflow = 3e38f;
    System.out.println(overflow * 10f / 10f + " " + (float) ((double) overflow * 10 / 10));
    double tiny = Double.MIN_NORMAL;
    System.out.println(tiny / 2 + " " + tiny / 2 * 2 + " " + tiny * 0x1p-52 + " " + tiny * 0x1p-53);
    float denormal = Float.MIN_NORMAL;
    System.out.println(denormal / 2 + " " + denormal * 0.3f + " " + denormal * 0x1p-23f + " " + denormal * 0x1p-24f);
    double sum = 0;
    double compensation = 0;
    for (int i = 1; i <= 1000; i++) {
      double y = 1.0 / i - compensation;
      double t = sum + y;
      compensation = t - sum - y;
      sum = t;
    }
    System.out.println(sum + " " + compensation);
    System.out.println(0.1 + 0.2 == 0.3);
    System.out.println(0.1f + 0.2f == 0.3f);
    System.out.println(1.0 / 0 + " " + -1.0 / 0 + " " + 0.0 / 0 + " " + 1 / -0.0);
  }
}
