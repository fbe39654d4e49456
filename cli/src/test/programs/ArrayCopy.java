/** System.arraycopy: overlapping, of every type, and with every way to fail. */
class ArrayCopy {
  static void show(int[] a) {
    for (int x : a) System.out.print(x + " ");
    System.out.println();
  }

  static void attempt(Object from, int i, Object to, int j, int n) {
    try {
      System.arraycopy(from, i, to, j, n);
      System.out.println("copied");
    } catch (ArrayStoreException e) {
      System.out.println("store: " + e.getMessage());
    } catch (IndexOutOfBoundsException e) {
      System.out.println("bounds: " + e.getMessage());
    } catch (NullPointerException e) {
      System.out.println("null: " + e.getMessage());
    }
  }

  public static void main(String[] args) {
    int[] a = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    System.arraycopy(a, 0, a, 3, 5);
    show(a);
    System.arraycopy(a, 4, a, 1, 6);
    show(a);
    System.arraycopy(a, 2, a, 2, 8);
    System.arraycopy(a, 10, a, 0, 0);
    show(a);
    long[] l = {1, 2, 3};
    long[] m = new long[5];
    System.arraycopy(l, 1, m, 3, 2);
    System.out.println(m[3] + m[4] * 10);
    char[] c = {'a', 'b', 'c', 'd'};
    System.arraycopy(c, 0, c, 1, 3);
    System.out.println(c);
    double[] d = {1.5, -2.5};
    System.arraycopy(d, 1, d, 0, 1);
    System.out.println(d[0]);
    attempt(a, -1, a, 0, 1);
    attempt(a, 0, a, -2, 1);
    attempt(a, 0, a, 0, -3);
    attempt(a, 5, a, 0, 6);
    attempt(a, 0, new int[3], 1, 3);
    attempt(a, 0, a, 10, 1);
    attempt(a, Integer.MAX_VALUE, a, 0, Integer.MAX_VALUE);
    attempt(a, 0, a, 0, Integer.MAX_VALUE);
    attempt(a, 0, l, 0, 1);
    attempt(a, 0, new Object[2], 0, 1);
    attempt(new Object[2], 0, a, 0, 1);
    attempt("text", 0, a, 0, 1);
    attempt(a, 0, "text", 0, 1);
    attempt(null, 0, a, 0, 1);
    attempt(a, 0, null, 0, 1);
    attempt(new boolean[1], 0, new byte[1], 0, 1);
    attempt(new String[3], 0, new Object[3], 0, 3);
    attempt(new Object[3], 0, new String[3], 0, 3);
    Object[] mixed = {"x", "y", new int[1], "z"};
    String[] strings = new String[4];
    attempt(mixed, 0, strings, 0, 4);
    System.out.println(strings[0] + strings[1] + strings[2] + strings[3]);
    attempt(new int[2][2], 0, mixed, 1, 2);
    System.out.println(mixed[1] instanceof int[]);
    attempt(mixed, 0, new Object[3][], 0, 2);
    attempt(new int[0][], 0, new long[0][], 0, 0);
    System.arraycopy(a, 8, a, 3, 5);
  }
}
