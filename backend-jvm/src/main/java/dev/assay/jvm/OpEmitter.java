package dev.assay.jvm;

import static org.objectweb.asm.Opcodes.*;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CheckOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.SymbolOp;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.ir.Value;
import dev.assay.runtime.ClassTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Bytecode of single instructions, their operands being on the stack. Ops that the host has methods for are calls of these: intrinsics. */
final class OpEmitter {
  private static final String MATH = "java/lang/Math";
  /** Host functions that are methods of the program's own {@link HostCalls}. */
  private static final Set<HostOp> OF_PROGRAM = EnumSet.of(HostOp.PRINT_BOOLEAN, HostOp.PRINT_CHAR, HostOp.PRINT_INT, HostOp.PRINT_LONG,
      HostOp.PRINT_FLOAT, HostOp.PRINT_DOUBLE, HostOp.PRINT_STRING, HostOp.FLUSH, HostOp.READ, HostOp.THROWABLE_MESSAGE,
      HostOp.THROWABLE_STRING);
  private static final Set<HostOp> OF_THROWABLES = EnumSet.of(HostOp.INITIALIZER_ERROR, HostOp.THROWABLE_MESSAGE, HostOp.THROWABLE_STRING);
  private static final Set<HostOp> OF_ARRAYS = EnumSet.of(HostOp.ARRAY_CLONE, HostOp.ARRAY_COPY);
  private static final Set<HostOp> GIVES_THROWABLE = EnumSet.of(HostOp.INITIALIZER_ERROR, HostOp.CLASS_FAILED, HostOp.NEW_THROWABLE);

  private final Symbols symbols;
  private final LinearCode code;
  private final CheckPlan plan;
  private final Trees trees;
  private final Code out;

  OpEmitter(Symbols symbols, LinearCode code, CheckPlan plan, Trees trees, Code out) {
    this.symbols = symbols;
    this.code = code;
    this.plan = plan;
    this.trees = trees;
    this.out = out;
  }

  /** What goes on the stack below the operands. */
  void before(Insn insn) {
    switch (insn) {
      case Insn.Check c when c.op() == CheckOp.NONZERO -> out.op(c.result().type() == Type.I32 ? ICONST_1 : LCONST_1);
      case Insn.HostCall h when trees.constructor(h) != null -> {
        out.type(NEW, internalName(trees.constructor(h).owner()));
        out.op(DUP);
      }
      case Insn.HostCall h when OF_PROGRAM.contains(h.op()) -> out.field(GETSTATIC, Linkage.ROOT, Linkage.ROOT_HOST,
          "L" + Linkage.HOST_CALLS + ";");
      default -> {
      }
    }
  }

  private static String internalName(Class<?> c) {
    return c.getName().replace('.', '/');
  }

  /** The class that the verifier wants an operand to have, or null. */
  String wanted(Insn insn, int operand) {
    return switch (insn) {
      case Insn.ArrayLoad i -> operand == 0 ? arrayClass(i.mem()) : null;
      case Insn.ArrayStore i -> operand == 0 ? arrayClass(i.mem()) : null;
      case Insn.HostCall h -> h.operands().get(operand).type() == Type.REF ? paramClass(h.op()) : null;
      case Terminator.Throw _ -> ReferenceTypes.THROWABLE;
      default -> null;
    };
  }

  private static String arrayClass(MemType mem) {
    return switch (mem) {
      case BOOL -> "[Z";
      case I8 -> "[B";
      case U16 -> "[C";
      case I16 -> "[S";
      case I32 -> "[I";
      case I64 -> "[J";
      case F32 -> "[F";
      case F64 -> "[D";
      case REF, PTR -> ReferenceTypes.OBJECTS;
    };
  }

  /** Pushes a value that has no place: a constant, a string, null. */
  void constant(Value value) {
    switch (code.definition(value)) {
      case Insn.Const c -> out.constant(value.type(), c.bits());
      case Insn.Symbol s when s.op() == SymbolOp.STRING -> out.text(s.name());
      case null, default -> out.op(ACONST_NULL);
    }
  }

  void emit(int index, Insn insn) {
    place(index, insn);
    switch (insn) {
      case Insn.Unary i -> unary(i.op(), i.result().type());
      case Insn.Binary i -> binary(i.op(), i.result().type());
      case Insn.Fma i -> {
        var d = Symbols.descriptor(i.result().type());
        out.callStatic(MATH, "fma", "(" + d + d + d + ")" + d);
      }
      case Insn.Compare i -> compare(i.op(), i.lhs().type());
      case Insn.Convert i -> convert(i.op(), i.operand().type(), i.result().type());
      case Insn.Check i -> check(i);
      case Insn.InstanceOf i -> out.type(INSTANCEOF, symbols.types.name(i.className()));
      case Insn.StaticGet i -> field(GETSTATIC, i.field());
      case Insn.StaticPut i -> field(PUTSTATIC, i.field());
      case Insn.ClassInit i -> {
        if (!symbols.module().classModel(i.className()).hasInitializer()) return;
        call(symbols.initialization(i.className()));
      }
      case Insn.ArrayLength i -> {
        if (ReferenceTypes.isArray(plan.typeOf(i.array()))) out.op(ARRAYLENGTH);
        else out.callStatic(Linkage.CHECKS, "length", "(Ljava/lang/Object;)I");
      }
      case Insn.ArrayLoad i -> out.op(arrayOpcode(i.mem(), BALOAD, CALOAD, SALOAD, IALOAD, LALOAD, FALOAD, DALOAD, AALOAD));
      case Insn.ArrayStore i -> out.op(arrayOpcode(i.mem(), BASTORE, CASTORE, SASTORE, IASTORE, LASTORE, FASTORE, DASTORE, AASTORE));
      case Insn.NewArray i -> newArray(i.arrayClass());
      case Insn.Poll _ -> out.callStatic(Linkage.ROOT, Linkage.ROOT_POLL, "()V");
      case Insn.Call i -> call(symbols.method(i.function()));
      case Insn.HostCall i -> hostCall(i);
      case Insn.Const _,Insn.Symbol _,Insn.Load _,Insn.Store _,Insn.Address _,Insn.Guard _,Terminator _ -> throw new CompilerBug(
          code.function + ": no bytecode of its own for " + insn);
    }
  }

  /** Makes the instruction known to stack traces, if it can show in one. */
  private void place(int index, Insn insn) {
    if (insn instanceof Insn.Check c) out.site(Site.checking(c.pos(), List.of(c)));
    else if (!plan.carried(index).isEmpty()) out.site(Site.checking(insn.pos(), plan.carried(index)));
    else if (CheckPlan.isEffect(insn)) out.site(insn.pos());
  }

  private void call(Symbols.Member method) {
    out.callStatic(method.owner(), method.name(), method.descriptor());
  }

  private void field(int opcode, String name) {
    var field = symbols.field(name);
    out.field(opcode, field.owner(), field.name(), field.descriptor());
  }

  private static int arrayOpcode(MemType mem, int i8, int u16, int i16, int i32, int i64, int f32, int f64, int ref) {
    return switch (mem) {
      case BOOL, I8 -> i8;
      case U16 -> u16;
      case I16 -> i16;
      case I32 -> i32;
      case I64 -> i64;
      case F32 -> f32;
      case F64 -> f64;
      case REF, PTR -> ref;
    };
  }

  private void newArray(String arrayClass) {
    switch (ClassTable.elementType(arrayClass)) {
      case BOOL -> out.newArray(T_BOOLEAN);
      case I8 -> out.newArray(T_BYTE);
      case U16 -> out.newArray(T_CHAR);
      case I16 -> out.newArray(T_SHORT);
      case I32 -> out.newArray(T_INT);
      case I64 -> out.newArray(T_LONG);
      case F32 -> out.newArray(T_FLOAT);
      case F64 -> out.newArray(T_DOUBLE);
      case REF, PTR -> out.type(ANEWARRAY, symbols.types.name(ClassTable.elementClass(arrayClass)));
    }
  }

  private void unary(UnaryOp op, Type type) {
    var d = Symbols.descriptor(type);
    var box = type == Type.I32 ? "java/lang/Integer" : "java/lang/Long";
    switch (op) {
      case NEG -> out.op(type, INEG, LNEG, FNEG, DNEG);
      case ABS, FLOOR, CEIL, RINT -> out.callStatic(MATH, op.text(), "(" + d + ")" + d);
      case SQRT -> {
        // Exact: a double has more than twice the bits of a float.
        if (type == Type.F32) out.op(F2D);
        out.callStatic(MATH, "sqrt", "(D)D");
        if (type == Type.F32) out.op(D2F);
      }
      case POPCOUNT, CLZ, CTZ -> {
        var name = op == UnaryOp.POPCOUNT ? "bitCount" : op == UnaryOp.CLZ ? "numberOfLeadingZeros" : "numberOfTrailingZeros";
        out.callStatic(box, name, "(" + d + ")I");
        if (type == Type.I64) out.op(I2L);
      }
      case BSWAP -> out.callStatic(box, "reverseBytes", "(" + d + ")" + d);
      case BITREV -> out.callStatic(box, "reverse", "(" + d + ")" + d);
    }
  }

  private void binary(BinaryOp op, Type type) {
    var d = Symbols.descriptor(type);
    switch (op) {
      case ADD -> out.op(type, IADD, LADD, FADD, DADD);
      case SUB -> out.op(type, ISUB, LSUB, FSUB, DSUB);
      case MUL -> out.op(type, IMUL, LMUL, FMUL, DMUL);
      case DIV -> out.op(type, IDIV, LDIV, FDIV, DDIV);
      case REM -> out.op(type, IREM, LREM, FREM, DREM);
      case AND -> out.op(type, IAND, LAND, -1, -1);
      case OR -> out.op(type, IOR, LOR, -1, -1);
      case XOR -> out.op(type, IXOR, LXOR, -1, -1);
      case SHL -> out.op(type, ISHL, LSHL, -1, -1);
      case SHR -> out.op(type, ISHR, LSHR, -1, -1);
      case USHR -> out.op(type, IUSHR, LUSHR, -1, -1);
      case MIN, MAX -> out.callStatic(MATH, op.text(), "(" + d + d + ")" + d);
      case MULHIGH -> out.callStatic(MATH, "multiplyHigh", "(JJ)J");
      case UMULHIGH -> out.callStatic(MATH, "unsignedMultiplyHigh", "(JJ)J");
    }
  }

  /** The comparison as a number. */
  private void compare(CompareOp op, Type type) {
    var d = Symbols.descriptor(type);
    switch (op) {
      case EQ, NE, LT, LE, GT, GE, ULT, ULE, UGT, UGE -> out.callStatic(Linkage.COMPARES, op.text(), "(" + d + d + ")I");
      case CMP -> {
        if (type == Type.I64) out.op(LCMP);
        else out.callStatic("java/lang/Integer", "compare", "(II)I");
      }
      case CMPL -> out.op(type == Type.F32 ? FCMPL : DCMPL);
      case CMPG -> out.op(type == Type.F32 ? FCMPG : DCMPG);
    }
  }

  private void convert(ConvertOp op, Type from, Type to) {
    switch (op) {
      case SEXT -> out.op(I2L);
      case ZEXT -> out.callStatic("java/lang/Integer", "toUnsignedLong", "(I)J");
      case TRUNC -> out.op(L2I);
      case SEXT8 -> out.op(I2B);
      case SEXT16 -> out.op(I2S);
      case ZEXT16 -> out.op(I2C);
      case ITOF -> out.op(from == Type.I32 ? to == Type.F32 ? I2F : I2D : to == Type.F32 ? L2F : L2D);
      case FTOI -> out.op(from == Type.F32 ? to == Type.I32 ? F2I : F2L : to == Type.I32 ? D2I : D2L);
      case FEXT -> out.op(F2D);
      case FTRUNC -> out.op(D2F);
      case BITS -> {
        switch (from) {
          case I32 -> out.callStatic("java/lang/Float", "intBitsToFloat", "(I)F");
          case I64 -> out.callStatic("java/lang/Double", "longBitsToDouble", "(J)D");
          case F32 -> out.callStatic("java/lang/Float", "floatToRawIntBits", "(F)I");
          case F64 -> out.callStatic("java/lang/Double", "doubleToRawLongBits", "(D)J");
          case REF, PTR -> throw new CompilerBug("bits of a " + from);
        }
      }
      case ASREF -> throw new CompilerBug("asref in high IR");
    }
  }

  /** A check that nothing carries. All but a cast leave nothing on the stack; the host throws by itself where it can. */
  private void check(Insn.Check check) {
    switch (check.op()) {
      case NONZERO -> {
        boolean wide = check.result().type() == Type.I64;
        out.op(wide ? LDIV : IDIV);
        out.op(wide ? POP2 : POP);
      }
      case NULL -> {
        // An intrinsic that comes down to the null check; what javac once used for the same.
        out.callVirtual(ReferenceTypes.OBJECT, "getClass", "()Ljava/lang/Class;");
        out.op(POP);
      }
      case BOUNDS -> out.callStatic(Linkage.CHECKS, "index", "(II)V");
      case SIZE -> out.callStatic(Linkage.CHECKS, "size", "(I)V");
      case CAST -> {
        out.type(CHECKCAST, symbols.types.name(check.detail()));
        if (!plan.yieldsValue(check)) out.op(POP);
      }
      case STORE -> out.callStatic(Linkage.CHECKS, "storable", "(Ljava/lang/Object;Ljava/lang/Object;)V");
    }
  }

  // Host functions

  private void hostCall(Insn.HostCall insn) {
    var op = insn.op();
    switch (op) {
      case SIN, COS, TAN, SINH, TANH, CBRT, EXP, LOG, LOG10 -> out.callStatic(MATH, op.text().substring("math.".length()), "(D)D");
      case POW -> out.callStatic(MATH, "pow", "(DD)D");
      case NANO_TIME -> out.callStatic("java/lang/System", "nanoTime", "()J");
      case MILLI_TIME -> out.callStatic("java/lang/System", "currentTimeMillis", "()J");
      case ARRAY_COPY -> out.callStatic("java/lang/System", "arraycopy", "(Ljava/lang/Object;ILjava/lang/Object;II)V");
      case STRING_CHAR -> {
        out.op(I2C);
        out.callStatic(ReferenceTypes.STRING, "valueOf", "(C)Ljava/lang/String;");
      }
      case STRING_INT, STRING_LONG, STRING_FLOAT, STRING_DOUBLE -> out.callStatic(ReferenceTypes.STRING, "valueOf",
          "(" + Symbols.descriptor(op.params().getFirst()) + ")Ljava/lang/String;");
      case PARSE_INT -> out.callStatic("java/lang/Integer", "parseInt", "(Ljava/lang/String;)I");
      case PARSE_LONG -> out.callStatic("java/lang/Long", "parseLong", "(Ljava/lang/String;)J");
      case PARSE_DOUBLE -> out.callStatic("java/lang/Double", "parseDouble", "(Ljava/lang/String;)D");
      case ARRAY_CLONE -> arrayClone(insn.operands().getFirst());
      case NEW_THROWABLE -> newThrowable(insn);
      case STRING_BOOLEAN, STRING_CONCAT, EXIT, INITIALIZER_ERROR,
          CLASS_FAILED -> out.callStatic(Linkage.HOST_CALLS, methodName(op), methodDescriptor(op));
      case PRINT_BOOLEAN, PRINT_CHAR, PRINT_INT, PRINT_LONG, PRINT_FLOAT, PRINT_DOUBLE, PRINT_STRING, FLUSH, READ, THROWABLE_MESSAGE,
          THROWABLE_STRING -> out.callVirtual(Linkage.HOST_CALLS, methodName(op), methodDescriptor(op));
      case NEW_ARRAY -> throw new CompilerBug(op.text() + " in high IR");
    }
  }

  private void arrayClone(Value array) {
    var type = plan.typeOf(array);
    if (ReferenceTypes.isArray(type)) {
      out.callVirtual(symbols.types.name(type), "clone", "()Ljava/lang/Object;");
      out.type(CHECKCAST, symbols.types.name(type));
    } else {
      out.callStatic(Linkage.HOST_CALLS, "arrayClone", "(Ljava/lang/Object;)Ljava/lang/Object;");
    }
  }

  private void newThrowable(Insn.HostCall insn) {
    var constructor = trees.constructor(insn);
    if (constructor == null) out.callStatic(Linkage.HOST_CALLS, methodName(insn.op()), methodDescriptor(insn.op()));
    else out.callConstructor(internalName(constructor.owner()), constructor.takesMessage() ? "(Ljava/lang/String;)V" : "()V");
  }

  // PRINT_INT → printInt
  private static String methodName(HostOp op) {
    var name = new StringBuilder();
    for (var word : op.name().toLowerCase(Locale.ROOT).split("_"))
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    return name.toString();
  }

  private static String paramClass(HostOp op) {
    if (OF_ARRAYS.contains(op)) return ReferenceTypes.OBJECT;
    return OF_THROWABLES.contains(op) ? ReferenceTypes.THROWABLE : ReferenceTypes.STRING;
  }

  private static String methodDescriptor(HostOp op) {
    var text = new StringBuilder("(");
    for (var param : op.params()) text.append(param == Type.REF ? "L" + paramClass(op) + ";" : Symbols.descriptor(param));
    text.append(')');
    if (op.result() == null) return text.append('V').toString();
    if (op.result() != Type.REF) return text.append(Symbols.descriptor(op.result())).toString();
    return text.append('L').append(GIVES_THROWABLE.contains(op) ? ReferenceTypes.THROWABLE : ReferenceTypes.STRING).append(';').toString();
  }
}
