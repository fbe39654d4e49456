/** Loops that allocate, over arrays that nothing else holds, with indexes that are sums. */
class HeapLoops {
  static Object sink;

  static int[] make(int n) {
    int[] a = new int[n];
    for (int i = 0; i < n; i++) a[i] = i * 7 + 1;
    return a;
  }

  static long up(int[] a, int offset, int n) {
    long sum = 0;
    for (int i = -offset; i < n - offset; i++) {
      sum += (long) a[i + offset] * i;
      sink = new int[2];
    }
    return sum;
  }

  static long down(int[] a, int offset) {
    long sum = 0;
    for (int i = a.length - 1 - offset; i >= -offset; i--) {
      sink = new int[3];
      sum ^= (long) a[i + offset] * i;
    }
    return sum;
  }

  static void garbage(int i) {
    sink = "garbage " + i;
  }

  static long calls(long[] a, int offset) {
    long sum = 0;
    int n = a.length;
    for (int i = 0; i < n; i++) {
      int k = i + offset;
      garbage(k);
      sum += a[k - offset] * k;
    }
    return sum;
  }

  static int caught(int[][] rows, int offset) {
    int sum = 0;
    for (int i = 0; i < rows.length; i++) {
      int[] row = rows[i];
      for (int k = -offset; k < row.length + 1 - offset; k++) {
        try {
          sum += row[k + offset] * k;
        } catch (ArrayIndexOutOfBoundsException e) {
          sink = e.getMessage();
          sum += 17;
        }
      }
    }
    return sum;
  }

  public static void main(String[] args) {
    int n = Integer.parseInt(args[0]);
    for (int offset = -1000000; offset <= 1000000; offset += 500000) {
      System.out.println(up(make(n), offset, n) + " " + down(make(n), offset));
      System.out.println(calls(new long[n], offset) + " " + caught(new int[][] {make(n / 2), make(n / 3), make(1)}, offset));
    }
  }
}
