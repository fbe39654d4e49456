package dev.assay.frontend;

import dev.assay.ir.Type;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.analysis.Value;

/**
 * What is known of a local or stack slot at a point of the bytecode.
 *
 * @param type the IR type, or null if the slot cannot be used
 * @param className of a reference: internal name, array descriptor or {@link #NULL}; else null
 * @param source the instruction that pushed the value, if all paths agree; for the messages of null checks
 */
record SlotValue(Type type, String className, AbstractInsnNode source) implements Value {
  /** The class of the null constant. */
  static final String NULL = "null";

  static final String OBJECT = "java/lang/Object";
  static final SlotValue UNUSABLE = new SlotValue(null, null, null);

  static SlotValue of(Type type, AbstractInsnNode source) {
    return new SlotValue(type, null, source);
  }

  static SlotValue ref(String className, AbstractInsnNode source) {
    return new SlotValue(Type.REF, className, source);
  }

  static SlotValue ofDescriptor(org.objectweb.asm.Type descriptor, AbstractInsnNode source) {
    return switch (descriptor.getSort()) {
      case org.objectweb.asm.Type.VOID -> null;
      case org.objectweb.asm.Type.LONG -> of(Type.I64, source);
      case org.objectweb.asm.Type.FLOAT -> of(Type.F32, source);
      case org.objectweb.asm.Type.DOUBLE -> of(Type.F64, source);
      case org.objectweb.asm.Type.ARRAY, org.objectweb.asm.Type.OBJECT -> ref(descriptor.getInternalName(), source);
      default -> of(Type.I32, source);
    };
  }

  SlotValue withSource(AbstractInsnNode newSource) {
    return source == newSource ? this : new SlotValue(type, className, newSource);
  }

  @Override
  public int getSize() {
    return type == Type.I64 || type == Type.F64 ? 2 : 1;
  }

  /**
   * The value at a point that both reach.
   *
   * @param superclass the closest common superclass of two classes that are no arrays
   */
  SlotValue merge(SlotValue other, BinaryOperator<String> superclass) {
    if (equals(other)) return this;
    if (type == null || type != other.type) return UNUSABLE;
    return new SlotValue(type, mergeClasses(className, other.className, superclass), source == other.source ? source : null);
  }

  private static String mergeClasses(String a, String b, BinaryOperator<String> superclass) {
    if (Objects.equals(a, b) || NULL.equals(b)) return a;
    if (NULL.equals(a)) return b;
    if (a.startsWith("[") && b.startsWith("[")) {
      var x = a.substring(1);
      var y = b.substring(1);
      if (isReference(x) && isReference(y)) return "[" + descriptor(mergeClasses(internalName(x), internalName(y), superclass));
    }
    return a.startsWith("[") || b.startsWith("[") ? OBJECT : superclass.apply(a, b);
  }

  private static boolean isReference(String descriptor) {
    return descriptor.startsWith("[") || descriptor.startsWith("L");
  }

  private static String internalName(String descriptor) {
    return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : descriptor;
  }

  private static String descriptor(String internalName) {
    return internalName.startsWith("[") ? internalName : "L" + internalName + ";";
  }
}
