/*
 * The sieve of Eratosthenes below 2^22 twice: one boolean per odd number, then one bit of a long per odd number.
 * Here for strided stores with little arithmetic (first sieve: bounds check and store are nearly all of it) and for
 * read-modify-write with variable 64-bit shifts (second sieve). The two must find the same primes.
 */
public class Sieve {
  private static final int LIMIT = 1 << 22;

  /** Index i stands for the odd number 2i + 1. */
  static boolean[] markComposites(int limit) {
    boolean[] composite = new boolean[limit / 2];
    composite[0] = true; // 1 is not a prime
    for (int n = 3; n * n < limit; n += 2) {
      if (composite[n >> 1]) {
        continue;
      }
      // A step of n in index space is a step of 2n in numbers: even multiples have no index.
      for (int i = (n * n) >> 1; i < composite.length; i += n) {
        composite[i] = true;
      }
    }
    return composite;
  }

  static int countPrimes(boolean[] composite) {
    int count = 1; // 2 has no index
    for (boolean isComposite : composite) {
      if (!isComposite) {
        count++;
      }
    }
    return count;
  }

  static int countTwins(boolean[] composite) {
    int count = 0;
    for (int i = 1; i < composite.length; i++) {
      if (!composite[i - 1] && !composite[i]) {
        count++;
      }
    }
    return count;
  }

  static int largestGap(boolean[] composite) {
    int last = 1;
    int gap = 0;
    for (int i = 2; i < composite.length; i++) {
      if (!composite[i]) {
        gap = Math.max(gap, 2 * (i - last));
        last = i;
      }
    }
    return gap;
  }

  /** As {@link #markComposites}, 64 odd numbers to a word. */
  static long[] markCompositeBits(int limit) {
    int bits = limit / 2;
    long[] words = new long[bits / 64];
    words[0] = 1L;
    for (int n = 3; n * n < limit; n += 2) {
      int index = n >> 1;
      if ((words[index >> 6] & (1L << index)) != 0L) { // a shift of a long uses the low six bits of its distance
        continue;
      }
      for (int i = (n * n) >> 1; i < bits; i += n) {
        words[i >> 6] |= 1L << i;
      }
    }
    return words;
  }

  static int countPrimes(long[] words) {
    int count = 1;
    for (long word : words) {
      count += Long.bitCount(~word);
    }
    return count;
  }

  static boolean sameSet(boolean[] composite, long[] words) {
    for (int i = 0; i < composite.length; i++) {
      boolean bit = (words[i >> 6] >>> i & 1L) != 0L;
      if (bit != composite[i]) {
        return false;
      }
    }
    return true;
  }

  public static void main(String[] args) {
    boolean[] composite = markComposites(LIMIT);
    long[] words = markCompositeBits(LIMIT);

    System.out.print("primes below 2^22, booleans: ");
    System.out.println(countPrimes(composite));
    System.out.print("primes below 2^22, bits: ");
    System.out.println(countPrimes(words));
    System.out.print("sieves agree: ");
    System.out.println(sameSet(composite, words));
    System.out.print("primes below 10^6: ");
    System.out.println(countPrimes(markComposites(1_000_000)));
    System.out.print("twin primes below 2^22: ");
    System.out.println(countTwins(composite));
    System.out.print("largest gap below 2^22: ");
    System.out.println(largestGap(composite));
  }
}
