package dev.assay.runtime;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.ClassModel;
import dev.assay.ir.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What java.lang.Class says of the classes of a module, array classes and primitive types. */
public final class ClassFacts {
  private static final Set<String> PRIMITIVES = Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "void");
  private static final int PUBLIC = 0x1;
  private static final int FINAL = 0x10;
  private static final int INTERFACE = 0x200;
  private static final int ABSTRACT = 0x400;
  private static final int ENUM = 0x4000;
  // Of no class file: tells a primitive type.
  private static final int PRIMITIVE = 0x10000;

  private final Module module;
  private final ClassHierarchy hierarchy;

  public ClassFacts(Module module) {
    this.module = module;
    this.hierarchy = ClassHierarchy.of(module);
  }

  /** Whether this is the name of a primitive type or void, which no class has. */
  public static boolean isPrimitive(String name) {
    return PRIMITIVES.contains(name);
  }

  /** The access flags as far as the module tells. */
  public int modifiers(String name) {
    if (PRIMITIVES.contains(name)) return PRIMITIVE | PUBLIC | FINAL | ABSTRACT;
    if (name.startsWith("[")) return PUBLIC | FINAL | ABSTRACT;
    var model = module.knownClass(name);
    int kind = model.kind() == ClassModel.Kind.INTERFACE ? INTERFACE | ABSTRACT : model.kind() == ClassModel.Kind.ABSTRACT ? ABSTRACT : 0;
    return PUBLIC | kind | ("java/lang/Enum".equals(model.superclass()) ? ENUM : 0);
  }

  /** Null for Object, interfaces and primitive types. */
  public String superclass(String name) {
    if (PRIMITIVES.contains(name)) return null;
    if (name.startsWith("[")) return ClassHierarchy.OBJECT;
    var model = module.knownClass(name);
    return model.isInterface() ? null : model.superclass();
  }

  /** The class of an array's elements, or null. */
  public static String component(String name) {
    if (!name.startsWith("[")) return null;
    return switch (name.charAt(1)) {
      case 'L' -> name.substring(2, name.length() - 1);
      case '[' -> name.substring(1);
      default -> ClassTable.sourceName(name).replace("[]", "");
    };
  }

  public boolean isAssignable(String to, String from) {
    if (PRIMITIVES.contains(to) || PRIMITIVES.contains(from)) return to.equals(from);
    return hierarchy.isSubtype(from, to);
  }

  /** The frames below those that make a throwable: fillInStackTrace, and then constructors of its class and of superclasses. */
  public List<GuestThrowable.Frame> withoutConstructors(List<GuestThrowable.Frame> frames, String throwable) {
    var rest = new ArrayList<GuestThrowable.Frame>();
    boolean making = true;
    for (var frame : frames) {
      var pos = frame.pos();
      // A position that was inlined stands for several frames, the innermost first.
      while (making && pos != null && isMaking(pos.method() != null ? pos.method() : frame.function(), throwable)) pos = pos.inlinedAt();
      if (pos == null) continue;
      making = false;
      rest.add(pos == frame.pos() ? frame : new GuestThrowable.Frame(frame.function(), pos));
    }
    return rest;
  }

  private boolean isMaking(String function, String throwable) {
    int paren = function.indexOf('(');
    var plain = paren < 0 ? function : function.substring(0, paren);
    int dot = plain.lastIndexOf('.');
    var method = plain.substring(dot + 1);
    return method.equals("fillInStackTrace")
        || method.equals("<init>") && hierarchy.isSubtype(throwable, plain.substring(0, Math.max(0, dot)));
  }
}
