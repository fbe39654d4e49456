/** Sizes that are zero or negative, in one and several dimensions: all sizes are checked before anything is made. */
class ArraySizes {
  static int evaluated;

  static int size(int n) {
    evaluated++;
    return n;
  }

  static void attempt(int a, int b, int c) {
    evaluated = 0;
    try {
      int[][][] x = new int[size(a)][size(b)][size(c)];
      System.out.println(a + " " + b + " " + c + ": " + x.length + (x.length > 0 ? " " + x[0].length : ""));
    } catch (NegativeArraySizeException e) {
      System.out.println(a + " " + b + " " + c + ": " + e.getMessage() + " after " + evaluated);
    }
  }

  public static void main(String[] args) {
    int[] sizes = {0, 2, -1, Integer.MIN_VALUE};
    for (int a : sizes) for (int b : sizes) for (int c : sizes) attempt(a, b, c);
    for (int n : sizes) {
      try {
        System.out.println(new long[n].length);
      } catch (NegativeArraySizeException e) {
        System.out.println(e);
      }
      try {
        System.out.println(new String[n].length);
      } catch (NegativeArraySizeException e) {
        System.out.println(e);
      }
      try {
        System.out.println(new byte[3][n][].length);
      } catch (NegativeArraySizeException e) {
        System.out.println(e);
      }
    }
    int[] empty = {};
    for (int x : empty) System.out.println(x);
    try {
      System.out.println(empty[0]);
    } catch (ArrayIndexOutOfBoundsException e) {
      System.out.println(e.getMessage());
    }
    int[] unused = new int[sizes[2]];
  }
}
