/** Methods with more parameters than there are registers, of mixed types. */
class ManyParameters {
  static double mix(int a, long b, float c, double d, byte e, short f, char g, boolean h, int i, long j, float k, double l, int[] m, String n, int o, long p, float q, double r, long s, int t) {
    return a + b * 2 + c * 3 + d * 5 + e * 7 + f * 11 + g * 13 + (h ? 17 : 0) + i * 19 + j * 23 + k * 29 + l * 31 + m[0] * 37 + o * 41 + p * 43 + q * 47 + r * 53 + s * 59 + t * 61;
  }

  static String show(double a, float b, double c, float d, double e, float f, double g, float h, double i, float j, double k, float l) {
    return a + " " + b + " " + c + " " + d + " " + e + " " + f + " " + g + " " + h + " " + i + " " + j + " " + k + " " + l;
  }

  static long turn(int n, long a, long b, long c, long d, long e, long f, long g, long h, long i) {
    if (n == 0) return ((((((((a * 10 + b) * 10 + c) * 10 + d) * 10 + e) * 10 + f) * 10 + g) * 10 + h) * 10 + i);
    return turn(n - 1, b, c, d, e, f, g, h, i, a);
  }

  static int sum(int... values) {
    int sum = 0;
    for (int v : values) sum += v;
    return sum;
  }

  public static void main(String[] args) {
    System.out.println(mix(1, 2, 3, 4, (byte) 5, (short) 6, 'G', true, 9, 10, 11, 12, new int[] {13}, "n", 15, 16, 17, 18, 19, 20));
    System.out.println(mix(-1, 1L << 40, 0.5f, 1e10, (byte) 255, (short) 65535, '\uffff', false, Integer.MIN_VALUE, -1, -0f, 0.25, new int[] {-13}, null, 0, 0, 0, 0, Long.MIN_VALUE / 100, 1));
    System.out.println(show(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12));
    for (int n = 0; n < 12; n++) System.out.print(turn(n, 1, 2, 3, 4, 5, 6, 7, 8, 9) + " ");
    System.out.println();
    System.out.println(sum() + " " + sum(1) + " " + sum(1, 2, 3) + " " + sum(new int[] {4, 5}));
  }
}
