package dev.assay.ir;

import java.util.List;

/**
 * What the module knows of a class. Array classes are not listed: their names say all.
 *
 * @param name internal name, e.g. {@code java/lang/Math}
 * @param superclass internal name, or null for java/lang/Object
 * @param sourceFile for stack traces, or null
 * @param moduleName the Java module for stack traces, e.g. {@code java.base}, or null for a class of the user
 * @param hasInitializer whether {@code class.init} of it does anything; then the module has {@link Module#initializer} of it
 * @param statics its static fields in order of declaration
 */
public record ClassModel(String name, String superclass, List<String> interfaces, String sourceFile, String moduleName,
    boolean hasInitializer, List<StaticField> statics) {
  /** The static field of a class with an initialiser that holds its {@link InitState}. */
  public static final String STATE_FIELD = "$state";

  /** Values of the {@link #STATE_FIELD} (JVMS §5.5). */
  public static final class InitState {
    public static final int NEW = 0;
    public static final int RUNNING = 1;
    public static final int DONE = 2;
    public static final int FAILED = 3;

    private InitState() {}
  }

  /**
   * A static field.
   *
   * @param initialBits its value before any code runs, see {@link Type}; a ConstantValue attribute or 0
   * @param initialString the string constant it starts with, or null
   */
  public record StaticField(String name, MemType mem, long initialBits, String initialString) {}

  public ClassModel {
    interfaces = List.copyOf(interfaces);
    statics = List.copyOf(statics);
  }
}
