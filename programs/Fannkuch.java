/*
 * Pancake flips: over all permutations of n, how often must the prefix named by the first card be reversed until card 0
 * is on top? Here for small byte arrays with data-dependent indices and short loops: bounds checks, sign-extending
 * loads, and branches that no predictor learns. Permutations come from Heap's method, one swap each.
 */
public class Fannkuch {
  private static final int SIZE = 9;

  private static int maxFlips;
  private static long totalFlips;
  private static int signedFlips;
  private static int permutations;

  /** Flips needed by a permutation; {@code work} is scratch space of the same length. */
  static int countFlips(byte[] permutation, byte[] work) {
    System.arraycopy(permutation, 0, work, 0, permutation.length);
    int flips = 0;
    for (int first = work[0]; first != 0; first = work[0]) {
      for (int low = 0, high = first; low < high; low++, high--) {
        byte card = work[low];
        work[low] = work[high];
        work[high] = card;
      }
      flips++;
    }
    return flips;
  }

  static void visit(byte[] permutation, byte[] work) {
    int flips = countFlips(permutation, work);
    maxFlips = Math.max(maxFlips, flips);
    totalFlips += flips;
    // Each step of Heap's method is one swap, so the parity of the permutation is the parity of its number. That makes
    // this sum a property of n and not of the order of enumeration.
    signedFlips += (permutations & 1) == 0 ? flips : -flips;
    permutations++;
  }

  static void visitAll(int size) {
    maxFlips = 0;
    totalFlips = 0;
    signedFlips = 0;
    permutations = 0;

    byte[] permutation = new byte[size];
    byte[] work = new byte[size];
    for (int i = 0; i < size; i++) {
      permutation[i] = (byte) i;
    }
    int[] counters = new int[size];
    visit(permutation, work);
    int level = 1;
    while (level < size) {
      if (counters[level] < level) {
        int other = (level & 1) == 0 ? 0 : counters[level];
        byte card = permutation[other];
        permutation[other] = permutation[level];
        permutation[level] = card;
        visit(permutation, work);
        counters[level]++;
        level = 1;
      } else {
        counters[level] = 0;
        level++;
      }
    }
  }

  public static void main(String[] args) {
    System.out.print("most flips for 2 to 9 cards:");
    for (int size = 2; size <= SIZE; size++) {
      visitAll(size);
      System.out.print(' ');
      System.out.print(maxFlips);
    }
    System.out.println();
    System.out.print("permutations of 9: ");
    System.out.println(permutations);
    System.out.print("all flips: ");
    System.out.println(totalFlips);
    System.out.print("even minus odd: ");
    System.out.println(signedFlips);
  }
}
