/** The shortest digits of float and double, and the bounds of their notations. */
class FloatPrinting {
  public static void main(String[] args) {
    float[] floats = {0f, -0f, 1f, -1f, 0.1f, 0.001f, 0.0009999f, 1e7f, 9999999f, 12345678f, 1.0E10f, 3.4028235E38f, 1.4E-45f, 1.17549435E-38f, 2f / 3, 16777216f,
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 2.0E-45f, 9.8E-45f, 8.41E21f};
    for (float f : floats) {
      System.out.print(f);
      System.out.print(' ');
      System.out.println("<" + f + "> " + (double) f);
    }
    double[] doubles = {0, -0.0, 1, 0.1, 0.001, 0.0001, 1e7, 9999999.999999998, 1e-5, 1e21, 1e22, 1e23, 2e23, 123456789012345680.0, 4.9E-324, 2.2250738585072014E-308,
      1.7976931348623157E308, 1.0 / 3, 2.0 / 3, 100, 1234.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 2.2250738585072011E-308, 5e-324 * 3};
    for (double d : doubles) {
      System.out.print(d);
      System.out.print(' ');
      System.out.println("<" + d + "> " + (float) d);
    }
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      sum += 0.1;
      if (i % 10 == 0) System.out.println(sum);
    }
    float small = 1;
    for (int i = 0; i < 50; i++) {
      small /= 7.3f;
      System.out.print(small + (i % 5 == 4 ? "\n" : " "));
    }
  }
}
