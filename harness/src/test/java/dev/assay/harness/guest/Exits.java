package dev.assay.harness.guest;

/** Exits at its first run. */
public class Exits {
  public static void main(String[] args) {
    System.out.print("before");
    System.exit(3);
  }
}
