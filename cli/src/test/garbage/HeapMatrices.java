/** Matrices in loops: rows of rows, copies, arrays of all sizes up to some that exceed a block of any heap. */
class HeapMatrices {
  static double[][] random(int n, long seed) {
    double[][] m = new double[n][n];
    for (double[] row : m)
      for (int i = 0; i < n; i++) {
        seed = seed * 6364136223846793005L + 1442695040888963407L;
        row[i] = (seed >>> 40) / 1e6;
      }
    return m;
  }

  static double[][] times(double[][] a, double[][] b) {
    int n = a.length;
    double[][] c = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[n];
      for (int k = 0; k < n; k++) {
        double[] other = b[k].clone();
        for (int j = 0; j < n; j++) row[j] += a[i][k] * other[j];
      }
      c[i] = row;
    }
    return c;
  }

  public static void main(String[] args) {
    int n = Integer.parseInt(args[0]);
    double[][] m = random(n, 42);
    double[][] p = m;
    for (int i = 0; i < 3; i++) p = times(p, m);
    System.out.println(p[0][0] + " " + p[n - 1][n / 2]);

    long hash = 0;
    byte[][] kept = new byte[7][];
    for (int i = 0; i < n * 8; i++) {
      byte[] bytes = new byte[i * i % 70001];
      for (int k = 0; k < bytes.length; k += 97) {
        if (bytes[k] != 0) throw new IllegalStateException("not zero");
        bytes[k] = (byte) (i + k);
      }
      byte[] old = kept[i % 7];
      kept[i % 7] = bytes;
      if (old != null) for (int k = 0; k < old.length; k += 97) hash = hash * 31 + old[k];
      if (old != null && old.length < bytes.length) System.arraycopy(old, 0, bytes, bytes.length - old.length, old.length);
    }
    System.out.println(hash);
  }
}
