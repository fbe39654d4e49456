/** Indexes outside, read and written, of every element type, as constants and computed. */
class ArrayBounds {
  static int failures;

  static void report(RuntimeException e) {
    failures++;
    System.out.println(e.getMessage());
  }

  public static void main(String[] args) {
    int[] wrong = {-1, 3, 4, Integer.MAX_VALUE, Integer.MIN_VALUE};
    boolean[] z = new boolean[3];
    byte[] b = new byte[3];
    char[] c = new char[3];
    short[] s = new short[3];
    int[] i = new int[3];
    long[] l = new long[3];
    float[] f = new float[3];
    double[] d = new double[3];
    Object[] o = new Object[3];
    for (int k : wrong) {
      try { z[k] = true; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
      try { b[k]++; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
      try { c[k] = 'x'; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
      try { s[k] += 1; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
      try { i[k] = i[k]; } catch (IndexOutOfBoundsException e) { report(e); }
      try { l[k] = 1; } catch (RuntimeException e) { report(e); }
      try { f[k] -= 2; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
      try { d[k] = f[0]; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
      try { o[k] = null; } catch (ArrayIndexOutOfBoundsException e) { report(e); }
    }
    // The loop goes past the end; what it did before stays done.
    int sum = 0;
    try {
      for (int k = 0; ; k++) {
        i[k] = k + 1;
        sum += i[k];
      }
    } catch (ArrayIndexOutOfBoundsException e) {
      report(e);
    }
    System.out.println(sum + " " + i[2] + " " + failures);
    try {
      for (int k = 2; ; k--) sum += i[k];
    } catch (ArrayIndexOutOfBoundsException e) {
      report(e);
    }
    System.out.println(sum);
  }
}
