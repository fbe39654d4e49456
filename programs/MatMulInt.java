/*
 * Integer matrix product over int[][] in two loop orders, checked against Pascal's triangle modulo 2^32.
 * Here for integer multiply-add under row and column access: the i-j-k order loads a row reference per step, the i-k-j
 * order streams two rows and vectorises. Products overflow on purpose; a backend must wrap and not assume otherwise.
 */
public class MatMulInt {
  private static final int SIZE = 224;

  /** Lower triangle of binomials: row i holds C(i, 0) to C(i, i), modulo 2^32. */
  static int[][] pascalLower(int size) {
    int[][] lower = new int[size][size];
    for (int i = 0; i < size; i++) {
      lower[i][0] = 1;
      for (int j = 1; j <= i; j++) {
        lower[i][j] = lower[i - 1][j - 1] + lower[i - 1][j];
      }
    }
    return lower;
  }

  static int[][] transpose(int[][] matrix) {
    int rows = matrix.length;
    int columns = matrix[0].length;
    int[][] result = new int[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j][i] = matrix[i][j];
      }
    }
    return result;
  }

  /** Textbook order: one dot product per cell, the right operand by columns. */
  static int[][] multiplyByDots(int[][] left, int[][] right) {
    int rows = left.length;
    int inner = right.length;
    int columns = right[0].length;
    int[][] product = new int[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int sum = 0;
        for (int k = 0; k < inner; k++) {
          sum += left[i][k] * right[k][j];
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  /** Streaming order: each left cell scales one right row into one product row. */
  static int[][] multiplyByRows(int[][] left, int[][] right) {
    int rows = left.length;
    int inner = right.length;
    int columns = right[0].length;
    int[][] product = new int[rows][columns];
    for (int i = 0; i < rows; i++) {
      int[] target = product[i];
      for (int k = 0; k < inner; k++) {
        int factor = left[i][k];
        int[] source = right[k];
        for (int j = 0; j < columns; j++) {
          target[j] += factor * source[j];
        }
      }
    }
    return product;
  }

  /** L times its transpose is the symmetric Pascal matrix, which a recurrence gives without any multiplication. */
  static int mismatchesWithPascal(int[][] product) {
    int size = product.length;
    int mismatches = 0;
    int[] expected = new int[size];
    for (int j = 0; j < size; j++) {
      expected[j] = 1;
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        if (product[i][j] != expected[j]) {
          mismatches++;
        }
      }
      // Each row of the symmetric triangle is the running sum of the row above it.
      for (int j = 1; j < size; j++) {
        expected[j] += expected[j - 1];
      }
    }
    return mismatches;
  }

  static boolean equal(int[][] left, int[][] right) {
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < left[i].length; j++) {
        if (left[i][j] != right[i][j]) {
          return false;
        }
      }
    }
    return true;
  }

  static int hash(int[][] matrix) {
    int hash = 17;
    for (int[] row : matrix) {
      for (int cell : row) {
        hash = hash * 31 + cell;
      }
    }
    return hash;
  }

  public static void main(String[] args) {
    int[][] lower = pascalLower(SIZE);
    int[][] upper = transpose(lower);
    int[][] byDots = multiplyByDots(lower, upper);
    int[][] byRows = multiplyByRows(lower, upper);

    System.out.print("18 choose 9: ");
    System.out.println(byDots[9][9]);
    System.out.print("mismatches with Pascal's triangle: ");
    System.out.println(mismatchesWithPascal(byDots));
    System.out.print("loop orders agree: ");
    System.out.println(equal(byDots, byRows));
    System.out.print("446 choose 223 modulo 2^32: ");
    System.out.println(byDots[SIZE - 1][SIZE - 1]);
    System.out.print("hash of the product: ");
    System.out.println(hash(byRows));
    System.out.print("hash of the other order, L^T L: ");
    System.out.println(hash(multiplyByRows(upper, lower)));
  }
}
