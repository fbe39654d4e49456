package dev.assay.frontend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The class of a lambda or method reference, as {@code LambdaMetafactory} specifies it: fields for what it captures, the method of the
 * functional interface and its bridges, each of which converts its arguments, calls the implementation and converts the result. Without
 * captures there is one object per site, as on the host.
 */
final class Lambdas {
  private static final int FLAG_SERIALIZABLE = 1;
  private static final int FLAG_MARKERS = 2;
  private static final int FLAG_BRIDGES = 4;
  private static final String MAKE = "make";
  private static final String ONLY = "only";

  private final Classes classes;

  Lambdas(Classes classes) {
    this.classes = classes;
  }

  /** The call that stands in for the instruction. */
  MethodInsnNode make(InvokeDynamicInsnNode indy, LoadedClass host, String name) {
    var captured = Type.getArgumentTypes(indy.desc);
    var functional = Type.getReturnType(indy.desc);
    var interfaces = new LinkedHashSet<>(List.of(functional.getInternalName()));
    var descriptors = new LinkedHashSet<>(List.of(((Type) indy.bsmArgs[0]).getDescriptor()));
    if (indy.bsm.getName().equals("altMetafactory")) alternatives(indy.bsmArgs, interfaces, descriptors);

    var node = new ClassNode();
    node.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC, name, null, "java/lang/Object",
        interfaces.toArray(String[]::new));
    var self = Type.getObjectType(name);
    for (int i = 0; i < captured.length; i++) node.visitField(Opcodes.ACC_PRIVATE, "c" + i, captured[i].getDescriptor(), null, null);
    constructor(node, self, captured);
    factory(node, self, captured, functional);
    var implementation = (Handle) indy.bsmArgs[1];
    var instantiated = (Type) indy.bsmArgs[2];
    for (var descriptor : descriptors) method(node, self, captured, indy.name, descriptor, implementation, instantiated);
    computeMaxs(node);
    classes.define(node, host);
    return new MethodInsnNode(Opcodes.INVOKESTATIC, name, MAKE, indy.desc, false);
  }

  private static void alternatives(Object[] args, Set<String> interfaces, Set<String> descriptors) {
    int flags = (Integer) args[3];
    if ((flags & FLAG_SERIALIZABLE) != 0) interfaces.add("java/io/Serializable");
    int at = 4;
    if ((flags & FLAG_SERIALIZABLE) != 0) interfaces.add("java/io/Serializable");
    if ((flags & FLAG_MARKERS) != 0) {
      int markers = (Integer) args[at++];
      for (int i = 0; i < markers; i++) interfaces.add(((Type) args[at++]).getInternalName());
    }
    if ((flags & FLAG_BRIDGES) != 0) {
      int bridges = (Integer) args[at++];
      for (int i = 0; i < bridges; i++) descriptors.add(((Type) args[at++]).getDescriptor());
    }
  }

  private static GeneratorAdapter open(ClassNode node, int access, String name, String descriptor) {
    var method = new MethodNode(access | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    node.methods.add(method);
    return new GeneratorAdapter(method, access, name, descriptor);
  }

  private static void constructor(ClassNode node, Type self, Type[] captured) {
    var code = open(node, 0, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured));
    code.loadThis();
    code.invokeConstructor(Type.getObjectType("java/lang/Object"), new Method("<init>", "()V"));
    for (int i = 0; i < captured.length; i++) {
      code.loadThis();
      code.loadArg(i);
      code.putField(self, "c" + i, captured[i]);
    }
    code.returnValue();
  }

  private static void factory(ClassNode node, Type self, Type[] captured, Type functional) {
    if (captured.length == 0) {
      node.visitField(Opcodes.ACC_STATIC, ONLY, self.getDescriptor(), null, null);
      var initialiser = open(node, Opcodes.ACC_STATIC, "<clinit>", "()V");
      newInstance(initialiser, self, captured);
      initialiser.putStatic(self, ONLY, self);
      initialiser.returnValue();
    }
    var code = open(node, Opcodes.ACC_STATIC, MAKE, Type.getMethodDescriptor(functional, captured));
    if (captured.length == 0) code.getStatic(self, ONLY, self);
    else newInstance(code, self, captured);
    code.returnValue();
  }

  private static void newInstance(GeneratorAdapter code, Type self, Type[] captured) {
    code.newInstance(self);
    code.dup();
    if (captured.length > 0) code.loadArgs();
    code.invokeConstructor(self, new Method("<init>", Type.VOID_TYPE, captured));
  }

  private void method(ClassNode node, Type self, Type[] captured, String name, String descriptor, Handle implementation,
      Type instantiated) {
    var code = open(node, Opcodes.ACC_PUBLIC, name, descriptor);
    boolean isConstructor = implementation.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    boolean isStatic = implementation.getTag() == Opcodes.H_INVOKESTATIC;
    var owner = Type.getObjectType(implementation.getOwner());
    var params = new ArrayList<Type>();
    if (!isConstructor && !isStatic) params.add(owner);
    params.addAll(List.of(Type.getArgumentTypes(implementation.getDesc())));
    if (isConstructor) {
      code.newInstance(owner);
      code.dup();
    }
    int next = 0;
    for (int i = 0; i < captured.length; i++) {
      code.loadThis();
      code.getField(self, "c" + i, captured[i]);
      convert(code, captured[i], params.get(next++));
    }
    var given = Type.getArgumentTypes(descriptor);
    var wanted = instantiated.getArgumentTypes();
    for (int i = 0; i < given.length; i++) {
      code.loadArg(i);
      convert(code, given[i], wanted[i]);
      convert(code, wanted[i], params.get(next++));
    }
    var target = new Method(implementation.getName(), implementation.getDesc());
    switch (implementation.getTag()) {
      case Opcodes.H_INVOKESTATIC -> code.visitMethodInsn(Opcodes.INVOKESTATIC, owner.getInternalName(), target.getName(),
          target.getDescriptor(), implementation.isInterface());
      case Opcodes.H_INVOKEVIRTUAL -> code.invokeVirtual(owner, target);
      case Opcodes.H_INVOKEINTERFACE -> code.invokeInterface(owner, target);
      case Opcodes.H_NEWINVOKESPECIAL -> code.invokeConstructor(owner, target);
      // A private method, or super::method through a method of the host.
      default -> code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner.getInternalName(), target.getName(), target.getDescriptor(),
          implementation.isInterface());
    }
    var result = isConstructor ? owner : target.getReturnType();
    var to = Type.getReturnType(descriptor);
    if (to.equals(Type.VOID_TYPE)) {
      if (result.getSize() == 1) code.pop();
      else if (result.getSize() == 2) code.pop2();
    } else {
      convert(code, result, instantiated.getReturnType());
      convert(code, instantiated.getReturnType(), to);
    }
    code.returnValue();
  }

  /** The conversions that a lambda's arguments and result take: casts, boxing, unboxing, and widening before or after. */
  private static void convert(GeneratorAdapter code, Type from, Type to) {
    if (from.equals(to) || to.equals(Type.VOID_TYPE)) return;
    boolean fromReference = isReference(from);
    boolean toReference = isReference(to);
    if (fromReference && toReference) {
      if (!to.getInternalName().equals("java/lang/Object")) code.checkCast(to);
    } else if (fromReference) {
      // Object or Number to int is a cast to Integer; Integer to long unboxes, then widens.
      var primitive = unboxed(from);
      var boxed = primitive == null ? box(to) : from;
      if (primitive == null) code.checkCast(boxed);
      var unboxed = unboxed(boxed);
      code.invokeVirtual(boxed, new Method(unboxed.getClassName() + "Value", unboxed, new Type[0]));
      code.cast(widened(unboxed), widened(to));
    } else if (toReference) {
      var primitive = unboxed(to);
      var source = primitive == null ? from : primitive;
      code.cast(widened(from), widened(source));
      code.invokeStatic(box(source), new Method("valueOf", box(source), new Type[] {source}));
    } else {
      code.cast(widened(from), widened(to));
    }
  }

  // On the stack all narrow integers are int.
  private static Type widened(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR -> Type.INT_TYPE;
      default -> type;
    };
  }

  private static boolean isReference(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }

  static Type box(Type primitive) {
    return Type.getObjectType("java/lang/" + switch (primitive.getSort()) {
      case Type.BOOLEAN -> "Boolean";
      case Type.BYTE -> "Byte";
      case Type.SHORT -> "Short";
      case Type.CHAR -> "Character";
      case Type.INT -> "Integer";
      case Type.LONG -> "Long";
      case Type.FLOAT -> "Float";
      default -> "Double";
    });
  }

  /** The primitive type of a box, or null. */
  private static Type unboxed(Type box) {
    return switch (box.getInternalName()) {
      case "java/lang/Boolean" -> Type.BOOLEAN_TYPE;
      case "java/lang/Byte" -> Type.BYTE_TYPE;
      case "java/lang/Short" -> Type.SHORT_TYPE;
      case "java/lang/Character" -> Type.CHAR_TYPE;
      case "java/lang/Integer" -> Type.INT_TYPE;
      case "java/lang/Long" -> Type.LONG_TYPE;
      case "java/lang/Float" -> Type.FLOAT_TYPE;
      case "java/lang/Double" -> Type.DOUBLE_TYPE;
      default -> null;
    };
  }

  /** Fills in stack and locals, and reads back the code as class files have it. */
  static void computeMaxs(ClassNode node) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    var read = new ClassNode();
    new org.objectweb.asm.ClassReader(writer.toByteArray()).accept(read, 0);
    node.methods = read.methods;
  }
}
