/** Sorting and searching by hand, with arrays as parameters and results. */
class Sorting {
  static int compares;

  static void quick(double[] a, int low, int high) {
    if (low >= high) return;
    double pivot = a[(low + high) >>> 1];
    int i = low;
    int j = high;
    while (i <= j) {
      while (less(a[i], pivot)) i++;
      while (less(pivot, a[j])) j--;
      if (i <= j) {
        double t = a[i];
        a[i++] = a[j];
        a[j--] = t;
      }
    }
    quick(a, low, j);
    quick(a, i, high);
  }

  static boolean less(double x, double y) {
    compares++;
    return x < y;
  }

  static int[] merge(int[] a, int[] b) {
    int[] out = new int[a.length + b.length];
    int i = 0;
    int j = 0;
    for (int k = 0; k < out.length; k++) out[k] = j == b.length || i < a.length && a[i] <= b[j] ? a[i++] : b[j++];
    return out;
  }

  static int[] sorted(int[] a) {
    if (a.length < 2) return a;
    int[] left = new int[a.length / 2];
    int[] right = new int[a.length - left.length];
    System.arraycopy(a, 0, left, 0, left.length);
    System.arraycopy(a, left.length, right, 0, right.length);
    return merge(sorted(left), sorted(right));
  }

  static int search(int[] a, int key) {
    int low = 0;
    int high = a.length - 1;
    while (low <= high) {
      int mid = (low + high) / 2;
      if (a[mid] < key) low = mid + 1;
      else if (a[mid] > key) high = mid - 1;
      else return mid;
    }
    return -low - 1;
  }

  public static void main(String[] args) {
    double[] d = new double[200];
    int[] n = new int[200];
    int x = 12345;
    for (int i = 0; i < d.length; i++) {
      x = x * 1103515245 + 12345;
      d[i] = (x >> 8) / 1000.0;
      n[i] = x >> 16;
    }
    quick(d, 0, d.length - 1);
    n = sorted(n);
    boolean ordered = true;
    for (int i = 1; i < d.length; i++) ordered &= d[i - 1] <= d[i] && n[i - 1] <= n[i];
    System.out.println(ordered + " " + compares + " " + d[0] + " " + d[199] + " " + n[0] + " " + n[199] + " " + search(n, n[77]) + " " + search(n, 40000) + " " + search(n, -40000));
  }
}
