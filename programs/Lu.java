/*
 * Solves linear systems: LU in float with partial pivoting, then refinement of the solution with double residuals.
 * Here for float arithmetic next to double (each float result must be rounded to float, never kept wider), conversions
 * between them, row references swapped inside a float[][], and a triangular nest whose inner loop vectorises.
 */
public class Lu {
  private static final int SIZE = 420;
  private static final int REFINEMENTS = 4;
  private static final int DIFFERENCE_SIZE = 120;

  private static int seed;

  /** A 24-bit fraction in [-0.5, 0.5): exact in float, so the float and the double matrix are the same matrix. */
  static double nextEntry() {
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) * 0x1p-24;
  }

  static double[][] randomMatrix(int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = nextEntry();
      }
    }
    return matrix;
  }

  /** 2 on the diagonal, -1 beside it: the determinant is size + 1. */
  static double[][] secondDifference(int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      matrix[i][i] = 2;
      if (i > 0) {
        matrix[i][i - 1] = -1;
        matrix[i - 1][i] = -1;
      }
    }
    return matrix;
  }

  static float[][] toFloat(double[][] matrix) {
    float[][] result = new float[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        result[i][j] = (float) matrix[i][j];
      }
    }
    return result;
  }

  static int pivotRow(float[][] a, int column) {
    int best = column;
    for (int i = column + 1; i < a.length; i++) {
      if (Math.abs(a[i][column]) > Math.abs(a[best][column])) {
        best = i;
      }
    }
    return best;
  }

  /**
   * Overwrites a with L (unit diagonal, not stored) and U; row i of the result was row order[i] of the input.
   * Returns the number of swaps, or -1 if a pivot is zero.
   */
  static int factor(float[][] a, short[] order) {
    int size = a.length;
    int swaps = 0;
    for (int i = 0; i < size; i++) {
      order[i] = (short) i;
    }
    for (int column = 0; column < size; column++) {
      int pivot = pivotRow(a, column);
      if (a[pivot][column] == 0f) {
        return -1;
      }
      if (pivot != column) {
        float[] row = a[pivot];
        a[pivot] = a[column];
        a[column] = row;
        short name = order[pivot];
        order[pivot] = order[column];
        order[column] = name;
        swaps++;
      }
      float[] source = a[column];
      for (int i = column + 1; i < size; i++) {
        float[] target = a[i];
        float multiplier = target[column] / source[column];
        target[column] = multiplier;
        for (int j = column + 1; j < size; j++) {
          target[j] -= multiplier * source[j];
        }
      }
    }
    return swaps;
  }

  static float[] solve(float[][] lu, short[] order, double[] rhs) {
    int size = lu.length;
    float[] x = new float[size];
    for (int i = 0; i < size; i++) {
      float sum = (float) rhs[order[i]];
      for (int j = 0; j < i; j++) {
        sum -= lu[i][j] * x[j];
      }
      x[i] = sum;
    }
    for (int i = size - 1; i >= 0; i--) {
      float sum = x[i];
      for (int j = i + 1; j < size; j++) {
        sum -= lu[i][j] * x[j];
      }
      x[i] = sum / lu[i][i];
    }
    return x;
  }

  static double[] residual(double[][] a, double[] x, double[] rhs) {
    double[] result = rhs.clone();
    for (int i = 0; i < a.length; i++) {
      double sum = result[i];
      for (int j = 0; j < a.length; j++) {
        sum -= a[i][j] * x[j];
      }
      result[i] = sum;
    }
    return result;
  }

  static double distanceFromOnes(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value - 1.0));
    }
    return largest;
  }

  /** The right-hand side is the row sums, so the solution is all ones; prints how far off each refinement is. */
  static void refine(int size) {
    double[][] a = randomMatrix(size);
    double[] ones = new double[size];
    for (int i = 0; i < size; i++) {
      ones[i] = -1.0;
    }
    double[] rhs = residual(a, ones, new double[size]);

    float[][] lu = toFloat(a);
    short[] order = new short[size];
    System.out.print("swaps: ");
    System.out.println(factor(lu, order));

    double[] x = new double[size];
    double[] rest = rhs;
    for (int round = 0; round <= REFINEMENTS; round++) {
      float[] correction = solve(lu, order, rest);
      for (int i = 0; i < size; i++) {
        x[i] += correction[i];
      }
      rest = residual(a, x, rhs);
      System.out.print("error of the solution: ");
      System.out.println(distanceFromOnes(x));
    }
  }

  static float determinant(double[][] matrix) {
    float[][] lu = toFloat(matrix);
    int swaps = factor(lu, new short[matrix.length]);
    if (swaps < 0) {
      return 0f;
    }
    float product = (swaps & 1) == 0 ? 1f : -1f;
    for (int i = 0; i < lu.length; i++) {
      product *= lu[i][i];
    }
    return product;
  }

  public static void main(String[] args) {
    seed = 2025;
    refine(SIZE);
    System.out.print("determinant of the second difference, near 121: ");
    System.out.println(determinant(secondDifference(DIFFERENCE_SIZE)));
    System.out.print("determinant of a singular matrix: ");
    System.out.println(determinant(new double[3][3]));
  }
}
