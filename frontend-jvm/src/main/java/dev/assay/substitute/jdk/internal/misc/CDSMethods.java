package dev.assay.substitute.jdk.internal.misc;

/** Bodies of methods of {@code CDS}: there is no archive. */
public final class CDSMethods {
  private CDSMethods() {}

  public static void initializeFromArchive(Class<?> type) {}

  public static long getRandomSeedForDumping() {
    return 0;
  }
}
