package dev.assay.frontend;

import dev.assay.ir.MemType;
import org.objectweb.asm.Opcodes;

/** Facts about opcodes and descriptors (JVMS §4.3, §6.5). */
final class Bytecode {
  private Bytecode() {}

  /** The array class of a {@code newarray} operand. */
  static String primitiveArray(int operand) {
    return switch (operand) {
      case Opcodes.T_BOOLEAN -> "[Z";
      case Opcodes.T_CHAR -> "[C";
      case Opcodes.T_FLOAT -> "[F";
      case Opcodes.T_DOUBLE -> "[D";
      case Opcodes.T_BYTE -> "[B";
      case Opcodes.T_SHORT -> "[S";
      case Opcodes.T_INT -> "[I";
      case Opcodes.T_LONG -> "[J";
      default -> throw new IllegalArgumentException("newarray " + operand);
    };
  }

  /** The class of arrays with elements of a class or array class. */
  static String arrayOf(String internalName) {
    return internalName.startsWith("[") ? "[" + internalName : "[L" + internalName + ";";
  }

  /** The class of the elements of an array of references; of null, null; of anything else, Object. */
  static String elementClass(String arrayClass) {
    if (SlotValue.NULL.equals(arrayClass)) return SlotValue.NULL;
    if (arrayClass == null || !arrayClass.startsWith("[")) return SlotValue.OBJECT;
    var element = arrayClass.substring(1);
    if (element.startsWith("[")) return element;
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : SlotValue.OBJECT;
  }

  /** How an array access moves its element. */
  static MemType elementType(int opcode, String arrayClass) {
    return switch (opcode) {
      case Opcodes.IALOAD, Opcodes.IASTORE -> MemType.I32;
      case Opcodes.LALOAD, Opcodes.LASTORE -> MemType.I64;
      case Opcodes.FALOAD, Opcodes.FASTORE -> MemType.F32;
      case Opcodes.DALOAD, Opcodes.DASTORE -> MemType.F64;
      case Opcodes.AALOAD, Opcodes.AASTORE -> MemType.REF;
      case Opcodes.BALOAD, Opcodes.BASTORE -> "[Z".equals(arrayClass) ? MemType.BOOL : MemType.I8;
      case Opcodes.CALOAD, Opcodes.CASTORE -> MemType.U16;
      case Opcodes.SALOAD, Opcodes.SASTORE -> MemType.I16;
      default -> throw new IllegalArgumentException("opcode " + opcode);
    };
  }

  /** Whether an instruction may throw in the language we build: what ends a block inside a try region. */
  static boolean mayThrow(int opcode) {
    return switch (opcode) {
      case Opcodes.IDIV, Opcodes.IREM, Opcodes.LDIV, Opcodes.LREM, Opcodes.IALOAD, Opcodes.LALOAD, Opcodes.FALOAD, Opcodes.DALOAD,
          Opcodes.AALOAD, Opcodes.BALOAD, Opcodes.CALOAD, Opcodes.SALOAD, Opcodes.IASTORE, Opcodes.LASTORE, Opcodes.FASTORE,
          Opcodes.DASTORE, Opcodes.AASTORE, Opcodes.BASTORE, Opcodes.CASTORE, Opcodes.SASTORE, Opcodes.GETSTATIC, Opcodes.PUTSTATIC,
          Opcodes.GETFIELD, Opcodes.PUTFIELD, Opcodes.INVOKEVIRTUAL, Opcodes.INVOKESPECIAL, Opcodes.INVOKESTATIC, Opcodes.INVOKEINTERFACE,
          Opcodes.INVOKEDYNAMIC, Opcodes.NEW, Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.ARRAYLENGTH, Opcodes.ATHROW, Opcodes.CHECKCAST,
          Opcodes.MONITORENTER, Opcodes.MONITOREXIT, Opcodes.MULTIANEWARRAY -> true;
      default -> false;
    };
  }
}
