package dev.assay.harness.guest;

/** Prints something else each time. */
public class Counts {
  private static int runs;

  public static void main(String[] args) {
    System.out.println("run " + ++runs);
  }
}
