/** Clones are shallow, of the same class, and independent. */
class ArrayClone {
  static int[] kept = {1, 2, 3};

  public static void main(String[] args) {
    int[] a = {1, 2, 3};
    int[] b = a.clone();
    b[0] = 9;
    System.out.println(a[0] + " " + b[0] + " " + b.length + " " + (a == b));
    int[][] rows = {{1}, {2, 3}, null};
    int[][] copy = rows.clone();
    copy[0][0] = 7;
    copy[1] = new int[5];
    System.out.println(rows[0][0] + " " + rows[1].length + " " + copy[1].length + " " + (copy[2] == null));
    boolean[] z = {true, false};
    byte[] y = {-1};
    char[] c = {'q'};
    short[] s = {-5};
    long[] l = {1L << 40};
    float[] f = {1.5f};
    double[] d = {-0.0};
    String[] t = {"s", null};
    System.out.println(z.clone()[0] + " " + y.clone()[0] + c.clone()[0] + s.clone()[0] + " " + l.clone()[0] + " " + f.clone()[0] + d.clone()[0] + t.clone()[0] + t.clone()[1]);
    Object[] strings = t.clone();
    try {
      strings[1] = new int[1];
    } catch (ArrayStoreException e) {
      System.out.println(e.getMessage());
    }
    System.out.println(new int[0].clone().length);
    for (int x : kept.clone()) kept[0] += x;
    System.out.println(kept[0]);
    int[] none = args.length > 9 ? a : null;
    try {
      System.out.println(none.clone().length);
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
    int[][] deep = new int[2][];
    System.out.println(deep[1].clone().length);
  }
}
