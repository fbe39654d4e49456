package dev.assay.harness.guest;

/** Ends with an uncaught exception and its cause. */
public class Throws {
  public static void main(String[] args) {
    System.err.println("about to divide");
    try {
      System.out.println(divide(args.length));
    } catch (ArithmeticException e) {
      throw new IllegalStateException("no result", e);
    }
  }

  private static int divide(int by) {
    return 1 / by;
  }
}
