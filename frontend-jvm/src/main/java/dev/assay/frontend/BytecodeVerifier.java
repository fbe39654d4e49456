package dev.assay.frontend;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * Verifies the bytecode of a user's method by type inference (JVMS §4.10.2), as the host does: what is built from code that does not verify
 * may read and write anywhere. ASM has the rules, the world the classes. Those of the JDK are taken as verified.
 */
final class BytecodeVerifier extends SimpleVerifier {
  private static final Type OBJECT = Type.getObjectType(SlotValue.OBJECT);

  private final Classes classes;

  private BytecodeVerifier(Classes classes, Type owner, Type superclass) {
    super(Opcodes.ASM9, owner, superclass, List.of(), false);
    this.classes = classes;
  }

  static void verify(Classes classes, String owner, MethodNode method) throws AnalyzerException {
    var type = Type.getObjectType(owner);
    var superclass = classes.superclass(owner);
    new Analyzer<>(new BytecodeVerifier(classes, type, superclass == null ? null : Type.getObjectType(superclass))).analyze(owner, method);
  }

  // A class that is only named, and is not there, is no reason to refuse: where it is used, it is missed.

  @Override
  protected boolean isInterface(Type type) {
    try {
      return type.getSort() == Type.OBJECT && classes.isInterface(type.getInternalName());
    } catch (Unsupported _) {
      return false;
    }
  }

  @Override
  protected Type getSuperClass(Type type) {
    if (type.getSort() == Type.ARRAY) return OBJECT;
    try {
      var superclass = classes.superclass(type.getInternalName());
      return superclass == null ? null : Type.getObjectType(superclass);
    } catch (Unsupported _) {
      return OBJECT;
    }
  }

  /** A class may stand for any interface: what calls it checks (JVMS §4.10.1.2). So may the elements of arrays. */
  @Override
  protected boolean isSubTypeOf(BasicValue value, BasicValue expected) {
    var from = value.getType();
    var to = expected.getType();
    if (!expected.isReference() || !value.isReference()) return super.isSubTypeOf(value, expected);
    if (from.equals(NULL_TYPE) || isAssignableFrom(to, from)) return true;
    return dimensions(to) == dimensions(from) && element(from).getSort() == Type.OBJECT && isInterface(element(to));
  }

  private static int dimensions(Type type) {
    return type.getSort() == Type.ARRAY ? type.getDimensions() : 0;
  }

  private static Type element(Type type) {
    return type.getSort() == Type.ARRAY ? type.getElementType() : type;
  }

  @Override
  protected boolean isAssignableFrom(Type to, Type from) {
    if (to.equals(from)) return true;
    try {
      return classes.isSubclass(from.getInternalName(), to.getInternalName());
    } catch (Unsupported _) {
      return true;
    }
  }
}
