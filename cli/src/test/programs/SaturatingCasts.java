/** Floating point to integer: beyond the range, NaN, the fractions, the last exact values; and back. */
class SaturatingCasts {
  public static void main(String[] args) {
    double[] doubles = {0.0, -0.0, 0.5, -0.5, 0.9999999999999999, 1.5, -1.5, 2147483646.5, 2147483647.0, 2147483647.5, 2147483648.0, -2147483648.0, -2147483648.9,
      -2147483649.0, 4294967296.0, 9.223372036854775E18, 9.223372036854775807E18, 9.3E18, -9.223372036854775808E18, -9.3E18, 1e300, -1e300, Double.MIN_VALUE,
      Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double d : doubles) {
      float f = (float) d;
      System.out.println(d + ": " + (int) d + " " + (long) d + " " + (char) (65 + (int) d % 26) + " " + f + " " + (int) f + " " + (long) f);
    }
    long[] longs = {0, 1, 16777216, 16777217, 16777219, -16777217, 33554433, 9007199254740992L, 9007199254740993L, 9007199254740995L, Long.MAX_VALUE, Long.MIN_VALUE,
      Long.MAX_VALUE - 511, Long.MAX_VALUE - 512, Long.MAX_VALUE - 513, 0x7fffff4000000001L, 0x8000008000000001L, -1};
    for (long x : longs) System.out.println(x + ": " + (float) x + " " + (double) x + " " + (float) (int) x + " " + (double) (int) x + " " + (long) (double) x + " " + (long) (float) x);
    // Rounded once to float, not first to double.
    System.out.println((float) 0x8000_0080_0000_0001L == (float) (double) 0x8000_0080_0000_0001L);
  }
}
