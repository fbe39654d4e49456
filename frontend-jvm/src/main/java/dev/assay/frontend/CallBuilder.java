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
import java.util.OptionalInt;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/** Field accesses, calls and allocation. */
final class CallBuilder {
  /**
   * What an instruction did.
   *
   * @param popped stack entries taken
   * @param result the value to push, or null
   */
  record Built(int popped, Value result) {}

  private final World world;
  private final Classes classes;
  private final LoadedMethod method;
  private final Emitter emit;
  private final NullMessages nullMessages;

  CallBuilder(World world, LoadedMethod method, Emitter emit, NullMessages nullMessages) {
    this.world = world;
    this.classes = world.classes();
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
      case Opcodes.GETSTATIC -> new Built(0, getStatic((FieldInsnNode) insn));
      case Opcodes.PUTSTATIC -> putStatic((FieldInsnNode) insn, stack.getLast());
      case Opcodes.GETFIELD -> getField((FieldInsnNode) insn, stack.getLast());
      case Opcodes.PUTFIELD -> putField((FieldInsnNode) insn, stack.get(stack.size() - 2), stack.getLast());
      case Opcodes.NEW -> newObject(((TypeInsnNode) insn).desc);
      default -> call((MethodInsnNode) insn, frame, stack);
    };
  }

  // Fields

  private Classes.Field field(FieldInsnNode insn, boolean isStatic) {
    var field = classes.field(insn.owner, insn.name, insn.desc);
    if (field == null || field.isStatic() != isStatic)
      throw new Unsupported("field " + World.sourceName(insn.owner) + "." + insn.name + ", which does not exist,");
    return field;
  }

  private Value getStatic(FieldInsnNode insn) {
    var field = field(insn, true);
    initialise(field.owner());
    var mem = MemType.ofDescriptor(insn.desc);
    world.see(field.name());
    return emit.emit(new Insn.StaticGet(emit.pos(), emit.function().newValue(mem.type()), world.requireStatic(field)));
  }

  private Built putStatic(FieldInsnNode insn, Value value) {
    var field = field(insn, true);
    initialise(field.owner());
    emit.emit(new Insn.StaticPut(emit.pos(), world.requireStatic(field), stored(insn.desc, value)));
    return new Built(1, null);
  }

  private Built getField(FieldInsnNode insn, Value object) {
    var field = field(insn, false);
    world.requireClass(field.owner());
    var checked = emit.nonNull(object, nullMessages.message(insn, 0));
    var result = emit.function().newValue(MemType.ofDescriptor(insn.desc).type());
    return new Built(1, emit.emit(new Insn.FieldGet(emit.pos(), result, field.name(), checked)));
  }

  private Built putField(FieldInsnNode insn, Value object, Value value) {
    var field = field(insn, false);
    world.requireClass(field.owner());
    var checked = emit.nonNull(object, nullMessages.message(insn, 1));
    emit.emit(new Insn.FieldPut(emit.pos(), field.name(), checked, stored(insn.desc, value)));
    return new Built(2, null);
  }

  // A boolean field takes the low bit (JVMS §6.5 putfield).
  private Value stored(String descriptor, Value value) {
    return MemType.ofDescriptor(descriptor) == MemType.BOOL ? emit.binary(BinaryOp.AND, value, emit.i32(1)) : value;
  }

  private void initialise(String owner) {
    if (world.initialisers().isNeeded(owner, method)) emit.emit(new Insn.ClassInit(emit.pos(), world.initialisers().require(owner)));
  }

  // Allocation

  private Built newObject(String className) {
    var loaded = classes.load(className);
    if (loaded.isInterface() || loaded.isAbstract())
      throw new Unsupported("bytecode that does not verify (an object of the abstract class " + World.sourceName(className) + ")");
    initialise(className);
    var seenThrough = classes.seenThrough(method, className);
    return new Built(0,
        emit.newObject(seenThrough == null ? world.instantiate(className) : world.instantiateUnseen(className, seenThrough)));
  }

  // Calls

  private Built call(MethodInsnNode insn, Frame<SlotValue> frame, List<Value> stack) {
    boolean isStatic = insn.getOpcode() == Opcodes.INVOKESTATIC;
    int popped = org.objectweb.asm.Type.getArgumentTypes(insn.desc).length + (isStatic ? 0 : 1);
    var args = new ArrayList<>(stack.subList(stack.size() - popped, stack.size()));
    if (insn.owner.equals(Intrinsics.ACCESS)) return new Built(popped, access(insn, frame, args));
    if (insn.owner.equals("java/lang/Class") && insn.name.equals("forName") && args.size() == 3 && classes.isOfJdk(method.owner()))
      return new Built(popped, namedClass(frame.getStack(frame.getStackSize() - popped)));
    var resolved = resolve(insn, isStatic);
    if (isStatic) {
      if (Intrinsics.of(resolved) == null) initialise(resolved.owner());
      return new Built(popped, direct(resolved, args));
    }
    if (resolved.owner().equals(Classes.OBJECT) && resolved.isConstructor()) return new Built(popped, null);
    args.set(0, emit.nonNull(args.getFirst(), nullMessages.message(insn, popped - 1)));
    if (resolved.owner().equals("java/lang/String") && resolved.node().name.equals("split") && args.size() <= 3) {
      var at = splitCharacter(frame.getStack(frame.getStackSize() - popped + 1));
      if (at.isPresent()) return new Built(popped, split(args, at.getAsInt()));
    }
    if (insn.getOpcode() == Opcodes.INVOKESPECIAL) return new Built(popped, direct(special(insn, resolved), args));
    return new Built(popped, isVirtual(resolved) ? virtual(insn.owner, resolved, args) : direct(resolved, args));
  }

  /** The one character that a constant regular expression means, by the rules of {@code String.split}'s own short cut. */
  private static OptionalInt splitCharacter(SlotValue regex) {
    if (!(regex.source() instanceof LdcInsnNode ldc) || !(ldc.cst instanceof String text)) return OptionalInt.empty();
    if (text.length() == 1 && ".$|()[{^?*+\\".indexOf(text.charAt(0)) < 0 && !Character.isSurrogate(text.charAt(0)))
      return OptionalInt.of(text.charAt(0));
    boolean isEscaped = text.length() == 2 && text.charAt(0) == '\\' && text.charAt(1) < 128 && !Character.isLetterOrDigit(text.charAt(1));
    return isEscaped ? OptionalInt.of(text.charAt(1)) : OptionalInt.empty();
  }

  /** Splitting on one character, without the regular expressions that the public method falls back to. */
  private Value split(List<Value> args, int character) {
    var split = classes.method("java/lang/String", "split", "(CIZ)[Ljava/lang/String;");
    var limit = args.size() == 3 ? args.get(2) : emit.i32(0);
    return direct(split, List.of(args.getFirst(), emit.i32(character), limit, emit.i32(0)));
  }

  /** {@code Class.forName} of a constant: how the JDK has a class initialised. */
  private Value namedClass(SlotValue name) {
    if (!(name.source() instanceof LdcInsnNode ldc) || !(ldc.cst instanceof String text)) throw new Unsupported("reflection");
    var className = text.replace('.', '/');
    world.requireClass(className);
    initialise(className);
    return emit.classObject(className);
  }

  private LoadedMethod resolve(MethodInsnNode insn, boolean isStatic) {
    if (insn.owner.equals("java/lang/invoke/MethodHandle") || insn.owner.equals("java/lang/invoke/VarHandle"))
      throw new Unsupported("calling a method handle (" + World.sourceName(insn.owner) + "." + insn.name + ")");
    var resolved = classes.method(insn.owner, insn.name, insn.desc);
    if (resolved.isStatic() != isStatic)
      throw new Unsupported("method " + World.shortName(resolved.functionName()) + ", which is " + (isStatic ? "not " : "") + "static,");
    return resolved;
  }

  private boolean isVirtual(LoadedMethod resolved) {
    return !resolved.isPrivate() && !resolved.isFinal() && !classes.load(resolved.owner()).isFinal();
  }

  /** JVMS §6.5 invokespecial: a call of super starts at the superclass of the class it stands in. */
  private LoadedMethod special(MethodInsnNode insn, LoadedMethod resolved) {
    if (resolved.isConstructor() || resolved.isPrivate()) return resolved;
    var from = classes.load(method.owner());
    boolean isSuper = !insn.itf && !from.name().equals(insn.owner) && classes.isSubclass(from.name(), insn.owner);
    var selected = classes.select(isSuper ? from.node().superName : insn.owner, resolved);
    if (selected == null) throw new Unsupported("a call of the abstract method " + World.shortName(resolved.functionName()));
    return selected;
  }

  /** What the user's own code calls is refused if it cannot be built; what the JDK's code calls may never be called. */
  private void refuse(LoadedMethod callee) {
    if (classes.isOfJdk(method.owner()) || !classes.isOfJdk(callee.owner())) return;
    var cut = classes.cut(callee);
    if (cut != null) throw new Unsupported("the use of " + cut + " (" + World.shortName(callee.functionName()) + ")");
    if (callee.isNative() && Intrinsics.of(callee) == null)
      throw new Unsupported("the native method " + World.shortName(callee.functionName()));
  }

  private Value direct(LoadedMethod callee, List<Value> args) {
    refuse(callee);
    var intrinsic = Intrinsics.of(callee);
    if (intrinsic != null) return intrinsic(intrinsic, callee.node().desc, args);
    return emit.call(world.requireMethod(callee), resultType(callee), args);
  }

  private Value virtual(String owner, LoadedMethod resolved, List<Value> args) {
    // Arrays have the methods of Object.
    var receiver = owner.startsWith("[") ? Classes.OBJECT : owner;
    if (owner.startsWith("[") && resolved.node().name.equals("clone")) return emit.host(HostOp.ARRAY_CLONE, args.getFirst());
    refuse(resolved);
    world.requireVirtual(receiver, resolved);
    return emit.callVirtual(receiver, Classes.selector(resolved), resultType(resolved), args);
  }

  static Type resultType(LoadedMethod method) {
    var result = SlotValue.ofDescriptor(org.objectweb.asm.Type.getReturnType(method.node().desc), null);
    return result == null ? null : result.type();
  }

  Value intrinsic(Intrinsics.Intrinsic intrinsic, String descriptor, List<Value> args) {
    return switch (intrinsic) {
      case Intrinsics.OfUnary(var op) -> {
        var result = emit.unary(op, args.getFirst());
        // Long.bitCount and its kind count in a long and return an int.
        boolean narrower = result.type() == Type.I64 && descriptor.endsWith(")I");
        yield narrower ? emit.convert(ConvertOp.TRUNC, Type.I32, result) : result;
      }
      case Intrinsics.OfBinary(var op) -> emit.binary(op, args.get(0), args.get(1));
      case Intrinsics.OfFma() -> emit
          .emit(new Insn.Fma(emit.pos(), emit.function().newValue(args.getFirst().type()), args.get(0), args.get(1), args.get(2)));
      case Intrinsics.OfConvert(var op, var to) -> emit.convert(op, to, args.getFirst());
      case Intrinsics.OfHost(var op) when op == HostOp.ARRAY_CLONE -> emit.host(op, emit.nonNull(args.getFirst(), ""));
      case Intrinsics.OfHost(var op) -> emit.host(op, args.toArray(Value[]::new));
      case Intrinsics.OfGetClass() -> emit
          .emit(new Insn.GetClass(emit.pos(), emit.function().newValue(Type.REF), emit.nonNull(args.getFirst(), "")));
      case Intrinsics.OfConstant(var value) -> emit.i32(value);
      case Intrinsics.OfArgument(var index) -> args.get(index);
      case Intrinsics.OfNothing() -> null;
    };
  }

  /** {@link Intrinsics#ACCESS}: what Java does not let the substitutes name; the name is a constant, and the last argument. */
  private Value access(MethodInsnNode insn, Frame<SlotValue> frame, List<Value> args) {
    if (insn.name.equals("enumConstants")) return emit.call(world.requireEnumConstants(), Type.REF, args);
    if (insn.name.equals("newArray")) return emit.call(world.requireNewArray(), Type.REF, args);
    boolean put = insn.name.equals("putObject") || insn.name.equals("putInt");
    var source = frame.getStack(frame.getStackSize() - (put ? 2 : 1)).source();
    if (!(source instanceof LdcInsnNode ldc) || !(ldc.cst instanceof String name)) throw new Unsupported("a member by a name that varies");
    if (insn.name.equals("make")) {
      var object = emit.newObject(world.instantiate(name));
      emit.call(world.requireMethod(classes.method(name, "<init>", "()V")), null, List.of(object));
      return object;
    }
    int dot = name.lastIndexOf('.');
    var owner = name.substring(0, dot);
    var member = name.substring(dot + 1);
    world.requireClass(owner);
    if (insn.name.equals("invoke")) {
      int paren = member.indexOf('(');
      return direct(classes.method(owner, member.substring(0, paren), member.substring(paren)),
          List.of(emit.nonNull(args.getFirst(), "")));
    }
    if (insn.name.equals("putStatic")) {
      emit.emit(new Insn.StaticPut(emit.pos(), world.requireStatic(classes.field(owner, member)), args.getFirst()));
      return null;
    }
    var object = emit.nonNull(args.getFirst(), "");
    if (put) {
      emit.emit(new Insn.FieldPut(emit.pos(), name, object, args.get(2)));
      return null;
    }
    var type = SlotValue.ofDescriptor(org.objectweb.asm.Type.getReturnType(insn.desc), null).type();
    return emit.emit(new Insn.FieldGet(emit.pos(), emit.function().newValue(type), name, object));
  }
}
