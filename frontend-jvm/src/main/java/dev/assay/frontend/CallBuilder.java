package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Field accesses, calls and the few object operations that exist so far: printing, string concatenation, throwables of the JDK. */
final class CallBuilder {
  /**
   * What an instruction did.
   *
   * @param popped stack entries taken
   * @param result the value to push, or null
   * @param allocation the {@code new} whose copies the result replaces instead of being pushed, or null
   */
  record Built(int popped, Value result, AbstractInsnNode allocation) {}

  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final String STRING = "java/lang/String";
  private static final char RECIPE_ARGUMENT = '\u0001';
  private static final char RECIPE_CONSTANT = '\u0002';

  private final World world;
  private final LoadedMethod method;
  private final Emitter emit;
  private final NullMessages nullMessages;

  CallBuilder(World world, LoadedMethod method, Emitter emit, NullMessages nullMessages) {
    this.world = world;
    this.method = method;
    this.emit = emit;
    this.nullMessages = nullMessages;
  }

  /**
   * Builds a field access, call or allocation.
   *
   * @param stack the operand stack, top last
   */
  Built build(AbstractInsnNode insn, Frame<SlotValue> frame, List<Value> stack) {
    return switch (insn.getOpcode()) {
      case Opcodes.GETSTATIC -> new Built(0, getStatic((FieldInsnNode) insn), null);
      case Opcodes.PUTSTATIC -> putStatic((FieldInsnNode) insn, stack.getLast());
      case Opcodes.GETFIELD, Opcodes.PUTFIELD -> throw new Unsupported("the instance field " + name((FieldInsnNode) insn));
      case Opcodes.NEW -> newObject((TypeInsnNode) insn);
      case Opcodes.INVOKEDYNAMIC -> concatenation((InvokeDynamicInsnNode) insn, frame, stack);
      default -> call((MethodInsnNode) insn, frame, stack);
    };
  }

  private static String name(FieldInsnNode field) {
    return World.sourceName(field.owner) + "." + field.name;
  }

  private static String name(MethodInsnNode call) {
    return World.sourceName(call.owner) + "." + call.name + "()";
  }

  private Value getStatic(FieldInsnNode insn) {
    if (insn.owner.equals("java/lang/System") && insn.desc.contains("Stream;")) return emit.nullRef();
    var field = world.requireStatic(insn.owner, insn.name, insn.desc);
    initialise(field.owner());
    var mem = MemType.ofDescriptor(insn.desc);
    return emit.emit(new Insn.StaticGet(emit.pos(), emit.function().newValue(mem.type()), field.name()));
  }

  private Built putStatic(FieldInsnNode insn, Value value) {
    var field = world.requireStatic(insn.owner, insn.name, insn.desc);
    initialise(field.owner());
    var stored = MemType.ofDescriptor(insn.desc) == MemType.BOOL ? emit.binary(BinaryOp.AND, value, emit.i32(1)) : value;
    emit.emit(new Insn.StaticPut(emit.pos(), field.name(), stored));
    return new Built(1, null, null);
  }

  private void initialise(String owner) {
    if (!world.needsInitialiser(owner, method)) return;
    world.requireInitialiser(owner);
    emit.emit(new Insn.ClassInit(emit.pos(), owner));
  }

  private Built newObject(TypeInsnNode insn) {
    if (!world.isThrowableOfJdk(insn.desc)) throw new Unsupported("creating objects (new " + World.sourceName(insn.desc) + ")");
    world.requireClass(insn.desc);
    // A stand-in until the constructor runs.
    return new Built(0, emit.nullRef(), null);
  }

  private Built call(MethodInsnNode insn, Frame<SlotValue> frame, List<Value> stack) {
    int params = org.objectweb.asm.Type.getArgumentTypes(insn.desc).length;
    int popped = insn.getOpcode() == Opcodes.INVOKESTATIC ? params : params + 1;
    var args = List.copyOf(stack.subList(stack.size() - popped, stack.size()));
    var receiver = popped == 0 ? null : frame.getStack(frame.getStackSize() - popped);
    if (insn.getOpcode() == Opcodes.INVOKESTATIC) {
      boolean text = insn.owner.equals(STRING) && insn.name.equals("valueOf") && insn.desc.startsWith("(Ljava/lang/Object;)");
      // Joining turns null into its text.
      return new Built(popped,
          text ? emit.host(HostOp.STRING_CONCAT, text(args.getFirst(), receiver), emit.string("")) : callStatic(insn, args), null);
    }
    if (insn.name.equals("<init>") && receiver != null && receiver.allocation() != null)
      return new Built(popped, newThrowable(insn, args), receiver.allocation());
    if (insn.owner.startsWith("[") && insn.name.equals("clone"))
      return new Built(popped, emit.host(HostOp.ARRAY_CLONE, emit.nonNull(args.getFirst(), nullMessages.message(insn, 0))), null);
    var className = receiver == null ? null : receiver.className();
    if (SlotValue.OUT.equals(className) || SlotValue.ERR.equals(className)) {
      print(insn, SlotValue.OUT.equals(className) ? STDOUT : STDERR, args, frame);
      return new Built(popped, null, null);
    }
    if (SlotValue.IN.equals(className) && insn.name.equals("read") && params == 0) return new Built(popped, emit.host(HostOp.READ), null);
    if (world.isThrowableOfJdk(insn.owner) && params == 0) {
      if (insn.name.equals("getMessage")) return new Built(popped, onThrowable(HostOp.THROWABLE_MESSAGE, insn, args), null);
      if (insn.name.equals("toString")) return new Built(popped, onThrowable(HostOp.THROWABLE_STRING, insn, args), null);
    }
    throw new Unsupported("calling an instance method (" + name(insn) + ")");
  }

  private Value onThrowable(HostOp op, MethodInsnNode insn, List<Value> args) {
    return emit.host(op, emit.nonNull(args.getFirst(), nullMessages.message(insn, 0)));
  }

  private Value callStatic(MethodInsnNode insn, List<Value> args) {
    var intrinsic = Intrinsics.of(insn.owner, insn.name, insn.desc);
    if (intrinsic != null) return intrinsic(intrinsic, insn, args);
    var callee = world.requireMethod(insn.owner, insn.name, insn.desc);
    initialiseCallee(callee.owner());
    var result = SlotValue.ofDescriptor(org.objectweb.asm.Type.getReturnType(insn.desc), null);
    return emit.call(callee.functionName(), result == null ? null : result.type(), args);
  }

  /**
   * Initialisers of JDK classes have no effect that a program could see, and much in them cannot be built yet: they run at the first
   * access of a field instead of at the first call.
   */
  private void initialiseCallee(String owner) {
    if (!world.isOfJdk(owner)) initialise(owner);
  }

  private Value intrinsic(Intrinsics.Intrinsic intrinsic, MethodInsnNode insn, List<Value> args) {
    return switch (intrinsic) {
      case Intrinsics.OfUnary(var op) -> {
        var result = emit.unary(op, args.getFirst());
        // Long.bitCount and its kind count in a long and return an int.
        boolean narrower = result.type() == Type.I64 && insn.desc.endsWith(")I");
        yield narrower ? emit.convert(ConvertOp.TRUNC, Type.I32, result) : result;
      }
      case Intrinsics.OfBinary(var op) -> emit.binary(op, args.get(0), args.get(1));
      case Intrinsics.OfFma() -> emit
          .emit(new Insn.Fma(emit.pos(), emit.function().newValue(args.getFirst().type()), args.get(0), args.get(1), args.get(2)));
      case Intrinsics.OfConvert(var op, var to) -> emit.convert(op, to, args.getFirst());
      case Intrinsics.OfHost(var op) -> emit.host(op, args.toArray(Value[]::new));
      case Intrinsics.OfString(var text) -> emit.string(text);
      case Intrinsics.OfNull() -> emit.nullRef();
    };
  }

  private Value newThrowable(MethodInsnNode insn, List<Value> args) {
    Value message = switch (insn.desc) {
      case "()V" -> emit.nullRef();
      case "(Ljava/lang/String;)V" -> args.get(1);
      default -> throw new Unsupported("a constructor of " + World.sourceName(insn.owner) + " other than () and (String)");
    };
    return emit.host(HostOp.NEW_THROWABLE, emit.string(insn.owner), message);
  }

  private void print(MethodInsnNode insn, int fd, List<Value> args, Frame<SlotValue> frame) {
    boolean line = insn.name.equals("println");
    if (insn.name.equals("flush")) {
      emit.host(HostOp.FLUSH, emit.i32(fd));
      return;
    }
    if (!line && !insn.name.equals("print")) throw new Unsupported("calling " + name(insn));
    var file = emit.i32(fd);
    if (args.size() == 2) {
      var argument = frame.getStack(frame.getStackSize() - 1);
      var descriptor = org.objectweb.asm.Type.getArgumentTypes(insn.desc)[0].getDescriptor();
      switch (descriptor) {
        case "Z" -> emit.host(HostOp.PRINT_BOOLEAN, file, args.get(1));
        case "C" -> emit.host(HostOp.PRINT_CHAR, file, args.get(1));
        case "I" -> emit.host(HostOp.PRINT_INT, file, args.get(1));
        case "J" -> emit.host(HostOp.PRINT_LONG, file, args.get(1));
        case "F" -> emit.host(HostOp.PRINT_FLOAT, file, args.get(1));
        case "D" -> emit.host(HostOp.PRINT_DOUBLE, file, args.get(1));
        case "Ljava/lang/String;" -> emit.host(HostOp.PRINT_STRING, file, args.get(1));
        case "[C" -> emit.call(world.requirePrintChars(), null, List.of(file, args.get(1)));
        default -> emit.host(HostOp.PRINT_STRING, file, text(args.get(1), argument));
      }
    }
    if (line) emit.host(HostOp.PRINT_STRING, file, emit.string(System.lineSeparator()));
  }

  /** The text of a reference whose class is known to be a string or a throwable. */
  private Value text(Value value, SlotValue known) {
    var className = known.className();
    if (STRING.equals(className) || SlotValue.NULL.equals(className)) return value;
    if (world.isSubclass(className, "java/lang/Throwable")) return emit.call(world.requireThrowableText(), Type.REF, List.of(value));
    throw new Unsupported("the text of an object (" + World.sourceName(className) + ")");
  }

  private Built concatenation(InvokeDynamicInsnNode insn, Frame<SlotValue> frame, List<Value> stack) {
    boolean recipe = insn.name.equals("makeConcatWithConstants");
    if (!insn.bsm.getOwner().equals("java/lang/invoke/StringConcatFactory") || !recipe && !insn.name.equals("makeConcat"))
      throw new Unsupported("invokedynamic " + insn.name + " (lambdas and method references)");
    var types = org.objectweb.asm.Type.getArgumentTypes(insn.desc);
    var pieces = new ArrayList<Value>();
    var literal = new StringBuilder();
    int arg = 0;
    int constant = 1;
    var text = recipe ? (String) insn.bsmArgs[0] : String.valueOf(RECIPE_ARGUMENT).repeat(types.length);
    int base = stack.size() - types.length;
    if (text.chars().filter(c -> c == RECIPE_ARGUMENT).count() != types.length)
      throw new Unsupported("bytecode that does not verify (a concatenation of other arguments than it names)");
    for (char c : text.toCharArray()) {
      if (c == RECIPE_CONSTANT) {
        literal.append(insn.bsmArgs[constant++]);
      } else if (c != RECIPE_ARGUMENT) {
        literal.append(c);
      } else {
        if (!literal.isEmpty()) pieces.add(emit.string(literal.toString()));
        literal.setLength(0);
        pieces.add(string(types[arg], stack.get(base + arg), frame.getStack(frame.getStackSize() - types.length + arg)));
        arg++;
      }
    }
    if (!literal.isEmpty() || pieces.isEmpty()) pieces.add(emit.string(literal.toString()));
    // Joining turns null into its text, so a single piece is joined with nothing.
    if (pieces.size() == 1) pieces.add(emit.string(""));
    var joined = pieces.getFirst();
    for (var piece : pieces.subList(1, pieces.size())) joined = emit.host(HostOp.STRING_CONCAT, joined, piece);
    return new Built(types.length, joined, null);
  }

  private Value string(org.objectweb.asm.Type type, Value value, SlotValue known) {
    return switch (type.getSort()) {
      case org.objectweb.asm.Type.BOOLEAN -> emit.host(HostOp.STRING_BOOLEAN, value);
      case org.objectweb.asm.Type.CHAR -> emit.host(HostOp.STRING_CHAR, value);
      case org.objectweb.asm.Type.LONG -> emit.host(HostOp.STRING_LONG, value);
      case org.objectweb.asm.Type.FLOAT -> emit.host(HostOp.STRING_FLOAT, value);
      case org.objectweb.asm.Type.DOUBLE -> emit.host(HostOp.STRING_DOUBLE, value);
      case org.objectweb.asm.Type.ARRAY, org.objectweb.asm.Type.OBJECT -> text(value, known);
      default -> emit.host(HostOp.STRING_INT, value);
    };
  }
}
