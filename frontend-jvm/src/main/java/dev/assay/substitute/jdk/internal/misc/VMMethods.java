package dev.assay.substitute.jdk.internal.misc;

/** Bodies of methods of {@code VM}: it has started, and has no properties. */
public final class VMMethods {
  private VMMethods() {}

  public static boolean isBooted() {
    return true;
  }

  public static boolean isModuleSystemInited() {
    return true;
  }

  public static String getSavedProperty(String name) {
    return null;
  }
}
