/*
 * The largest singular value of the infinite matrix a(i, j) = 1 / ((i + j)(i + j + 1) / 2 + i + 1), cut to n x n.
 * Here for int-to-double conversion, division and a tiny method called from the innermost loop: nothing is fast until
 * that call is inlined, and the division then bounds the time. A second version loads the cells from memory instead.
 */
public class SpectralNorm {
  private static final int SIZE = 500;
  private static final int POWER_STEPS = 10;

  /** Cells in diagonal order have the denominators 1, 2, 3, ..., each exactly once. */
  static double cell(int i, int j) {
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1);
  }

  static void multiply(double[] vector, double[] result) {
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int j = 0; j < vector.length; j++) {
        sum += cell(i, j) * vector[j];
      }
      result[i] = sum;
    }
  }

  static void multiplyTransposed(double[] vector, double[] result) {
    for (int i = 0; i < result.length; i++) {
      double sum = 0;
      for (int j = 0; j < vector.length; j++) {
        sum += cell(j, i) * vector[j];
      }
      result[i] = sum;
    }
  }

  /** Power iteration on A^T A; the root of the Rayleigh quotient of the last two vectors is the norm of A. */
  static double norm(int size) {
    double[] u = new double[size];
    double[] v = new double[size];
    double[] image = new double[size];
    for (int i = 0; i < size; i++) {
      u[i] = 1.0;
    }
    for (int step = 0; step < POWER_STEPS; step++) {
      multiply(u, image);
      multiplyTransposed(image, v);
      multiply(v, image);
      multiplyTransposed(image, u);
    }
    return Math.sqrt(dot(u, v) / dot(v, v));
  }

  /** As {@link #norm}, with the cells computed once. The same sums in the same order, so the same bits. */
  static double normOfStored(int size) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = cell(i, j);
      }
    }
    double[] u = new double[size];
    double[] v = new double[size];
    double[] image = new double[size];
    for (int i = 0; i < size; i++) {
      u[i] = 1.0;
    }
    for (int step = 0; step < POWER_STEPS; step++) {
      multiplyStored(matrix, u, image);
      multiplyStoredTransposed(matrix, image, v);
      multiplyStored(matrix, v, image);
      multiplyStoredTransposed(matrix, image, u);
    }
    return Math.sqrt(dot(u, v) / dot(v, v));
  }

  static void multiplyStored(double[][] matrix, double[] vector, double[] result) {
    for (int i = 0; i < result.length; i++) {
      double[] row = matrix[i];
      double sum = 0;
      for (int j = 0; j < vector.length; j++) {
        sum += row[j] * vector[j];
      }
      result[i] = sum;
    }
  }

  /** By rows as well: each result cell still receives its terms in ascending order of rows. */
  static void multiplyStoredTransposed(double[][] matrix, double[] vector, double[] result) {
    for (int j = 0; j < result.length; j++) {
      result[j] = 0;
    }
    for (int i = 0; i < vector.length; i++) {
      double[] row = matrix[i];
      double factor = vector[i];
      for (int j = 0; j < result.length; j++) {
        result[j] += row[j] * factor;
      }
    }
  }

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** Column 0 is 2 / ((i + 1)(i + 2)), whose sum telescopes to 2 - 2 / (n + 1). */
  static double columnZeroSum(int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += cell(i, 0);
    }
    return sum;
  }

  public static void main(String[] args) {
    System.out.print("norm at n = 100, 1.274219991: ");
    System.out.println(norm(100));
    double computed = norm(SIZE);
    double stored = normOfStored(SIZE);
    System.out.print("norm at n = 500, 1.274224116: ");
    System.out.println(computed);
    System.out.print("the stored matrix gives the same bits: ");
    System.out.println(Double.doubleToRawLongBits(computed) == Double.doubleToRawLongBits(stored));
    System.out.print("sum of column 0 at n = 1999, near 1.999: ");
    System.out.println(columnZeroSum(1999));
  }
}
