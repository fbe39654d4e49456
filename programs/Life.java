/*
 * Conway's Game of Life on a torus of bytes: Gosper's gun, the R-pentomino, and a glider on a trip round the world.
 * Here for two-dimensional byte arrays read through three row references at once: redundant loads, narrow loads and
 * stores, bounds checks with indices i - 1 and i + 1, and a buffer swap that defeats naive alias rules.
 */
public class Life {
  private static final int SIDE = 112;
  private static final int GUN_GENERATIONS = 240;

  /** Row and column in turn. */
  private static final byte[] GUN = {
    0, 24, 1, 22, 1, 24, 2, 12, 2, 13, 2, 20, 2, 21, 2, 34, 2, 35, 3, 11, 3, 15, 3, 20, 3, 21, 3, 34, 3, 35,
    4, 0, 4, 1, 4, 10, 4, 16, 4, 20, 4, 21, 5, 0, 5, 1, 5, 10, 5, 14, 5, 16, 5, 17, 5, 22, 5, 24,
    6, 10, 6, 16, 6, 24, 7, 11, 7, 15, 8, 12, 8, 13,
  };
  private static final byte[] R_PENTOMINO = {0, 1, 0, 2, 1, 0, 1, 1, 2, 1};
  private static final byte[] GLIDER = {0, 1, 1, 2, 2, 0, 2, 1, 2, 2};

  static byte[][] place(byte[] pattern, int side, int row, int column) {
    byte[][] world = new byte[side][side];
    for (int i = 0; i < pattern.length; i += 2) {
      world[row + pattern[i]][column + pattern[i + 1]] = 1;
    }
    return world;
  }

  /** One generation from one world into the other. */
  static void step(byte[][] from, byte[][] to) {
    int side = from.length;
    for (int row = 0; row < side; row++) {
      byte[] above = from[row == 0 ? side - 1 : row - 1];
      byte[] here = from[row];
      byte[] below = from[row == side - 1 ? 0 : row + 1];
      byte[] target = to[row];
      // The seam is done apart, so that the inner loop needs no wrap-around.
      target[0] = rule(here[0], columnSum(above, here, below, side - 1) + columnSum(above, here, below, 0)
          + columnSum(above, here, below, 1));
      for (int column = 1; column < side - 1; column++) {
        int sum = above[column - 1] + above[column] + above[column + 1]
            + here[column - 1] + here[column] + here[column + 1]
            + below[column - 1] + below[column] + below[column + 1];
        target[column] = rule(here[column], sum);
      }
      target[side - 1] = rule(here[side - 1], columnSum(above, here, below, side - 2)
          + columnSum(above, here, below, side - 1) + columnSum(above, here, below, 0));
    }
  }

  static int columnSum(byte[] above, byte[] here, byte[] below, int column) {
    return above[column] + here[column] + below[column];
  }

  /** The sum includes the cell itself: three always lives, four keeps what there was. */
  static byte rule(byte cell, int sum) {
    switch (sum) {
      case 3:
        return 1;
      case 4:
        return cell;
      default:
        return 0;
    }
  }

  /** The world after some generations. The argument is scratch space afterwards. */
  static byte[][] run(byte[][] world, int generations) {
    byte[][] current = world;
    byte[][] next = new byte[world.length][world.length];
    for (int i = 0; i < generations; i++) {
      step(current, next);
      byte[][] swap = current;
      current = next;
      next = swap;
    }
    return current;
  }

  static int population(byte[][] world) {
    int count = 0;
    for (byte[] row : world) {
      for (byte cell : row) {
        count += cell;
      }
    }
    return count;
  }

  static boolean equal(byte[][] left, byte[][] right) {
    for (int row = 0; row < left.length; row++) {
      for (int column = 0; column < left.length; column++) {
        if (left[row][column] != right[row][column]) {
          return false;
        }
      }
    }
    return true;
  }

  static int hash(byte[][] world) {
    int hash = 0;
    for (byte[] row : world) {
      for (byte cell : row) {
        hash = Integer.rotateLeft(hash, 1) * 31 + cell;
      }
    }
    return hash;
  }

  public static void main(String[] args) {
    // Five more cells, one glider, every 30 generations.
    System.out.print("population of the gun every 30 generations:");
    byte[][] gun = place(GUN, SIDE, 4, 4);
    for (int generation = 0; generation <= GUN_GENERATIONS; generation += 30) {
      if (generation > 0) {
        gun = run(gun, 30);
      }
      System.out.print(' ');
      System.out.print(population(gun));
    }
    System.out.println();

    byte[][] pentomino = run(place(R_PENTOMINO, SIDE, SIDE / 2, SIDE / 2), 200);
    System.out.print("R-pentomino after 200 generations: ");
    System.out.println(population(pentomino));
    System.out.print("its hash: ");
    System.out.println(hash(pentomino));

    // A glider moves one cell diagonally in four generations.
    byte[][] home = run(place(GLIDER, 64, 30, 30), 4 * 64);
    System.out.print("glider is home after 256 generations: ");
    System.out.println(equal(home, place(GLIDER, 64, 30, 30)));
  }
}
