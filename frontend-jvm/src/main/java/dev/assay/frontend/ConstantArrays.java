package dev.assay.frontend;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * Tables of constants in class initialisers. A class file has four instructions for each element of one; here a table becomes a string of
 * its bytes and a call that copies them, as Dalvik's {@code fill-array-data} does in one instruction. The tables behind {@code
 * Character.isDigit} are 7,000 instructions else.
 *
 * <p>Only initialisers, which run once: elsewhere the stores are as fast as code gets. Cost: linear.
 */
final class ConstantArrays {
  /** Fewer elements are not worth a call. */
  private static final int MIN_ELEMENTS = 16;
  /** A string constant of a class file has at most 65,535 bytes, and a character of these takes up to two. */
  private static final int MAX_CHUNK_BYTES = 1 << 14;

  private final MethodNode method;
  private final Set<AbstractInsnNode> targets = new HashSet<>();

  private ConstantArrays(MethodNode method) {
    this.method = method;
  }

  /**
   * @param method verified
   */
  static void apply(MethodNode method) {
    if (method.name.equals("<clinit>")) new ConstantArrays(method).rewrite();
  }

  private void rewrite() {
    for (var insn : method.instructions) {
      switch (insn) {
        case JumpInsnNode jump -> targets.add(jump.label);
        case TableSwitchInsnNode s -> {
          targets.add(s.dflt);
          targets.addAll(s.labels);
        }
        case LookupSwitchInsnNode s -> {
          targets.add(s.dflt);
          targets.addAll(s.labels);
        }
        default -> {}
      }
    }
    for (var block : method.tryCatchBlocks) targets.add(block.handler);
    for (var insn : method.instructions.toArray())
      if (insn instanceof IntInsnNode array && array.getOpcode() == Opcodes.NEWARRAY && constant(previous(array)) instanceof Integer length)
        rewrite(array, length);
  }

  private void rewrite(IntInsnNode array, int length) {
    var kind = Kind.of(array.operand);
    long[] elements = new long[Math.max(0, Math.min(length, 1 << 16))];
    int end = 0;
    var stores = new ArrayList<AbstractInsnNode>();
    for (var at = next(array); at != null && at.getOpcode() == Opcodes.DUP;) {
      var index = next(at);
      var value = next(index);
      var store = next(value);
      if (!(constant(index) instanceof Integer i) || i < end || i >= elements.length || store == null || store.getOpcode() != kind.store)
        break;
      var element = constant(value);
      if (element == null) break;
      elements[i] = kind.bits(element);
      end = i + 1;
      stores.addAll(List.of(at, index, value, store));
      at = next(store);
    }
    if (stores.size() < 4 * MIN_ELEMENTS) return;
    var filling = new InsnList();
    int chunk = MAX_CHUNK_BYTES / kind.bytes;
    for (int from = 0; from < end; from += chunk) {
      filling.add(new InsnNode(Opcodes.DUP));
      filling.add(new LdcInsnNode(from));
      filling.add(new LdcInsnNode(bytes(elements, from, Math.min(end, from + chunk), kind.bytes)));
      filling.add(new MethodInsnNode(Opcodes.INVOKESTATIC, Vm.SUPPORT, "fill", "([" + kind.descriptor + "ILjava/lang/String;)V"));
    }
    method.instructions.insert(array, filling);
    stores.forEach(method.instructions::remove);
  }

  /** Elements as characters below 256, least significant byte first. */
  private static String bytes(long[] elements, int from, int to, int size) {
    var text = new StringBuilder();
    for (int i = from; i < to; i++) for (int b = 0; b < size; b++) text.append((char) (elements[i] >> 8 * b & 0xff));
    return text.toString();
  }

  /** The next instruction, unless it can be reached by a jump. */
  private AbstractInsnNode next(AbstractInsnNode insn) {
    if (insn == null) return null;
    var at = insn.getNext();
    while (at != null && at.getOpcode() < 0 && !(at instanceof LabelNode && targets.contains(at))) at = at.getNext();
    return at;
  }

  private AbstractInsnNode previous(AbstractInsnNode insn) {
    var at = insn.getPrevious();
    while (at != null && at.getOpcode() < 0 && !(at instanceof LabelNode && targets.contains(at))) at = at.getPrevious();
    return at;
  }

  /** The number that an instruction pushes, or null. */
  private static Number constant(AbstractInsnNode insn) {
    if (insn == null) return null;
    int op = insn.getOpcode();
    return switch (insn) {
      case LdcInsnNode i -> i.cst instanceof Number number ? number : null;
      case IntInsnNode i when op == Opcodes.BIPUSH || op == Opcodes.SIPUSH -> i.operand;
      case InsnNode _ when op >= Opcodes.ICONST_M1 && op <= Opcodes.ICONST_5 -> op - Opcodes.ICONST_0;
      case InsnNode _ when op == Opcodes.LCONST_0 || op == Opcodes.LCONST_1 -> (long) (op - Opcodes.LCONST_0);
      case InsnNode _ when op >= Opcodes.FCONST_0 && op <= Opcodes.FCONST_2 -> (float) (op - Opcodes.FCONST_0);
      case InsnNode _ when op == Opcodes.DCONST_0 || op == Opcodes.DCONST_1 -> (double) (op - Opcodes.DCONST_0);
      default -> null;
    };
  }

  private record Kind(String descriptor, int bytes, int store) {
    static Kind of(int arrayType) {
      return switch (arrayType) {
        case Opcodes.T_BOOLEAN -> new Kind("Z", 1, Opcodes.BASTORE);
        case Opcodes.T_BYTE -> new Kind("B", 1, Opcodes.BASTORE);
        case Opcodes.T_CHAR -> new Kind("C", 2, Opcodes.CASTORE);
        case Opcodes.T_SHORT -> new Kind("S", 2, Opcodes.SASTORE);
        case Opcodes.T_INT -> new Kind("I", 4, Opcodes.IASTORE);
        case Opcodes.T_FLOAT -> new Kind("F", 4, Opcodes.FASTORE);
        case Opcodes.T_LONG -> new Kind("J", 8, Opcodes.LASTORE);
        default -> new Kind("D", 8, Opcodes.DASTORE);
      };
    }

    long bits(Number element) {
      return switch (element) {
        case Float f -> Float.floatToRawIntBits(f);
        case Double d -> Double.doubleToRawLongBits(d);
        default -> element.longValue();
      };
    }
  }
}
