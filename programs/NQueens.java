/*
 * Counts the ways to put n queens on an n x n board: recursively with bit masks, then with an explicit stack of masks.
 * Here for recursion with several live arguments and single-bit tricks (lowest set bit, shifts of the diagonals), and
 * for the same search as a loop over arrays: the difference is what calls cost against what bounds checks cost.
 */
public class NQueens {
  private static final int SIZE = 13;
  private static final int STACK_SIZE = 11;

  /** Bits are columns: taken, and attacked along either diagonal, seen from the next row. */
  static int solve(int all, int columns, int left, int right) {
    if (columns == all) {
      return 1;
    }
    int count = 0;
    int free = all & ~(columns | left | right);
    while (free != 0) {
      int queen = free & -free;
      free ^= queen;
      count += solve(all, columns | queen, (left | queen) << 1, (right | queen) >>> 1);
    }
    return count;
  }

  /** The same tree in the same order, with one array per saved local. */
  static int solveWithStack(int size) {
    int all = (1 << size) - 1;
    int[] free = new int[size + 1];
    int[] columns = new int[size + 1];
    int[] left = new int[size + 1];
    int[] right = new int[size + 1];
    int count = 0;
    int row = 0;
    free[0] = all;
    while (row >= 0) {
      if (free[row] == 0) {
        row--;
        continue;
      }
      int queen = free[row] & -free[row];
      free[row] ^= queen;
      if (row == size - 1) {
        count++;
        continue;
      }
      columns[row + 1] = columns[row] | queen;
      left[row + 1] = (left[row] | queen) << 1;
      right[row + 1] = (right[row] | queen) >>> 1;
      row++;
      free[row] = all & ~(columns[row] | left[row] | right[row]);
    }
    return count;
  }

  /** The lexicographically first solution, by trial with one byte per row; the columns count from one. */
  static byte[] firstSolution(int size) {
    byte[] queens = new byte[size];
    int row = 0;
    queens[0] = 1;
    nextRow:
    while (row < size) {
      while (queens[row] <= size) {
        if (isSafe(queens, row)) {
          row++;
          if (row < size) {
            queens[row] = 1;
          }
          continue nextRow;
        }
        queens[row]++;
      }
      row--; // a dead end; boards of 4 and more always have a solution, so row 0 is never left
      queens[row]++;
    }
    return queens;
  }

  static boolean isSafe(byte[] queens, int row) {
    for (int other = 0; other < row; other++) {
      int apart = Math.abs(queens[row] - queens[other]);
      if (apart == 0 || apart == row - other) {
        return false;
      }
    }
    return true;
  }

  public static void main(String[] args) {
    System.out.print("solutions for 4 to 13 queens:");
    for (int size = 4; size <= SIZE; size++) {
      System.out.print(' ');
      System.out.print(solve((1 << size) - 1, 0, 0, 0));
    }
    System.out.println();
    System.out.print("11 queens with a stack: ");
    System.out.println(solveWithStack(STACK_SIZE));
    System.out.print("first solution for 16:");
    for (byte column : firstSolution(16)) {
      System.out.print(' ');
      System.out.print(column);
    }
    System.out.println();
  }
}
