package dev.assay.frontend;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Assertions are off, as the host has them by default: the test of the flag becomes a jump, and its computation a constant. */
final class AssertionsOff {
  private static final String FLAG = "$assertionsDisabled";

  private AssertionsOff() {}

  static void apply(MethodNode method) {
    for (var insn : method.instructions.toArray()) {
      if (insn instanceof FieldInsnNode field && field.getOpcode() == Opcodes.GETSTATIC && field.name.equals(FLAG)) {
        var next = real(field.getNext());
        if (next instanceof JumpInsnNode jump && jump.getOpcode() == Opcodes.IFNE) {
          method.instructions.remove(field);
          method.instructions.set(jump, new JumpInsnNode(Opcodes.GOTO, jump.label));
        } else {
          method.instructions.set(field, new InsnNode(Opcodes.ICONST_1));
        }
      } else
        if (insn instanceof LdcInsnNode literal && literal.cst instanceof org.objectweb.asm.Type
            && real(literal.getNext()) instanceof MethodInsnNode call && call.name.equals("desiredAssertionStatus")) {
              method.instructions.remove(literal);
              method.instructions.set(call, new InsnNode(Opcodes.ICONST_0));
            }
    }
  }

  private static AbstractInsnNode real(AbstractInsnNode insn) {
    while (insn != null && insn.getOpcode() < 0) insn = insn.getNext();
    return insn;
  }
}
