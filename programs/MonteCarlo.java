/*
 * Random numbers at work: pi from random points, random walks on a lattice, a histogram with its chi-square.
 * Here for 64-bit shifts, xor and multiplication in a serial chain (the generator), its conversion to double, and
 * branches that are random by construction: a backend wins by branch-free code, or pays for every miss.
 */
public class MonteCarlo {
  private static final int POINTS = 2_500_000;
  private static final int WALKS = 3_000;
  private static final int WALK_LENGTH = 400;
  private static final int BUCKETS = 256;
  private static final int DRAWS = 1_600_000;

  private static long state;

  /** Marsaglia's xorshift with Vigna's multiplier (xorshift64*). */
  static long next() {
    long x = state;
    x ^= x >>> 12;
    x ^= x << 25;
    x ^= x >>> 27;
    state = x;
    return x * 0x2545F4914F6CDD1DL;
  }

  /** Uniform in [0, 1), 53 bits: every step is exact, so any backend gives the same double. */
  static double nextDouble() {
    return (next() >>> 11) * 0x1p-53;
  }

  static double estimatePi(int points) {
    int inside = 0;
    for (int i = 0; i < points; i++) {
      double x = nextDouble();
      double y = nextDouble();
      if (x * x + y * y < 1.0) {
        inside++;
      }
    }
    return 4.0 * inside / points;
  }

  /** Mean squared distance after the walks; its expectation is the length. Counts walks that came home in home[0]. */
  static double walk(int walks, int length, int[] home) {
    long squared = 0;
    for (int i = 0; i < walks; i++) {
      int x = 0;
      int y = 0;
      boolean returned = false;
      for (int step = 0; step < length; step++) {
        switch ((int) (next() >>> 62)) {
          case 0:
            x++;
            break;
          case 1:
            x--;
            break;
          case 2:
            y++;
            break;
          default:
            y--;
        }
        returned |= x == 0 && y == 0;
      }
      squared += (long) x * x + (long) y * y;
      if (returned) {
        home[0]++;
      }
    }
    return (double) squared / walks;
  }

  static int[] histogram(int draws, int buckets) {
    int[] counts = new int[buckets];
    for (int i = 0; i < draws; i++) {
      counts[(int) (nextDouble() * buckets)]++;
    }
    return counts;
  }

  /** In float on purpose: the sum of squares is where a result kept too wide would show. */
  static float chiSquare(int[] counts, int draws) {
    float expected = (float) draws / counts.length;
    float sum = 0f;
    for (int count : counts) {
      float difference = count - expected;
      sum += difference * difference / expected;
    }
    return sum;
  }

  public static void main(String[] args) {
    state = 0x9E3779B97F4A7C15L;

    System.out.print("pi: ");
    System.out.println(estimatePi(POINTS));
    int[] home = new int[1];
    System.out.print("mean squared distance after 400 steps: ");
    System.out.println(walk(WALKS, WALK_LENGTH, home));
    System.out.print("walks that came home, of 3000: ");
    System.out.println(home[0]);
    System.out.print("chi-square, 255 degrees of freedom: ");
    System.out.println(chiSquare(histogram(DRAWS, BUCKETS), DRAWS));
    System.out.print("final state: ");
    System.out.println(state);
  }
}
