package dev.assay.ir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Collections;

/**
 * What the module knows of a class. Array classes are not listed: their names say all, and their methods are those of
 * java/lang/Object.
 *
 * @param name internal name, e.g. {@code java/lang/Math}
 * @param superclass internal name, or null for java/lang/Object
 * @param sourceFile for stack traces, or null
 * @param moduleName the Java module for stack traces, e.g. {@code java.base}, or null for a class of the user
 * @param hasInitializer whether {@code class.init} of it does anything; then the module has {@link Module#initializer} of it
 * @param statics its static fields in order of declaration
 * @param fields its own instance fields in order of declaration; objects have those of the superclasses too
 * @param methods by selector: the functions that virtual calls on an object of exactly this class run, where they are not those of the
 *     superclass
 */
public record ClassModel(String name, Kind kind, String superclass, List<String> interfaces, String sourceFile, String moduleName,
    boolean hasInitializer, List<StaticField> statics, List<Field> fields, SequencedMap<String, String> methods) {
  /** Which objects there are. */
  public enum Kind {
    /** Objects may be of exactly this class. */
    CLASS("class"),
    /** All objects are of subclasses: the class is abstract, or the program never makes one. */
    ABSTRACT("abstract class"),
    INTERFACE("interface");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

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

  /** An instance field. It starts as zero or null. */
  public record Field(String name, MemType mem) {}

  public ClassModel {
    interfaces = List.copyOf(interfaces);
    statics = List.copyOf(statics);
    fields = List.copyOf(fields);
    methods = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(methods));
  }

  /** A class that only has static members. */
  public static ClassModel ofStatics(String name, String sourceFile, boolean hasInitializer, List<StaticField> statics) {
    return new ClassModel(name, Kind.ABSTRACT, "java/lang/Object", List.of(), sourceFile, null, hasInitializer, statics, List.of(),
        new LinkedHashMap<>(Map.of()));
  }

  public boolean isInterface() {
    return kind == Kind.INTERFACE;
  }
}
