/** Arrays of arrays: all dimensions at once, some of them, literals, sharing rows. */
class MultiArrays {
  static long sum(int[][][] cube) {
    long sum = 0;
    for (int[][] plane : cube) for (int[] row : plane) for (int x : row) sum += x;
    return sum;
  }

  public static void main(String[] args) {
    int[][][] cube = new int[3][4][5];
    for (int i = 0; i < 3; i++) for (int j = 0; j < 4; j++) for (int k = 0; k < 5; k++) cube[i][j][k] = i * 100 + j * 10 + k;
    System.out.println(sum(cube) + " " + cube[2][3][4] + " " + cube.length + cube[0].length + cube[0][0].length);
    double[][] ragged = new double[4][];
    for (int i = 0; i < 4; i++) {
      ragged[i] = new double[i];
      for (int j = 0; j < i; j++) ragged[i][j] = i + j / 10.0;
    }
    for (double[] row : ragged) {
      for (double x : row) System.out.print(x + " ");
      System.out.println(row.length);
    }
    long[][] literal = {{1, 2}, {}, {3}, null};
    System.out.println(literal.length + " " + literal[0][1] + literal[1].length + literal[2][0] + (literal[3] == null));
    char[][] grid = new char[3][3];
    for (char[] row : grid) for (int i = 0; i < 3; i++) row[i] = '.';
    grid[1][1] = '#';
    for (char[] row : grid) System.out.println(row);
    int[][] shared = new int[2][];
    shared[0] = shared[1] = new int[2];
    shared[0][1] = 9;
    System.out.println(shared[1][1]);
    String[][] names = new String[2][2];
    names[1][0] = "x";
    System.out.println(names[0][0] + names[1][0]);
    byte[][][][] four = new byte[2][3][][];
    System.out.println(four[1].length + " " + (four[1][2] == null));
    four[1][2] = new byte[4][5];
    four[1][2][3][4] = (byte) 200;
    System.out.println(four[1][2][3][4]);
    boolean[][] flags = new boolean[2][2];
    flags[1][1] ^= true;
    System.out.println(flags[0][0] + " " + flags[1][1]);
    Object[] objects = new Object[2];
    objects[0] = cube;
    System.out.println(((int[][][]) objects[0])[1][1][1]);
    int[] a[] = {{5}}, b = {6};
    System.out.println(a[0][0] + b[0]);
    float[][][] empty = new float[0][7][];
    System.out.println(empty.length);
  }
}
