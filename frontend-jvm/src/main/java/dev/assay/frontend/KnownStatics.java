package dev.assay.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Static fields whose value is known before the program runs: a read is a constant and a test of it a jump, so that what only the other
 * way reaches is not compiled. Assertions are off, as the host has them by default; an initialiser that does nothing but ask whether they
 * are on is left with nothing to do.
 */
final class KnownStatics {
  private static final String ASSERTIONS = "$assertionsDisabled";
  // ldc, desiredAssertionStatus, ifne, iconst_1, goto, iconst_0, putstatic
  private static final int ASSERTION_SETUP = 7;

  private final Map<String, Integer> constants;

  /**
   * @param constants by owner and name, as the IR names fields
   */
  KnownStatics(Map<String, Integer> constants) {
    this.constants = Map.copyOf(constants);
  }

  void apply(MethodNode method) {
    if (method.name.equals("<clinit>")) removeAssertionSetup(method);
    for (var insn : method.instructions.toArray()) {
      if (!(insn instanceof FieldInsnNode field) || field.getOpcode() != Opcodes.GETSTATIC) continue;
      var value = field.name.equals(ASSERTIONS) ? Integer.valueOf(1) : constants.get(field.owner + "." + field.name);
      if (value != null) fold(method, field, value);
    }
  }

  private static void fold(MethodNode method, FieldInsnNode read, int value) {
    var next = real(read.getNext());
    boolean isTest = next != null && (next.getOpcode() == Opcodes.IFEQ || next.getOpcode() == Opcodes.IFNE);
    if (!isTest) {
      method.instructions.set(read,
          value >= -1 && value <= 5 ? new InsnNode(Opcodes.ICONST_0 + value) : new IntInsnNode(Opcodes.SIPUSH, value));
      return;
    }
    boolean jumps = next.getOpcode() == Opcodes.IFEQ == (value == 0);
    method.instructions.remove(read);
    method.instructions.set(next, jumps ? new JumpInsnNode(Opcodes.GOTO, ((JumpInsnNode) next).label) : new InsnNode(Opcodes.NOP));
  }

  private static void removeAssertionSetup(MethodNode method) {
    for (var insn : method.instructions.toArray()) {
      if (!(insn instanceof LdcInsnNode literal) || !(literal.cst instanceof Type)) continue;
      var setup = from(literal);
      if (setup.size() == ASSERTION_SETUP && setup.get(1) instanceof MethodInsnNode call && call.name.equals("desiredAssertionStatus")
          && setup.getLast() instanceof FieldInsnNode field && field.getOpcode() == Opcodes.PUTSTATIC && field.name.equals(ASSERTIONS))
        setup.forEach(method.instructions::remove);
    }
  }

  private static List<AbstractInsnNode> from(AbstractInsnNode first) {
    var insns = new ArrayList<AbstractInsnNode>();
    for (var at = first; at != null && insns.size() < ASSERTION_SETUP; at = real(at.getNext())) insns.add(at);
    return insns;
  }

  private static AbstractInsnNode real(AbstractInsnNode insn) {
    while (insn != null && insn.getOpcode() < 0) insn = insn.getNext();
    return insn;
  }
}
