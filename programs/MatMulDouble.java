/*
 * Double matrix product, double[][] against one flat double[], of a Householder reflection with itself.
 * Here for floating-point multiply-add that must stay in order: all three loops add the same terms in the same order,
 * so their bits agree unless a backend fuses a multiply with an add or reorders a sum. Flat indexing adds i * n + j.
 */
public class MatMulDouble {
  private static final int SIZE = 208;

  /** I - 2 v v^T / (v^T v): symmetric and its own inverse, so the product below is nearly the identity. */
  static double[][] reflection(int size) {
    double[] v = new double[size];
    double normSquared = 0;
    for (int i = 0; i < size; i++) {
      v[i] = 1.0 / (i + 1) + (i % 3) * 0.1;
      normSquared += v[i] * v[i];
    }
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        matrix[i][j] = (i == j ? 1.0 : 0.0) - 2.0 * v[i] * v[j] / normSquared;
      }
    }
    return matrix;
  }

  static double[] flatten(double[][] matrix) {
    int columns = matrix[0].length;
    double[] flat = new double[matrix.length * columns];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, flat, i * columns, columns);
    }
    return flat;
  }

  static double[][] multiplyByDots(double[][] left, double[][] right) {
    int size = left.length;
    double[][] product = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += left[i][k] * right[k][j];
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  /** Vectorises without breaking the order of additions: the lanes are different cells. */
  static double[][] multiplyByRows(double[][] left, double[][] right) {
    int size = left.length;
    double[][] product = new double[size][size];
    for (int i = 0; i < size; i++) {
      double[] target = product[i];
      for (int k = 0; k < size; k++) {
        double factor = left[i][k];
        double[] source = right[k];
        for (int j = 0; j < size; j++) {
          target[j] += factor * source[j];
        }
      }
    }
    return product;
  }

  static double[] multiplyFlat(double[] left, double[] right, int size) {
    double[] product = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double sum = 0;
        for (int k = 0; k < size; k++) {
          sum += left[i * size + k] * right[k * size + j];
        }
        product[i * size + j] = sum;
      }
    }
    return product;
  }

  static int differentBits(double[] left, double[] right) {
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      if (Double.doubleToRawLongBits(left[i]) != Double.doubleToRawLongBits(right[i])) {
        count++;
      }
    }
    return count;
  }

  static double distanceFromIdentity(double[][] matrix) {
    double largest = 0;
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        double expected = i == j ? 1.0 : 0.0;
        largest = Math.max(largest, Math.abs(matrix[i][j] - expected));
      }
    }
    return largest;
  }

  static double trace(double[][] matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      sum += matrix[i][i];
    }
    return sum;
  }

  static long hashBits(double[] values) {
    long hash = 1;
    for (double value : values) {
      hash = hash * 31 + Double.doubleToRawLongBits(value);
    }
    return hash;
  }

  public static void main(String[] args) {
    double[][] matrix = reflection(SIZE);
    double[] flat = flatten(matrix);
    double[][] byDots = multiplyByDots(matrix, matrix);
    double[][] byRows = multiplyByRows(matrix, matrix);
    double[] byFlat = multiplyFlat(flat, flat, SIZE);

    System.out.print("trace of the reflection, near 206: ");
    System.out.println(trace(matrix));
    System.out.print("trace of its square, near 208: ");
    System.out.println(trace(byDots));
    System.out.print("distance of the square from the identity: ");
    System.out.println(distanceFromIdentity(byDots));
    System.out.print("cells whose bits differ, dots and rows: ");
    System.out.println(differentBits(flatten(byDots), flatten(byRows)));
    System.out.print("cells whose bits differ, dots and flat: ");
    System.out.println(differentBits(flatten(byDots), byFlat));
    System.out.print("hash of the bits: ");
    System.out.println(hashBits(byFlat));
  }
}
