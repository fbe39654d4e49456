package dev.assay.frontend;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The helpful messages of NullPointerException (JEP 358): what could not be done, and which expression was null, both read off the
 * bytecode. The words and the limits on nesting are the host's.
 */
final class NullMessages {
  // How deep the host follows the source of a value.
  private static final int MAX_DETAIL = 5;

  private final MethodNode method;
  private final Frame<SlotValue>[] frames;
  private final boolean isStatic;

  NullMessages(MethodNode method, Frame<SlotValue>[] frames) {
    this.method = method;
    this.frames = frames;
    this.isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
  }

  /** The message when the reference at this depth of the stack (0 = top) is null at an instruction. */
  String message(AbstractInsnNode insn, int depth) {
    var because = because(insn, depth);
    return because == null ? action(insn) : action(insn) + " because " + because + " is null";
  }

  private static String action(AbstractInsnNode insn) {
    return switch (insn.getOpcode()) {
      case Opcodes.IALOAD -> "Cannot load from int array";
      case Opcodes.LALOAD -> "Cannot load from long array";
      case Opcodes.FALOAD -> "Cannot load from float array";
      case Opcodes.DALOAD -> "Cannot load from double array";
      case Opcodes.AALOAD -> "Cannot load from object array";
      case Opcodes.BALOAD -> "Cannot load from byte/boolean array";
      case Opcodes.CALOAD -> "Cannot load from char array";
      case Opcodes.SALOAD -> "Cannot load from short array";
      case Opcodes.IASTORE -> "Cannot store to int array";
      case Opcodes.LASTORE -> "Cannot store to long array";
      case Opcodes.FASTORE -> "Cannot store to float array";
      case Opcodes.DASTORE -> "Cannot store to double array";
      case Opcodes.AASTORE -> "Cannot store to object array";
      case Opcodes.BASTORE -> "Cannot store to byte/boolean array";
      case Opcodes.CASTORE -> "Cannot store to char array";
      case Opcodes.SASTORE -> "Cannot store to short array";
      case Opcodes.ARRAYLENGTH -> "Cannot read the array length";
      case Opcodes.GETFIELD -> "Cannot read field \"" + ((FieldInsnNode) insn).name + "\"";
      case Opcodes.PUTFIELD -> "Cannot assign field \"" + ((FieldInsnNode) insn).name + "\"";
      case Opcodes.ATHROW -> "Cannot throw exception";
      case Opcodes.MONITORENTER -> "Cannot enter synchronized block";
      case Opcodes.MONITOREXIT -> "Cannot exit synchronized block";
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL,
          Opcodes.INVOKEINTERFACE -> "Cannot invoke \"" + method((MethodInsnNode) insn) + "\"";
      default -> throw new IllegalArgumentException("opcode " + insn.getOpcode());
    };
  }

  private String because(AbstractInsnNode insn, int depth) {
    var source = source(insn, depth);
    if (source == null) return null;
    if (source instanceof MethodInsnNode call) return "the return value of \"" + method(call) + "\"";
    var text = describe(source, MAX_DETAIL);
    return text == null ? null : "\"" + text + "\"";
  }

  private AbstractInsnNode source(AbstractInsnNode insn, int depth) {
    var frame = frames[method.instructions.indexOf(insn)];
    if (frame == null || frame.getStackSize() <= depth) return null;
    return frame.getStack(frame.getStackSize() - 1 - depth).source();
  }

  /** The expression that an instruction computes, or null if it is none that the host names. */
  private String describe(AbstractInsnNode insn, int detail) {
    if (insn == null || detail <= 0) return null;
    return switch (insn.getOpcode()) {
      case Opcodes.ACONST_NULL -> "null";
      case Opcodes.ICONST_M1, Opcodes.ICONST_0, Opcodes.ICONST_1, Opcodes.ICONST_2, Opcodes.ICONST_3, Opcodes.ICONST_4,
          Opcodes.ICONST_5 -> String.valueOf(((InsnNode) insn).getOpcode() - Opcodes.ICONST_0);
      case Opcodes.BIPUSH, Opcodes.SIPUSH -> String.valueOf(((IntInsnNode) insn).operand);
      case Opcodes.ILOAD, Opcodes.ALOAD -> local((VarInsnNode) insn);
      case Opcodes.GETSTATIC -> {
        var field = (FieldInsnNode) insn;
        yield className(field.owner) + "." + field.name;
      }
      case Opcodes.GETFIELD -> {
        var object = describe(source(insn, 0), detail - 1);
        yield (object == null ? "" : object + ".") + ((FieldInsnNode) insn).name;
      }
      case Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE -> method((MethodInsnNode) insn);
      case Opcodes.IALOAD, Opcodes.AALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD -> {
        var array = describe(source(insn, 1), detail - 1);
        var index = describe(source(insn, 0), detail - 1);
        yield (array == null ? "<array>" : array) + "[" + (index == null ? "..." : index) + "]";
      }
      default -> null;
    };
  }

  private String local(VarInsnNode insn) {
    int slot = insn.var;
    if (!isStatic && slot == 0) return "this";
    if (method.localVariables != null) {
      int at = method.instructions.indexOf(insn);
      for (LocalVariableNode variable : method.localVariables)
        if (variable.index == slot && at >= index(variable.start) && at < index(variable.end)) return variable.name;
    }
    int parameter = 1;
    int next = isStatic ? 0 : 1;
    for (var type : Type.getArgumentTypes(method.desc)) {
      if (next == slot) return "<parameter" + parameter + ">";
      next += type.getSize();
      parameter++;
    }
    return "<local" + slot + ">";
  }

  private int index(LabelNode label) {
    return method.instructions.indexOf(label);
  }

  private static String method(MethodInsnNode call) {
    var params = List.of(Type.getArgumentTypes(call.desc)).stream().map(t -> parameter(t.getClassName())).toList();
    return className(call.owner) + "." + call.name + "(" + String.join(", ", params) + ")";
  }

  // The host strips the package from Object and String alone.
  private static String className(String internalName) {
    var name = internalName.replace('/', '.');
    return name.equals("java.lang.Object") || name.equals("java.lang.String") ? name.substring("java.lang.".length()) : name;
  }

  // Of a parameter it looks at the beginning only, so StringBuilder loses its package too.
  private static String parameter(String name) {
    return name.startsWith("java.lang.Object") || name.startsWith("java.lang.String") ? name.substring("java.lang.".length()) : name;
  }
}
