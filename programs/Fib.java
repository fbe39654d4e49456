/*
 * Doubly recursive Fibonacci numbers, in int and in long, and Takeuchi's function.
 * Here for the price of a call: no array, no loop, no memory traffic hides the prologue, the argument moves, the
 * stack check and the return. Takeuchi adds calls whose arguments are calls, so values live across calls.
 */
public class Fib {
  private static final int N = 34;

  /** Calls of {@link #tak} so far. Set in main: a static keeps its value from one repetition to the next. */
  private static int takCalls;

  static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  /** The same tree with a two-word type: shows whether a long argument costs more than an int one. */
  static long fibLong(long n) {
    if (n < 2L) {
      return n;
    }
    return fibLong(n - 1L) + fibLong(n - 2L);
  }

  /** The reference: linear, no call. */
  static long fibLoop(int n) {
    long current = 0;
    long next = 1;
    for (int i = 0; i < n; i++) {
      long sum = current + next;
      current = next;
      next = sum;
    }
    return current;
  }

  static int tak(int x, int y, int z) {
    takCalls++;
    if (y >= x) {
      return z;
    }
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
  }

  /** Mutual recursion: neither method can be turned into a loop by looking at it alone. */
  static boolean isEven(int n) {
    return n == 0 || isOdd(n - 1);
  }

  static boolean isOdd(int n) {
    return n != 0 && isEven(n - 1);
  }

  static int countEven(int limit) {
    int count = 0;
    for (int n = 0; n < limit; n++) {
      if (isEven(n)) {
        count++;
      }
    }
    return count;
  }

  public static void main(String[] args) {
    takCalls = 0;

    System.out.print("fib(34) int: ");
    System.out.println(fib(N));
    System.out.print("fib(32) long: ");
    System.out.println(fibLong(N - 2));
    System.out.print("recursion equals loop: ");
    System.out.println(fib(25) == fibLoop(25));
    System.out.print("fib(90) loop: ");
    System.out.println(fibLoop(90));
    System.out.print("tak(18, 12, 6): ");
    System.out.println(tak(18, 12, 6));
    System.out.print("tak calls: ");
    System.out.println(takCalls);
    System.out.print("even numbers below 400: ");
    System.out.println(countEven(400));
  }
}
