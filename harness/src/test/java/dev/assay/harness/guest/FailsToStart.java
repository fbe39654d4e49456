package dev.assay.harness.guest;

/** Its initialiser throws. */
public class FailsToStart {
  private static final int ZERO = Integer.parseInt("0");
  private static final int VALUE = 1 / ZERO;

  public static void main(String[] args) {
    System.out.println(VALUE);
  }
}
