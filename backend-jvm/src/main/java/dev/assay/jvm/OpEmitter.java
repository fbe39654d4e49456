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
  /** Host functions that the JDK has a static method for. */
  private static final Set<HostOp> OF_JDK = EnumSet.of(HostOp.SIN, HostOp.COS, HostOp.TAN, HostOp.SINH, HostOp.TANH, HostOp.CBRT,
      HostOp.EXP,
      HostOp.LOG, HostOp.LOG10, HostOp.POW, HostOp.NANO_TIME, HostOp.MILLI_TIME, HostOp.ARRAY_COPY);

  private final Symbols symbols;
  private final LinearCode code;
  private final CheckPlan plan;
  private final Code out;

  OpEmitter(Symbols symbols, LinearCode code, CheckPlan plan, Code out) {
    this.symbols = symbols;
    this.code = code;
    this.plan = plan;
    this.out = out;
  }

  /** What goes on the stack below the operands. */
  void before(Insn insn) {
    switch (insn) {
      case Insn.Check c when c.op() == CheckOp.NONZERO -> out.op(c.result().type() == Type.I32 ? ICONST_1 : LCONST_1);
      case Insn.HostCall h when !OF_JDK.contains(h.op()) && !isArrayClone(h) -> host();
      case Insn.GetClass _ -> host();
      default -> {
      }
    }
  }

  private void host() {
    out.field(GETSTATIC, Linkage.ROOT, Linkage.ROOT_HOST, "L" + Linkage.HOST_CALLS + ";");
  }

  private boolean isArrayClone(Insn.HostCall call) {
    return call.op() == HostOp.ARRAY_CLONE && ReferenceTypes.isArray(plan.typeOf(call.operands().getFirst()));
  }

  /** The class that the verifier wants an operand to have, or null. */
  String wanted(Insn insn, int operand) {
    return switch (insn) {
      case Insn.ArrayLoad i -> operand == 0 ? arrayClass(i.mem()) : null;
      case Insn.ArrayStore i -> operand == 0 ? arrayClass(i.mem()) : null;
      case Insn.FieldGet i -> owner(i.field());
      case Insn.FieldPut i -> operand == 0 ? owner(i.field()) : null;
      case Insn.CallVirtual i -> operand == 0 ? receiverClass(i) : null;
      case Terminator.Throw _ -> ReferenceTypes.THROWABLE;
      default -> null;
    };
  }

  private static String owner(String field) {
    return field.substring(0, field.lastIndexOf('.'));
  }

  private Dispatch.Target target(Insn.CallVirtual call) {
    return symbols.dispatch.of(call, plan.typeOf(call.receiver()));
  }

  private String receiverClass(Insn.CallVirtual call) {
    return switch (target(call)) {
      case Dispatch.Target.Direct direct -> {
        var function = symbols.module().function(direct.function());
        yield symbols.references.paramOf(function, function.params().getFirst());
      }
      case Dispatch.Target.Virtual virtual -> virtual.isInterface() ? null : virtual.owner();
      case Dispatch.Target.Nothing _,Dispatch.Target.Any _ -> null;
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

  /** Pushes a value that has no place: a constant, a string, a class object, null. */
  void constant(Value value) {
    switch (code.definition(value)) {
      case Insn.Const c -> out.constant(value.type(), c.bits());
      case Insn.Symbol s when s.op() == SymbolOp.STRING -> out.text(s.name());
      case Insn.Symbol s when s.op() == SymbolOp.CLASS -> out.classObject(s.name());
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
      case Insn.GetClass _ -> {
        out.callVirtual(Linkage.HOST_CALLS, "classOf", "(Ljava/lang/Object;)Ljava/lang/Object;");
        out.type(CHECKCAST, symbols.types.name(RuntimeClasses.CLASS));
      }
      case Insn.StaticGet i -> field(GETSTATIC, symbols.staticField(i.field()));
      case Insn.StaticPut i -> field(PUTSTATIC, symbols.staticField(i.field()));
      case Insn.NewObject i -> {
        out.type(NEW, symbols.types.generatedName(i.className()));
        out.op(DUP);
        out.callConstructor(symbols.types.generatedName(i.className()));
      }
      case Insn.FieldGet i -> field(GETFIELD, symbols.instanceField(i.field()));
      case Insn.FieldPut i -> field(PUTFIELD, symbols.instanceField(i.field()));
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
      case Insn.CallVirtual i -> callVirtual(i);
      case Insn.Const _,Insn.Symbol _,Insn.CallIndirect _,Insn.Load _,Insn.Store _,Insn.Address _,Insn.Guard _,Terminator _ -> throw new CompilerBug(
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

  private void callVirtual(Insn.CallVirtual call) {
    switch (target(call)) {
      case Dispatch.Target.Direct direct -> {
        call(symbols.method(direct.function()));
        // The selector may promise more than a function that never returns.
        if (call.result() == null || call.result().type() != Type.REF) return;
        var type = plan.typeOf(call.result());
        if (!symbols.references.isAssignable(symbols.references.resultOf(direct.function()), type)) cast(type);
      }
      case Dispatch.Target.Virtual target -> {
        var virtual = symbols.virtual(call, target.owner());
        var owner = symbols.types.generatedName(target.owner());
        if (target.isInterface()) out.callInterface(owner, virtual.name(), virtual.descriptor());
        else out.callVirtual(owner, virtual.name(), virtual.descriptor());
      }
      case Dispatch.Target.Any _ -> call(symbols.anyCall(code.function, call));
      case Dispatch.Target.Nothing _ -> {
        for (var operand : call.operands().reversed()) out.pop(operand.type());
        out.callStatic(Linkage.CHECKS, "unreachable", "()V");
        if (call.result() != null) out.constant(call.result().type(), 0);
      }
    }
  }

  private void field(int opcode, Symbols.Member field) {
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
      case CHARACTER_DIGIT -> out.callStatic("java/lang/Character", "digit", "(II)I");
      case NANO_TIME -> out.callStatic("java/lang/System", "nanoTime", "()J");
      case MILLI_TIME -> out.callStatic("java/lang/System", "currentTimeMillis", "()J");
      case ARRAY_COPY -> out.callStatic("java/lang/System", "arraycopy", "(Ljava/lang/Object;ILjava/lang/Object;II)V");
      case ARRAY_CLONE -> {
        var type = plan.typeOf(insn.operands().getFirst());
        if (isArrayClone(insn)) out.callVirtual(symbols.types.name(type), "clone", "()Ljava/lang/Object;");
        else ofProgram(op);
        cast(type);
      }
      case PRINT_BOOLEAN, PRINT_CHAR, PRINT_INT, PRINT_LONG, PRINT_FLOAT, PRINT_DOUBLE, PRINT_STRING, FLUSH, READ, WRITE, EXIT,
          STRING_FLOAT, STRING_DOUBLE, STRING_INTERN, IDENTITY_HASH, CLASS_NAME,
          CLASS_MODIFIERS, CLASS_SUPERCLASS, CLASS_COMPONENT, CLASS_IS_INSTANCE, CLASS_IS_ASSIGNABLE, CLASS_PRIMITIVE, TRACE_CAPTURE,
          TRACE_DEPTH, TRACE_CLASS, TRACE_METHOD, TRACE_FILE, TRACE_MODULE, TRACE_LINE, UNCAUGHT -> {
        ofProgram(op);
        if (op.result() == Type.REF) cast(ReferenceTypes.resultOf(op));
      }
      case NEW_ARRAY, NEW_OBJECT, CLASS_OF -> throw new CompilerBug(op.text() + " in high IR");
    }
  }

  private void ofProgram(HostOp op) {
    out.callVirtual(Linkage.HOST_CALLS, methodName(op), methodDescriptor(op));
  }

  private void cast(String type) {
    if (!type.equals(ReferenceTypes.OBJECT) && !type.equals(ReferenceTypes.NULL)) out.type(CHECKCAST, symbols.types.name(type));
  }

  // PRINT_INT → printInt
  private static String methodName(HostOp op) {
    var name = new StringBuilder();
    for (var word : op.name().toLowerCase(Locale.ROOT).split("_"))
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    return name.toString();
  }

  private static String methodDescriptor(HostOp op) {
    var text = new StringBuilder("(");
    for (var param : op.params()) text.append(Symbols.descriptor(param));
    return text.append(')').append(op.result() == null ? "V" : Symbols.descriptor(op.result())).toString();
  }
}
