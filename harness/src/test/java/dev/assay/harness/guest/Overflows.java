package dev.assay.harness.guest;

/** Recurses without end. */
public class Overflows {
  public static void main(String[] args) {
    System.out.println(depth(0));
  }

  private static int depth(int n) {
    return depth(n + 1) + 1;
  }
}
