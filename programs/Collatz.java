/*
 * Long arithmetic: Collatz chains, factors by trial division, perfect numbers, modular powers, corners of division.
 * Here for 64-bit compare, shift, multiply and above all division and remainder, which no optimiser can hide; shift
 * distances beyond the width and MIN / -1 are the corners in which hardware and the language disagree.
 */
public class Collatz {
  private static final int CHAIN_LIMIT = 100_000;
  private static final int DIVISOR_SUM_LIMIT = 9_000;
  private static final int POWER_COUNT = 20_000;

  private static int longestStart;
  private static int longestSteps;
  private static long highestValue;

  /** Steps from start to 1, and the peak on the way in peak[0]. */
  static int chain(long start, long[] peak) {
    long n = start;
    long highest = n;
    int steps = 0;
    while (n != 1L) {
      if ((n & 1L) == 0L) {
        n >>= 1;
      } else {
        n = 3 * n + 1;
        highest = Math.max(highest, n);
      }
      steps++;
    }
    peak[0] = highest;
    return steps;
  }

  static void searchChains(int limit) {
    longestStart = 0;
    longestSteps = 0;
    highestValue = 0;
    long[] peak = new long[1];
    for (int start = 1; start < limit; start++) {
      int steps = chain(start, peak);
      if (steps > longestSteps) {
        longestSteps = steps;
        longestStart = start;
      }
      highestValue = Math.max(highestValue, peak[0]);
    }
  }

  /** Prints the prime factors in ascending order. */
  static void printFactors(long number) {
    System.out.print(number);
    System.out.print(" =");
    long rest = number;
    for (long divisor = 2; divisor * divisor <= rest; divisor += divisor == 2 ? 1 : 2) {
      while (rest % divisor == 0L) {
        System.out.print(' ');
        System.out.print(divisor);
        rest /= divisor;
      }
    }
    if (rest > 1L) {
      System.out.print(' ');
      System.out.print(rest);
    }
    System.out.println();
  }

  static long sumOfProperDivisors(long number) {
    long sum = 1;
    long divisor = 2;
    for (; divisor * divisor < number; divisor++) {
      long quotient = number / divisor;
      if (quotient * divisor == number) {
        sum += divisor + quotient;
      }
    }
    return divisor * divisor == number ? sum + divisor : sum;
  }

  static void printPerfectNumbers(int limit) {
    System.out.print("perfect numbers below 9000:");
    for (long n = 2; n < limit; n++) {
      if (sumOfProperDivisors(n) == n) {
        System.out.print(' ');
        System.out.print(n);
      }
    }
    System.out.println();
  }

  /** The modulus must be below 2^31.5, so that a product of two residues is below 2^63. */
  static long power(long base, long exponent, long modulus) {
    long result = 1;
    long square = base % modulus;
    for (long bits = exponent; bits != 0L; bits >>>= 1) {
      if ((bits & 1L) != 0L) {
        result = result * square % modulus;
      }
      square = square * square % modulus;
    }
    return result;
  }

  /** Fermat's little theorem for the prime 2^31 - 1: the count of bases with base^(p - 1) = 1. */
  static int countFermat(int bases) {
    long prime = (1L << 31) - 1L;
    int count = 0;
    for (int base = 2; base < bases + 2; base++) {
      if (power(base, prime - 1L, prime) == 1L) {
        count++;
      }
    }
    return count;
  }

  static long quotient(long dividend, long divisor) {
    return dividend / divisor;
  }

  static long remainder(long dividend, long divisor) {
    return dividend % divisor;
  }

  static long shift(long value, int distance) {
    return (value << distance) + (value >> distance) + (value >>> distance);
  }

  /** The operands come through methods, so that javac cannot fold them. */
  static void printCorners() {
    System.out.print("corners:");
    System.out.print(' ');
    System.out.print(quotient(Long.MIN_VALUE, -1L)); // overflows back to MIN
    System.out.print(' ');
    System.out.print(remainder(Long.MIN_VALUE, -1L));
    System.out.print(' ');
    System.out.print(quotient(-7L, 2L)); // toward zero
    System.out.print(' ');
    System.out.print(remainder(-7L, 2L)); // the sign of the dividend
    System.out.print(' ');
    System.out.print(shift(-3L, 65)); // the distance is taken modulo 64
    System.out.print(' ');
    System.out.println(shift(-3L, -1));
  }

  public static void main(String[] args) {
    searchChains(CHAIN_LIMIT);
    System.out.print("longest chain below 100000 starts at: ");
    System.out.println(longestStart);
    System.out.print("its steps: ");
    System.out.println(longestSteps);
    System.out.print("highest value of any chain: ");
    System.out.println(highestValue);

    printFactors(600851475143L);
    printFactors((1L << 32) + 1L);
    printFactors((1L << 59) - 1L);
    printPerfectNumbers(DIVISOR_SUM_LIMIT);
    System.out.print("Fermat's theorem holds for, of 20000: ");
    System.out.println(countFermat(POWER_COUNT));
    printCorners();
  }
}
