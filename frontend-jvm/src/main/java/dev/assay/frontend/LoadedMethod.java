package dev.assay.frontend;

import java.util.IdentityHashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A method of a loaded class.
 *
 * @param owner internal name of the declaring class
 * @param offsets bytecode offsets by label; every instruction is preceded by one
 */
record LoadedMethod(String owner, MethodNode node, Map<LabelNode, Integer> offsets) {
  LoadedMethod {
    var copy = new IdentityHashMap<LabelNode, Integer>();
    copy.putAll(offsets);
    offsets = copy;
  }

  /** The function's name in the IR. */
  String functionName() {
    return owner + "." + node.name + node.desc;
  }

  boolean isStatic() {
    return has(Opcodes.ACC_STATIC);
  }

  boolean isPrivate() {
    return has(Opcodes.ACC_PRIVATE);
  }

  boolean isAbstract() {
    return has(Opcodes.ACC_ABSTRACT);
  }

  boolean isNative() {
    return has(Opcodes.ACC_NATIVE);
  }

  boolean isFinal() {
    return has(Opcodes.ACC_FINAL);
  }

  boolean isPackagePrivate() {
    return (node.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE)) == 0;
  }

  boolean isConstructor() {
    return node.name.equals("<init>");
  }

  private boolean has(int flag) {
    return (node.access & flag) != 0;
  }

  /** The bytecode index of an instruction, -1 if the class file could not tell. */
  int bytecodeIndex(AbstractInsnNode insn) {
    for (var at = insn; at != null; at = at.getPrevious()) {
      if (at instanceof LabelNode label && offsets.containsKey(label)) return offsets.get(label);
      if (at != insn && at.getOpcode() >= 0) return -1;
    }
    return -1;
  }
}
