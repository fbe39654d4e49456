package dev.assay.frontend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns {@code invokedynamic} into a call of a static method of a class made for it, in bytecode, before anything is built. The bootstrap
 * methods of the language are known: string concatenation, lambdas ({@link Lambdas}), methods of records, pattern switches. Each class is
 * named after the one it serves, with a number in angle brackets; its frames do not show in stack traces.
 */
final class Desugaring {
  private static final String METHOD = "call";
  private static final char RECIPE_ARGUMENT = '\u0001';
  private static final char RECIPE_CONSTANT = '\u0002';
  private static final Type OBJECT = Type.getObjectType("java/lang/Object");
  private static final Type STRING = Type.getObjectType("java/lang/String");
  private static final Type BUILDER = Type.getObjectType("java/lang/StringBuilder");

  private final Classes classes;
  private final Lambdas lambdas;
  // Equal concatenations share a class.
  private final Map<String, String> concatenations = new HashMap<>();
  private int count;

  Desugaring(Classes classes) {
    this.classes = classes;
    this.lambdas = new Lambdas(classes);
  }

  void apply(LoadedMethod method) {
    for (var insn : method.node().instructions.toArray()) {
      if (!(insn instanceof InvokeDynamicInsnNode indy)) continue;
      var call = replacement(indy, classes.load(method.owner()));
      if (call != null) method.node().instructions.set(indy, call);
    }
  }

  /** Null for what is not known; building the instruction then says so. */
  private MethodInsnNode replacement(InvokeDynamicInsnNode indy, LoadedClass host) {
    return switch (indy.bsm.getOwner() + "." + indy.bsm.getName()) {
      case "java/lang/invoke/StringConcatFactory.makeConcat", "java/lang/invoke/StringConcatFactory.makeConcatWithConstants" -> call(
          concatenation(indy, host), indy.desc);
      case "java/lang/invoke/LambdaMetafactory.metafactory",
          "java/lang/invoke/LambdaMetafactory.altMetafactory" -> lambdas.make(indy, host, name(host, "Lambda"));
      case "java/lang/runtime/ObjectMethods.bootstrap" -> call(ofRecord(indy, host), indy.desc);
      case "java/lang/runtime/SwitchBootstraps.typeSwitch", "java/lang/runtime/SwitchBootstraps.enumSwitch" -> call(
          selection(indy, host), indy.desc);
      default -> null;
    };
  }

  private static MethodInsnNode call(String owner, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, METHOD, descriptor, false);
  }

  private String name(LoadedClass host, String kind) {
    return host.name() + "$$" + kind + "<" + count++ + ">";
  }

  /** A class with one static method, whose code the caller writes. */
  private GeneratorAdapter open(ClassNode node, String name, String descriptor) {
    node.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, "java/lang/Object", null);
    var method = new MethodNode(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, METHOD, descriptor, null, null);
    node.methods.add(method);
    return new GeneratorAdapter(method, Opcodes.ACC_STATIC, METHOD, descriptor);
  }

  private String close(ClassNode node, LoadedClass host) {
    Lambdas.computeMaxs(node);
    classes.define(node, host);
    return node.name;
  }

  // Strings

  private String concatenation(InvokeDynamicInsnNode indy, LoadedClass host) {
    var recipe = indy.name.equals("makeConcat") ? String.valueOf(RECIPE_ARGUMENT).repeat(Type.getArgumentTypes(indy.desc).length)
        : (String) indy.bsmArgs[0];
    var constants = indy.name.equals("makeConcat") ? List.of() : List.of(indy.bsmArgs).subList(1, indy.bsmArgs.length);
    return concatenations.computeIfAbsent(recipe + indy.desc + constants, _ -> concatenation(recipe, constants, indy.desc, host));
  }

  private String concatenation(String recipe, List<?> constants, String descriptor, LoadedClass host) {
    var node = new ClassNode();
    var code = open(node, name(host, "Concat"), descriptor);
    var types = Type.getArgumentTypes(descriptor);
    if (recipe.chars().filter(c -> c == RECIPE_ARGUMENT).count() != types.length)
      throw new Unsupported("bytecode that does not verify (a concatenation of other arguments than it names)");
    // All arguments become text before anything is joined, in order: their toString may do anything.
    int[] texts = new int[types.length];
    for (int i = 0; i < types.length; i++) {
      texts[i] = -1;
      if (!isReference(types[i]) || types[i].equals(STRING)) continue;
      code.loadArg(i);
      code.invokeStatic(Type.getObjectType("java/lang/StringConcatHelper"), new Method("stringOf", STRING, new Type[] {OBJECT}));
      texts[i] = code.newLocal(STRING);
      code.storeLocal(texts[i]);
    }
    code.newInstance(BUILDER);
    code.dup();
    code.invokeConstructor(BUILDER, new Method("<init>", "()V"));
    int arg = 0;
    int constant = 0;
    var literal = new StringBuilder();
    for (char c : recipe.toCharArray()) {
      if (c == RECIPE_CONSTANT) {
        literal.append(constants.get(constant++));
      } else if (c != RECIPE_ARGUMENT) {
        literal.append(c);
      } else {
        appendLiteral(code, literal);
        if (texts[arg] >= 0) code.loadLocal(texts[arg]);
        else code.loadArg(arg);
        append(code, types[arg++]);
      }
    }
    appendLiteral(code, literal);
    code.invokeVirtual(BUILDER, new Method("toString", STRING, new Type[0]));
    code.returnValue();
    return close(node, host);
  }

  private static void appendLiteral(GeneratorAdapter code, StringBuilder literal) {
    if (literal.isEmpty()) return;
    code.push(literal.toString());
    append(code, STRING);
    literal.setLength(0);
  }

  private static void append(GeneratorAdapter code, Type type) {
    var widened = switch (type.getSort()) {
      case Type.BYTE, Type.SHORT -> Type.INT_TYPE;
      case Type.OBJECT, Type.ARRAY -> STRING;
      default -> type;
    };
    code.invokeVirtual(BUILDER, new Method("append", BUILDER, new Type[] {widened}));
  }

  private static boolean isReference(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }

  // Records

  private String ofRecord(InvokeDynamicInsnNode indy, LoadedClass host) {
    var node = new ClassNode();
    var code = open(node, name(host, "Record"), indy.desc);
    var record = (Type) indy.bsmArgs[0];
    var names = ((String) indy.bsmArgs[1]).isEmpty() ? new String[0] : ((String) indy.bsmArgs[1]).split(";");
    var getters = new ArrayList<Handle>();
    for (int i = 2; i < indy.bsmArgs.length; i++) getters.add((Handle) indy.bsmArgs[i]);
    switch (indy.name) {
      case "toString" -> recordToString(code, record, names, getters);
      case "hashCode" -> recordHashCode(code, getters);
      default -> recordEquals(code, record, getters);
    }
    return close(node, host);
  }

  private static void get(GeneratorAdapter code, Handle getter) {
    code.getField(Type.getObjectType(getter.getOwner()), getter.getName(), Type.getType(getter.getDesc()));
  }

  private void recordToString(GeneratorAdapter code, Type record, String[] names, List<Handle> getters) {
    code.newInstance(BUILDER);
    code.dup();
    code.invokeConstructor(BUILDER, new Method("<init>", "()V"));
    code.push(simpleName(record) + "[");
    append(code, STRING);
    for (int i = 0; i < names.length; i++) {
      code.push((i > 0 ? ", " : "") + names[i] + "=");
      append(code, STRING);
      code.loadArg(0);
      get(code, getters.get(i));
      var type = Type.getType(getters.get(i).getDesc());
      if (isReference(type)) code.invokeStatic(STRING, new Method("valueOf", STRING, new Type[] {OBJECT}));
      append(code, type);
    }
    code.push("]");
    append(code, STRING);
    code.invokeVirtual(BUILDER, new Method("toString", STRING, new Type[0]));
    code.returnValue();
  }

  private String simpleName(Type type) {
    for (var inner : classes.load(type.getInternalName()).node().innerClasses)
      if (inner.name.equals(type.getInternalName())) return inner.innerName;
    var name = type.getClassName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void recordHashCode(GeneratorAdapter code, List<Handle> getters) {
    code.push(0);
    for (var getter : getters) {
      code.push(31);
      code.math(GeneratorAdapter.MUL, Type.INT_TYPE);
      code.loadArg(0);
      get(code, getter);
      var type = Type.getType(getter.getDesc());
      if (isReference(type))
        code.invokeStatic(Type.getObjectType("java/util/Objects"), new Method("hashCode", Type.INT_TYPE, new Type[] {OBJECT}));
      else
        code.invokeStatic(Lambdas.box(type), new Method("hashCode", Type.INT_TYPE, new Type[] {type}));
      code.math(GeneratorAdapter.ADD, Type.INT_TYPE);
    }
    code.returnValue();
  }

  private static void recordEquals(GeneratorAdapter code, Type record, List<Handle> getters) {
    var differ = new Label();
    code.loadArg(1);
    code.instanceOf(record);
    code.ifZCmp(GeneratorAdapter.EQ, differ);
    int other = code.newLocal(record);
    code.loadArg(1);
    code.checkCast(record);
    code.storeLocal(other);
    for (var getter : getters) {
      code.loadArg(0);
      get(code, getter);
      code.loadLocal(other);
      get(code, getter);
      var type = Type.getType(getter.getDesc());
      switch (type.getSort()) {
        case Type.OBJECT, Type.ARRAY -> {
          code.invokeStatic(Type.getObjectType("java/util/Objects"), new Method("equals", Type.BOOLEAN_TYPE, new Type[] {OBJECT, OBJECT}));
          code.ifZCmp(GeneratorAdapter.EQ, differ);
        }
        case Type.FLOAT, Type.DOUBLE -> {
          // NaN equals itself here, and 0.0 does not equal -0.0.
          code.invokeStatic(Lambdas.box(type), new Method("compare", Type.INT_TYPE, new Type[] {type, type}));
          code.ifZCmp(GeneratorAdapter.NE, differ);
        }
        default -> code.ifCmp(type, GeneratorAdapter.NE, differ);
      }
    }
    code.push(true);
    code.returnValue();
    code.mark(differ);
    code.push(false);
    code.returnValue();
  }

  // Pattern switches: the first label from a start on that applies, their number if none does, -1 for null

  private String selection(InvokeDynamicInsnNode indy, LoadedClass host) {
    var node = new ClassNode();
    var code = open(node, name(host, "Switch"), indy.desc);
    var target = Type.getArgumentTypes(indy.desc)[0];
    boolean ofEnum = indy.bsm.getName().equals("enumSwitch");
    if (isReference(target)) {
      var notNull = new Label();
      code.loadArg(0);
      code.ifNonNull(notNull);
      code.push(-1);
      code.returnValue();
      code.mark(notNull);
    }
    for (int i = 0; i < indy.bsmArgs.length; i++) {
      var next = new Label();
      code.loadArg(1);
      code.push(i);
      code.ifICmp(GeneratorAdapter.GT, next);
      label(code, indy.bsmArgs[i], target, ofEnum, next);
      code.push(i);
      code.returnValue();
      code.mark(next);
    }
    code.push(indy.bsmArgs.length);
    code.returnValue();
    return close(node, host);
  }

  /** Goes to next unless the label applies. */
  private static void label(GeneratorAdapter code, Object label, Type target, boolean ofEnum, Label next) {
    switch (label) {
      case Type type when !isReference(target) -> {
        if (!type.equals(Lambdas.box(target)) && !type.equals(target) && !type.equals(OBJECT))
          throw new Unsupported("a primitive pattern");
      }
      // A component of a record that several patterns take apart.
      case ConstantDynamic dynamic when dynamic.getBootstrapMethod().getName().equals("primitiveClass") -> {
        if (!Type.getType(dynamic.getName()).equals(target)) throw new Unsupported("a primitive pattern");
      }
      case Type type -> {
        code.loadArg(0);
        code.instanceOf(type);
        code.ifZCmp(GeneratorAdapter.EQ, next);
      }
      case String constant when ofEnum -> isEnumConstant(code, target, constant, next);
      case String constant -> {
        code.push(constant);
        code.loadArg(0);
        code.invokeVirtual(STRING, new Method("equals", Type.BOOLEAN_TYPE, new Type[] {OBJECT}));
        code.ifZCmp(GeneratorAdapter.EQ, next);
      }
      case Integer constant when isReference(target) -> isNumber(code, constant, next);
      case Integer constant -> {
        code.loadArg(0);
        code.push(constant);
        code.ifCmp(Type.INT_TYPE, GeneratorAdapter.NE, next);
      }
      case ConstantDynamic dynamic when dynamic.getBootstrapMethodArgumentCount() == 3
          && dynamic.getBootstrapMethodArgument(1) instanceof ConstantDynamic description
          && dynamic.getBootstrapMethodArgument(2) instanceof String constant
          && description.getBootstrapMethodArgument(1) instanceof String className ->
          // EnumDesc.of(ClassDesc.of("a.Enum"), "CONSTANT")
          isEnumConstant(code, Type.getObjectType(className.replace('.', '/')), constant, next);
      default -> throw new Unsupported("the switch label " + label);
    }
  }

  private static void isEnumConstant(GeneratorAdapter code, Type type, String constant, Label next) {
    code.loadArg(0);
    code.getStatic(type, constant, type);
    code.ifCmp(OBJECT, GeneratorAdapter.NE, next);
  }

  // An Integer label is the code of a char for a Character.
  private static void isNumber(GeneratorAdapter code, int constant, Label next) {
    var number = Type.getObjectType("java/lang/Number");
    var character = Type.getObjectType("java/lang/Character");
    var noNumber = new Label();
    var same = new Label();
    code.loadArg(0);
    code.instanceOf(number);
    code.ifZCmp(GeneratorAdapter.EQ, noNumber);
    code.loadArg(0);
    code.checkCast(number);
    code.invokeVirtual(number, new Method("intValue", Type.INT_TYPE, new Type[0]));
    code.push(constant);
    code.ifICmp(GeneratorAdapter.NE, next);
    code.goTo(same);
    code.mark(noNumber);
    code.loadArg(0);
    code.instanceOf(character);
    code.ifZCmp(GeneratorAdapter.EQ, next);
    code.loadArg(0);
    code.checkCast(character);
    code.invokeVirtual(character, new Method("charValue", Type.CHAR_TYPE, new Type[0]));
    code.push(constant);
    code.ifICmp(GeneratorAdapter.NE, next);
    code.mark(same);
  }
}
