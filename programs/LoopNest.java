/*
 * Deep and irregular loop nests: rectangular, triangular, with labelled exits, and over a three-dimensional array.
 * Here for the loop optimiser and the register allocator: induction variables, invariants at six levels, bounds that
 * depend on an outer index, edges that leave two loops at once, and row loads that belong outside the inner loop.
 */
public class LoopNest {
  private static final int DEPTH_SIX_SIDE = 15;
  private static final int TRIANGLE_SIDE = 300;
  private static final int HYPOTENUSE_LIMIT = 1000;
  private static final int CUBE_SIDE = 40;
  private static final int SWEEPS = 30;

  /** Six levels. The xor of all indices keeps the body from being a closed form. */
  static int rectangular(int side) {
    int hash = 0;
    for (int a = 0; a < side; a++) {
      for (int b = 0; b < side; b++) {
        for (int c = 0; c < side; c++) {
          for (int d = 0; d < side; d++) {
            for (int e = 0; e < side; e++) {
              for (int f = 0; f < side; f++) {
                hash += (a * 31 + b) ^ (c * 17 + d) ^ (e * 7 + f);
              }
            }
          }
        }
      }
    }
    return hash;
  }

  /** Visits each i < j < k once: side choose 3 of them. The checksum wraps. */
  static int triangular(int side, int[] checksum) {
    int visits = 0;
    int sum = 0;
    for (int k = 2; k < side; k++) {
      for (int j = 1; j < k; j++) {
        for (int i = 0; i < j; i++) {
          visits++;
          sum = sum * 5 + (i ^ j ^ k);
        }
      }
    }
    checksum[0] = sum;
    return visits;
  }

  /** Counts a < b < c <= limit with a * a + b * b = c * c. The hypotenuse grows with b, so it is not searched anew. */
  static int pythagoreanTriples(int limit) {
    int triples = 0;
    nextLeg:
    for (int a = 1; a < limit; a++) {
      int c = a + 1;
      for (int b = a + 1; b < limit; b++) {
        int square = a * a + b * b;
        while (c * c < square) {
          c++;
          if (c > limit) {
            continue nextLeg;
          }
        }
        if (c * c == square) {
          triples++;
        }
      }
    }
    return triples;
  }

  /** The first a <= b < limit with a * b = wanted, as a * limit + b, or -1. Leaves two loops at once. */
  static int firstProduct(int limit, int wanted) {
    int found = -1;
    search:
    for (int a = 2; a < limit; a++) {
      for (int b = a; b < limit; b++) {
        if (a * b == wanted) {
          found = a * limit + b;
          break search;
        }
      }
    }
    return found;
  }

  static int[][][] newCube(int side) {
    int[][][] cube = new int[side][side][side];
    for (int x = 0; x < side; x++) {
      for (int y = 0; y < side; y++) {
        for (int z = 0; z < side; z++) {
          cube[x][y][z] = (x * 73 + y * 179 + z * 283) & 255;
        }
      }
    }
    return cube;
  }

  /** In place, so each cell reads neighbours of this sweep and of the last one: the loops must not be reordered. */
  static void sweep(int[][][] cube, int side) {
    for (int x = 1; x < side - 1; x++) {
      for (int y = 1; y < side - 1; y++) {
        for (int z = 1; z < side - 1; z++) {
          int neighbours = cube[x - 1][y][z] + cube[x + 1][y][z]
              + cube[x][y - 1][z] + cube[x][y + 1][z]
              + cube[x][y][z - 1] + cube[x][y][z + 1];
          cube[x][y][z] = (neighbours + cube[x][y][z] * 2) >>> 3;
        }
      }
    }
  }

  static long sumOf(int[][][] cube) {
    long sum = 0;
    for (int[][] plane : cube) {
      for (int[] row : plane) {
        for (int cell : row) {
          sum += cell;
        }
      }
    }
    return sum;
  }

  public static void main(String[] args) {
    System.out.print("six levels: ");
    System.out.println(rectangular(DEPTH_SIX_SIDE));

    int[] checksum = new int[1];
    System.out.print("300 choose 3: ");
    System.out.println(triangular(TRIANGLE_SIDE, checksum));
    System.out.print("triangle checksum: ");
    System.out.println(checksum[0]);

    System.out.print("Pythagorean triples to 1000: ");
    System.out.println(pythagoreanTriples(HYPOTENUSE_LIMIT));
    System.out.print("first a * 1000 + b with a * b = 997 * 991: ");
    System.out.println(firstProduct(1000, 997 * 991));

    int[][][] cube = newCube(CUBE_SIDE);
    for (int i = 0; i < SWEEPS; i++) {
      sweep(cube, CUBE_SIDE);
    }
    System.out.print("cube after 30 sweeps: ");
    System.out.println(sumOf(cube));
  }
}
