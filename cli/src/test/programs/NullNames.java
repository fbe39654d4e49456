// javac: -g
/** The same messages when the class file names its local variables. */
class NullNames {
  static int[][] rows = new int[2][];

  static int sum(int[] first, long gap, int[] second, int index) {
    return first[index] + second[index];
  }

  static void attempt(int which, String[] names) {
    int i = 1;
    int[] local = null;
    switch (which) {
      case 0: System.out.println(local[i]); break;
      case 1: local[i] = which; break;
      case 2: System.out.println(sum(new int[3], 5, null, i)); break;
      case 3: System.out.println(names.length); break;
      case 4: {
        double[][] inner = new double[3][];
        System.out.println(inner[i + 1][i]);
        break;
      }
      case 5: {
        long shadow = 3;
        int[] other = rows[i];
        other[(int) shadow] = i;
        break;
      }
      case 6: {
        char[] other = null;
        other[i]++;
        break;
      }
      case 7: for (int[] row : rows) for (int x : row) System.out.println(x); break;
      case 8: {
        RuntimeException problem = null;
        throw problem;
      }
      default: System.out.println(rows[i][which]);
    }
  }

  public static void main(String[] args) {
    for (int which = 0; which < 10; which++) {
      try {
        attempt(which, null);
      } catch (NullPointerException e) {
        System.out.println(e.getMessage());
      }
    }
    attempt(2, args);
  }
}
