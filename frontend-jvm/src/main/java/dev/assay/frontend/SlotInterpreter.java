package dev.assay.frontend;

import dev.assay.ir.Type;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/** The type rules of the bytecode (JVMS §4.10.2) as far as building IR needs them, for ASM's data-flow analyser. */
final class SlotInterpreter extends Interpreter<SlotValue> {
  private final Classes classes;

  SlotInterpreter(Classes classes) {
    super(Opcodes.ASM9);
    this.classes = classes;
  }

  @Override
  public SlotValue newValue(org.objectweb.asm.Type type) {
    return type == null ? SlotValue.UNUSABLE : SlotValue.ofDescriptor(type, null);
  }

  @Override
  public SlotValue newExceptionValue(TryCatchBlockNode handler, Frame<SlotValue> frame, org.objectweb.asm.Type type) {
    return SlotValue.ref(type.getInternalName(), null);
  }

  @Override
  public SlotValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
    return switch (insn.getOpcode()) {
      case Opcodes.ACONST_NULL -> SlotValue.ref(SlotValue.NULL, insn);
      case Opcodes.LCONST_0, Opcodes.LCONST_1 -> SlotValue.of(Type.I64, insn);
      case Opcodes.FCONST_0, Opcodes.FCONST_1, Opcodes.FCONST_2 -> SlotValue.of(Type.F32, insn);
      case Opcodes.DCONST_0, Opcodes.DCONST_1 -> SlotValue.of(Type.F64, insn);
      case Opcodes.LDC -> constant((LdcInsnNode) insn);
      case Opcodes.JSR -> throw new AnalyzerException(insn, "jsr");
      case Opcodes.GETSTATIC -> SlotValue.ofDescriptor(org.objectweb.asm.Type.getType(((FieldInsnNode) insn).desc), insn);
      case Opcodes.NEW -> SlotValue.ref(((TypeInsnNode) insn).desc, insn);
      default -> SlotValue.of(Type.I32, insn);
    };
  }

  private static SlotValue constant(LdcInsnNode ldc) {
    return switch (ldc.cst) {
      case Integer _ -> SlotValue.of(Type.I32, ldc);
      case Long _ -> SlotValue.of(Type.I64, ldc);
      case Float _ -> SlotValue.of(Type.F32, ldc);
      case Double _ -> SlotValue.of(Type.F64, ldc);
      case String _ -> SlotValue.ref("java/lang/String", ldc);
      case org.objectweb.asm.Type t when t.getSort() == org.objectweb.asm.Type.METHOD -> SlotValue.ref("java/lang/invoke/MethodType", ldc);
      case org.objectweb.asm.Type _ -> SlotValue.ref("java/lang/Class", ldc);
      case Handle _ -> SlotValue.ref("java/lang/invoke/MethodHandle", ldc);
      case org.objectweb.asm.ConstantDynamic c -> SlotValue.ofDescriptor(org.objectweb.asm.Type.getType(c.getDescriptor()), ldc);
      default -> throw new IllegalArgumentException("constant " + ldc.cst);
    };
  }

  @Override
  public SlotValue copyOperation(AbstractInsnNode insn, SlotValue value) {
    // A load is the source that messages name; a dup keeps the source of what it copies.
    boolean load = insn.getOpcode() >= Opcodes.ILOAD && insn.getOpcode() <= Opcodes.ALOAD;
    return load ? value.withSource(insn) : value;
  }

  @Override
  public SlotValue unaryOperation(AbstractInsnNode insn, SlotValue value) {
    return switch (insn.getOpcode()) {
      case Opcodes.LNEG, Opcodes.I2L, Opcodes.F2L, Opcodes.D2L -> SlotValue.of(Type.I64, insn);
      case Opcodes.FNEG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F -> SlotValue.of(Type.F32, insn);
      case Opcodes.DNEG, Opcodes.I2D, Opcodes.L2D, Opcodes.F2D -> SlotValue.of(Type.F64, insn);
      case Opcodes.GETFIELD -> SlotValue.ofDescriptor(org.objectweb.asm.Type.getType(((FieldInsnNode) insn).desc), insn);
      case Opcodes.NEWARRAY -> SlotValue.ref(Bytecode.primitiveArray(((IntInsnNode) insn).operand), insn);
      case Opcodes.ANEWARRAY -> SlotValue.ref(Bytecode.arrayOf(((TypeInsnNode) insn).desc), insn);
      case Opcodes.CHECKCAST -> SlotValue.ref(((TypeInsnNode) insn).desc, value.source());
      case Opcodes.IFEQ, Opcodes.IFNE, Opcodes.IFLT, Opcodes.IFGE, Opcodes.IFGT, Opcodes.IFLE, Opcodes.IFNULL, Opcodes.IFNONNULL,
          Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.IRETURN, Opcodes.LRETURN, Opcodes.FRETURN, Opcodes.DRETURN, Opcodes.ARETURN,
          Opcodes.PUTSTATIC, Opcodes.ATHROW, Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> null;
      default -> SlotValue.of(Type.I32, insn);
    };
  }

  @Override
  public SlotValue binaryOperation(AbstractInsnNode insn, SlotValue a, SlotValue b) {
    return switch (insn.getOpcode()) {
      case Opcodes.LALOAD, Opcodes.LADD, Opcodes.LSUB, Opcodes.LMUL, Opcodes.LDIV, Opcodes.LREM, Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR,
          Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR -> SlotValue.of(Type.I64, insn);
      case Opcodes.FALOAD, Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM -> SlotValue.of(Type.F32, insn);
      case Opcodes.DALOAD, Opcodes.DADD, Opcodes.DSUB, Opcodes.DMUL, Opcodes.DDIV, Opcodes.DREM -> SlotValue.of(Type.F64, insn);
      case Opcodes.AALOAD -> SlotValue.ref(Bytecode.elementClass(a.className()), insn);
      case Opcodes.IF_ICMPEQ, Opcodes.IF_ICMPNE, Opcodes.IF_ICMPLT, Opcodes.IF_ICMPGE, Opcodes.IF_ICMPGT, Opcodes.IF_ICMPLE,
          Opcodes.IF_ACMPEQ, Opcodes.IF_ACMPNE, Opcodes.PUTFIELD -> null;
      default -> SlotValue.of(Type.I32, insn);
    };
  }

  @Override
  public SlotValue ternaryOperation(AbstractInsnNode insn, SlotValue a, SlotValue b, SlotValue c) {
    return null;
  }

  @Override
  public SlotValue naryOperation(AbstractInsnNode insn, List<? extends SlotValue> values) {
    return switch (insn) {
      case MultiANewArrayInsnNode array -> SlotValue.ref(array.desc, insn);
      case InvokeDynamicInsnNode indy -> SlotValue.ofDescriptor(org.objectweb.asm.Type.getReturnType(indy.desc), insn);
      case MethodInsnNode call when call.name.equals("clone") && call.owner.startsWith("[") -> SlotValue.ref(call.owner, insn);
      case MethodInsnNode call -> SlotValue.ofDescriptor(org.objectweb.asm.Type.getReturnType(call.desc), insn);
      default -> throw new IllegalArgumentException("opcode " + insn.getOpcode());
    };
  }

  @Override
  public void returnOperation(AbstractInsnNode insn, SlotValue value, SlotValue expected) {}

  @Override
  public SlotValue merge(SlotValue a, SlotValue b) {
    return a.merge(b, classes::commonSuperclass);
  }
}
