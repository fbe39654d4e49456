package dev.assay.frontend;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * Verifies the bytecode of a user's method by type inference (JVMS §4.10.2), as the host does: what is built from code that does not verify
 * may read and write anywhere. ASM has the rules, the world the classes. Those of the JDK are taken as verified.
 */
final class BytecodeVerifier extends SimpleVerifier {
  private static final Type OBJECT = Type.getObjectType(SlotValue.OBJECT);

  private final World world;

  private BytecodeVerifier(World world, Type owner, Type superclass) {
    super(Opcodes.ASM9, owner, superclass, List.of(), false);
    this.world = world;
  }

  static void verify(World world, String owner, MethodNode method) throws AnalyzerException {
    var type = Type.getObjectType(owner);
    var superclass = world.superclass(owner);
    new Analyzer<>(new BytecodeVerifier(world, type, superclass == null ? null : Type.getObjectType(superclass))).analyze(owner, method);
  }

  // A class that is only named, and is not there, is no reason to refuse: where it is used, it is missed.

  @Override
  protected boolean isInterface(Type type) {
    try {
      return type.getSort() == Type.OBJECT && world.isInterface(type.getInternalName());
    } catch (Unsupported _) {
      return false;
    }
  }

  @Override
  protected Type getSuperClass(Type type) {
    if (type.getSort() == Type.ARRAY) return OBJECT;
    try {
      var superclass = world.superclass(type.getInternalName());
      return superclass == null ? null : Type.getObjectType(superclass);
    } catch (Unsupported _) {
      return OBJECT;
    }
  }

  @Override
  protected boolean isAssignableFrom(Type to, Type from) {
    if (to.equals(from)) return true;
    try {
      return world.isSubclass(from.getInternalName(), to.getInternalName());
    } catch (Unsupported _) {
      return true;
    }
  }
}
