package dev.assay.jvm;

import static org.objectweb.asm.Opcodes.*;

import dev.assay.ir.ClassModel;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class files of the guest's classes: fields, a constructor that does nothing, and for each selector that is called virtually a method
 * that calls the selected function, in the class that selects another one than its superclass. HotSpot inlines these. Also the program's
 * {@link Accessors}.
 *
 * <p>To be made after all functions, which say what is called and on which classes.
 */
final class ObjectClasses {
  private static final String COPY = "copy-";
  private static final String HASH = "hash-";
  private static final String MIRROR = "mirror-";
  private static final String HASH_SELECTOR = "hashCode()I";
  private static final String OBJECT_DESCRIPTOR = "Ljava/lang/Object;";

  private final Symbols symbols;
  private final HostTypes types;
  private final boolean hasIdentityHashes;
  private final Map<String, List<Symbols.Member>> fieldsOf = new HashMap<>();
  /** By guest class: the virtual calls that name it. */
  private final Map<String, List<Symbols.Virtual>> calledOn = new HashMap<>();
  private final Map<String, Symbols.Virtual> virtuals = new HashMap<>();
  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();
  private final Map<String, Integer> throwables = new LinkedHashMap<>();

  ObjectClasses(Symbols symbols) {
    this.symbols = symbols;
    this.types = symbols.types;
    hasIdentityHashes = usesIdentityHashes(symbols.module());
    for (var field : symbols.instanceFields()) fieldsOf.computeIfAbsent(field.owner(), _ -> new ArrayList<>()).add(field);
    for (var virtual : symbols.virtuals()) {
      virtuals.put(virtual.selector(), virtual);
      for (var owner : virtual.owners()) calledOn.computeIfAbsent(owner, _ -> new ArrayList<>()).add(virtual);
    }
    // A class may be the first to name its superclass.
    Set<String> done = new HashSet<>();
    while (done.size() < types.generated().size())
      for (var name : List.copyOf(types.generated())) if (done.add(name)) classFiles.put(types.generatedName(name), generate(name));
    classFiles.put(Linkage.PROGRAM_ACCESSORS, accessors());
  }

  /** By internal name. */
  Map<String, byte[]> classFiles() {
    return classFiles;
  }

  /** The guest's throwables that can be made, with the indexes that {@link Accessors#newThrowable} takes. */
  Map<String, Integer> throwables() {
    return throwables;
  }

  private static boolean usesIdentityHashes(Module module) {
    for (var function : module.functions())
      for (var block : function.blocks())
        for (var insn : block.insns())
          if ((insn instanceof Terminator.Try t ? t.body() : insn) instanceof Insn.HostCall h && h.op() == HostOp.IDENTITY_HASH)
            return true;
    return false;
  }

  // Classes

  private byte[] generate(String guest) {
    var host = types.generatedName(guest);
    var model = types.model(guest);
    boolean isInterface = types.isInterface(guest);
    boolean isThrowable = !isInterface && types.isThrowable(guest);
    var superclass = superclass(guest, isInterface);
    var interfaces = new ArrayList<String>();
    if (model != null) for (var i : model.interfaces()) if (!i.equals(guest)) interfaces.add(types.name(i));
    boolean identified = !isInterface && hasHash(guest);
    if (identified) interfaces.add(Linkage.IDENTIFIED);
    // The host may make an exception of a class of which the program makes none.
    boolean isAbstract = model != null && model.kind() == ClassModel.Kind.ABSTRACT && !isThrowable && !RuntimeClasses.isMadeByHost(guest);
    if (isThrowable) throwables.put(guest, throwables.size());

    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = ACC_PUBLIC | ACC_SYNTHETIC
        | (isInterface ? ACC_INTERFACE | ACC_ABSTRACT : isAbstract ? ACC_SUPER | ACC_ABSTRACT : ACC_SUPER);
    writer.visit(V25, access, host, null, superclass, interfaces.toArray(String[]::new));
    if (!isInterface) {
      for (var field : fieldsOf.getOrDefault(host, List.of()))
        writer.visitField(ACC_PUBLIC, field.name(), field.descriptor(), null, null).visitEnd();
      if (guest.equals(RuntimeClasses.CLASS)) writer.visitField(ACC_PUBLIC, MIRROR, OBJECT_DESCRIPTOR, null, null).visitEnd();
      constructor(writer, guest, superclass);
      if (identified) identityHash(writer, host);
      if (isRoot(guest)) copy(writer);
      forwarders(writer, guest, model);
    }
    declarations(writer, guest, isInterface, isAbstract);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Whether the class extends one of the host's. */
  private static boolean isRoot(String guest) {
    return guest.equals(ReferenceTypes.OBJECT) || guest.equals(ReferenceTypes.THROWABLE);
  }

  private String superclass(String guest, boolean isInterface) {
    if (isInterface || guest.equals(ReferenceTypes.OBJECT)) return ReferenceTypes.OBJECT;
    return guest.equals(ReferenceTypes.THROWABLE) ? guest : types.generatedName(types.superclass(guest));
  }

  private static void method(ClassWriter writer, int access, String name, String descriptor, Consumer<MethodVisitor> body) {
    var method = writer.visitMethod(access, name, descriptor, null, null);
    method.visitCode();
    body.accept(method);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private static void constructor(ClassWriter writer, String guest, String superclass) {
    method(writer, ACC_PUBLIC, "<init>", "()V", m -> {
      m.visitVarInsn(ALOAD, 0);
      if (guest.equals(ReferenceTypes.THROWABLE)) {
        // Without the host's own trace, which would cost more than all else; the guest captures its own.
        m.visitInsn(ACONST_NULL);
        m.visitInsn(ACONST_NULL);
        m.visitInsn(ICONST_0);
        m.visitInsn(ICONST_0);
        m.visitMethodInsn(INVOKESPECIAL, superclass, "<init>", "(Ljava/lang/String;Ljava/lang/Throwable;ZZ)V", false);
      } else {
        m.visitMethodInsn(INVOKESPECIAL, superclass, "<init>", "()V", false);
      }
      m.visitInsn(RETURN);
    });
  }

  private static void copy(ClassWriter writer) {
    method(writer, ACC_PUBLIC | ACC_FINAL, COPY, "()" + OBJECT_DESCRIPTOR, m -> {
      m.visitVarInsn(ALOAD, 0);
      m.visitMethodInsn(INVOKESPECIAL, ReferenceTypes.OBJECT, "clone", "()" + OBJECT_DESCRIPTOR, false);
      m.visitInsn(ARETURN);
    });
  }

  // Identity hashes

  /** Whether the class has a place for the hash: its objects are likely to be asked for it, and those of its superclasses are not. */
  private boolean hasHash(String guest) {
    if (!hasIdentityHashes || !isHashedByIdentity(guest)) return false;
    for (var c = guest; !isRoot(c);) {
      c = types.superclass(c);
      if (isHashedByIdentity(c)) return false;
    }
    return true;
  }

  /** Whether there are objects of just this class, and their hashCode is that of Object. */
  private boolean isHashedByIdentity(String guest) {
    // All would inherit it from Object, strings and boxes too.
    if (guest.equals(ReferenceTypes.OBJECT)) return false;
    var model = types.model(guest);
    if (model == null || model.kind() != ClassModel.Kind.CLASS) return false;
    var dispatch = symbols.dispatch;
    return Objects.equals(dispatch.select(guest, HASH_SELECTOR), dispatch.select(ReferenceTypes.OBJECT, HASH_SELECTOR));
  }

  private static void identityHash(ClassWriter writer, String host) {
    writer.visitField(ACC_PRIVATE, HASH, "I", null, null).visitEnd();
    method(writer, ACC_PUBLIC, "identityHash", "()I", m -> {
      m.visitVarInsn(ALOAD, 0);
      m.visitFieldInsn(GETFIELD, host, HASH, "I");
      m.visitInsn(IRETURN);
    });
    method(writer, ACC_PUBLIC, "identityHash", "(I)V", m -> {
      m.visitVarInsn(ALOAD, 0);
      m.visitVarInsn(ILOAD, 1);
      m.visitFieldInsn(PUTFIELD, host, HASH, "I");
      m.visitInsn(RETURN);
    });
  }

  // Virtual methods

  private void forwarders(ClassWriter writer, String guest, ClassModel model) {
    var functions = new LinkedHashMap<String, String>();
    // The generated Throwable does not extend the generated Object.
    if (guest.equals(ReferenceTypes.THROWABLE)) functions.putAll(types.model(ReferenceTypes.OBJECT).methods());
    if (model != null) functions.putAll(model.methods());
    functions.forEach((selector, function) -> {
      var virtual = virtuals.get(selector);
      if (virtual != null) forwarder(writer, guest, virtual, symbols.method(function));
    });
  }

  private void forwarder(ClassWriter writer, String guest, Symbols.Virtual virtual, Symbols.Member function) {
    method(writer, ACC_PUBLIC, virtual.name(), virtual.descriptor(), m -> {
      m.visitVarInsn(ALOAD, 0);
      var receiver = Type.getArgumentTypes(function.descriptor())[0].getInternalName();
      // A superclass alone can have been taken for what selects this function: where an interface's default method is meant.
      if (!receiver.equals(ReferenceTypes.OBJECT) && !types.generatedName(guest).equals(receiver)) m.visitTypeInsn(CHECKCAST, receiver);
      forward(m, virtual.descriptor(), function.descriptor());
      m.visitMethodInsn(INVOKESTATIC, function.owner(), function.name(), function.descriptor(), false);
      returns(m, virtual, function);
    });
  }

  /** Returns what a function gave as the result of a selector. */
  private static void returns(MethodVisitor m, Symbols.Virtual virtual, Symbols.Member function) {
    var result = Type.getReturnType(virtual.descriptor());
    // A function that never returns gives an Object of no class.
    if (result.getSort() >= Type.ARRAY && !result.equals(Type.getReturnType(function.descriptor())))
      m.visitTypeInsn(CHECKCAST, result.getInternalName());
    m.visitInsn(result.getOpcode(IRETURN));
  }

  /** Pushes the arguments of a virtual call for another one. */
  private static void forward(MethodVisitor m, String descriptor) {
    int local = 1;
    for (var type : Type.getArgumentTypes(descriptor)) {
      m.visitVarInsn(type.getOpcode(ILOAD), local);
      local += type.getSize();
    }
  }

  /** Pushes the arguments of a virtual call for a function, which has the receiver as its first parameter. */
  private static void forward(MethodVisitor m, String descriptor, String function) {
    var params = Type.getArgumentTypes(function);
    var arguments = Type.getArgumentTypes(descriptor);
    int local = 1;
    for (int i = 0; i < arguments.length; i++) {
      m.visitVarInsn(arguments[i].getOpcode(ILOAD), local);
      local += arguments[i].getSize();
      // All virtual calls give null where they are declared with an Object, and a direct one something of a class.
      boolean isNull = arguments[i].getSort() == Type.OBJECT && arguments[i].getInternalName().equals(ReferenceTypes.OBJECT);
      if (isNull && !params[i + 1].equals(arguments[i])) m.visitTypeInsn(CHECKCAST, params[i + 1].getInternalName());
    }
  }

  /** What is called on a class that selects nothing itself, since its subclasses do. */
  private void declarations(ClassWriter writer, String guest, boolean isInterface, boolean isAbstract) {
    for (var virtual : calledOn.getOrDefault(guest, List.of())) {
      if (!isInterface && symbols.dispatch.select(guest, virtual.selector()) != null) continue;
      if (isInterface || isAbstract) {
        writer.visitMethod(ACC_PUBLIC | ACC_ABSTRACT, virtual.name(), virtual.descriptor(), null, null).visitEnd();
      } else {
        method(writer, ACC_PUBLIC, virtual.name(), virtual.descriptor(), ObjectClasses::fail);
      }
    }
  }

  private static void fail(MethodVisitor m) {
    m.visitMethodInsn(INVOKESTATIC, Linkage.CHECKS, "unreachable", "()V", false);
    m.visitInsn(ACONST_NULL);
    m.visitInsn(ATHROW);
  }

  /** A static method that calls a selector on any object. */
  static void anyCall(MethodVisitor m, Symbols symbols, Symbols.AnyCall call) {
    var types = symbols.types;
    var virtual = call.virtual();
    var returns = Type.getReturnType(virtual.descriptor()).getOpcode(IRETURN);
    var locals = locals(call.member().descriptor());
    for (var root : List.of(ReferenceTypes.OBJECT, ReferenceTypes.THROWABLE)) {
      var other = new Label();
      m.visitVarInsn(ALOAD, 0);
      m.visitTypeInsn(INSTANCEOF, types.generatedName(root));
      m.visitJumpInsn(IFEQ, other);
      m.visitVarInsn(ALOAD, 0);
      m.visitTypeInsn(CHECKCAST, types.generatedName(root));
      forward(m, virtual.descriptor());
      m.visitMethodInsn(INVOKEVIRTUAL, types.generatedName(root), virtual.name(), virtual.descriptor(), false);
      m.visitInsn(returns);
      m.visitLabel(other);
      m.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, null);
    }
    var function = symbols.dispatch.select(ReferenceTypes.OBJECT, virtual.selector());
    if (function == null) {
      fail(m);
      return;
    }
    var method = symbols.method(function);
    m.visitVarInsn(ALOAD, 0);
    forward(m, virtual.descriptor(), method.descriptor());
    m.visitMethodInsn(INVOKESTATIC, method.owner(), method.name(), method.descriptor(), false);
    returns(m, virtual, method);
  }

  /** What a frame says of the parameters of a static method. */
  private static Object[] locals(String descriptor) {
    var params = Type.getArgumentTypes(descriptor);
    var locals = new Object[params.length];
    for (int i = 0; i < params.length; i++) {
      locals[i] = switch (params[i].getSort()) {
        case Type.LONG -> Opcodes.LONG;
        case Type.FLOAT -> Opcodes.FLOAT;
        case Type.DOUBLE -> Opcodes.DOUBLE;
        case Type.ARRAY, Type.OBJECT -> params[i].getInternalName();
        default -> Opcodes.INTEGER;
      };
    }
    return locals;
  }

  // Accessors

  private byte[] accessors() {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V25, ACC_PUBLIC | ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, Linkage.PROGRAM_ACCESSORS, null, Linkage.ACCESSORS, null);
    method(writer, ACC_PUBLIC, "<init>", "()V", m -> {
      m.visitVarInsn(ALOAD, 0);
      m.visitMethodInsn(INVOKESPECIAL, Linkage.ACCESSORS, "<init>", "()V", false);
      m.visitInsn(RETURN);
    });
    method(writer, ACC_PUBLIC, "newString", "([BI)" + OBJECT_DESCRIPTOR, m -> {
      make(m, ReferenceTypes.STRING);
      m.visitInsn(DUP);
      m.visitVarInsn(ALOAD, 1);
      put(m, RuntimeClasses.STRING_VALUE);
      m.visitInsn(DUP);
      m.visitVarInsn(ILOAD, 2);
      put(m, RuntimeClasses.STRING_CODER);
      m.visitInsn(ARETURN);
    });
    getter(writer, "value", "(Ljava/lang/Object;)[B", RuntimeClasses.STRING_VALUE);
    getter(writer, "coder", "(Ljava/lang/Object;)I", RuntimeClasses.STRING_CODER);
    getter(writer, "message", "(Ljava/lang/Throwable;)Ljava/lang/Object;", RuntimeClasses.MESSAGE);
    getter(writer, "cause", "(Ljava/lang/Throwable;)Ljava/lang/Object;", RuntimeClasses.CAUSE);
    getter(writer, "backtrace", "(Ljava/lang/Throwable;)Ljava/lang/Object;", RuntimeClasses.BACKTRACE);
    method(writer, ACC_PUBLIC, "describe", "(Ljava/lang/Throwable;Ljava/lang/Object;Ljava/lang/Object;)V", m -> {
      set(m, RuntimeClasses.MESSAGE, () -> m.visitVarInsn(ALOAD, 2));
      set(m, RuntimeClasses.BACKTRACE, () -> m.visitVarInsn(ALOAD, 3));
      set(m, RuntimeClasses.CAUSE, () -> m.visitVarInsn(ALOAD, 1));
      copyStatics(m);
      m.visitInsn(RETURN);
    });
    newThrowable(writer);
    method(writer, ACC_PUBLIC, "isThrowable", "(Ljava/lang/Object;)Z", m -> {
      m.visitVarInsn(ALOAD, 1);
      m.visitTypeInsn(INSTANCEOF, types.generatedName(ReferenceTypes.THROWABLE));
      m.visitInsn(IRETURN);
    });
    classObjects(writer);
    method(writer, ACC_PUBLIC, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;", this::copyAny);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void make(MethodVisitor m, String guest) {
    m.visitTypeInsn(NEW, types.generatedName(guest));
    m.visitInsn(DUP);
    m.visitMethodInsn(INVOKESPECIAL, types.generatedName(guest), "<init>", "()V", false);
  }

  /** A value of the field's class is wanted, which the stack may hold as an object. */
  private void put(MethodVisitor m, String field) {
    var member = symbols.instanceField(field);
    var type = Type.getType(member.descriptor());
    if (type.getSort() >= Type.ARRAY) m.visitTypeInsn(CHECKCAST, type.getInternalName());
    m.visitFieldInsn(PUTFIELD, member.owner(), member.name(), member.descriptor());
  }

  private void set(MethodVisitor m, String field, Runnable value) {
    m.visitVarInsn(ALOAD, 1);
    m.visitTypeInsn(CHECKCAST, symbols.instanceField(field).owner());
    value.run();
    put(m, field);
  }

  private void copyStatic(MethodVisitor m, String from, String to) {
    var source = symbols.staticField(from);
    if (source == null || symbols.instanceField(to) == null) return;
    set(m, to, () -> m.visitFieldInsn(GETSTATIC, source.owner(), source.name(), source.descriptor()));
  }

  private void getter(ClassWriter writer, String name, String descriptor, String field) {
    var member = symbols.instanceField(field);
    method(writer, ACC_PUBLIC, name, descriptor, m -> {
      m.visitVarInsn(ALOAD, 1);
      m.visitTypeInsn(CHECKCAST, member.owner());
      m.visitFieldInsn(GETFIELD, member.owner(), member.name(), member.descriptor());
      var result = Type.getReturnType(descriptor);
      if (result.getSort() == Type.ARRAY) m.visitTypeInsn(CHECKCAST, result.getInternalName());
      m.visitInsn(result.getOpcode(IRETURN));
    });
  }

  /**
   * Returns the guest's exception for a StackOverflowError of the host in local 0. It calls next to nothing: each call that finds no room
   * either lets another such error be thrown, which takes a second on a deep stack where HotSpot has reserved pages.
   */
  void returnStackOverflow(MethodVisitor m) {
    make(m, "java/lang/StackOverflowError");
    m.visitVarInsn(ASTORE, 1);
    set(m, RuntimeClasses.BACKTRACE, () -> {
      m.visitTypeInsn(NEW, Linkage.TRACE);
      m.visitInsn(DUP);
      m.visitVarInsn(ALOAD, 0);
      m.visitMethodInsn(INVOKESPECIAL, Linkage.TRACE, "<init>", "(Ljava/lang/Throwable;)V", false);
    });
    set(m, RuntimeClasses.CAUSE, () -> m.visitVarInsn(ALOAD, 1));
    copyStatics(m);
    m.visitVarInsn(ALOAD, 1);
    m.visitInsn(ARETURN);
  }

  private void copyStatics(MethodVisitor m) {
    copyStatic(m, RuntimeClasses.UNASSIGNED_STACK, RuntimeClasses.STACK_TRACE);
    copyStatic(m, RuntimeClasses.SUPPRESSED_SENTINEL, RuntimeClasses.SUPPRESSED);
  }

  private void newThrowable(ClassWriter writer) {
    method(writer, ACC_PUBLIC, "newThrowable", "(I)Ljava/lang/Throwable;", m -> {
      var labels = new Label[throwables.size()];
      for (int i = 0; i < labels.length; i++) labels[i] = new Label();
      var otherwise = new Label();
      m.visitVarInsn(ILOAD, 1);
      m.visitTableSwitchInsn(0, labels.length - 1, otherwise, labels);
      var locals = new Object[] {Linkage.PROGRAM_ACCESSORS, Opcodes.INTEGER};
      throwables.forEach((guest, index) -> {
        m.visitLabel(labels[index]);
        m.visitFrame(Opcodes.F_NEW, 2, locals, 0, null);
        make(m, guest);
        m.visitInsn(ARETURN);
      });
      m.visitLabel(otherwise);
      m.visitFrame(Opcodes.F_NEW, 2, locals, 0, null);
      fail(m);
    });
  }

  private void classObjects(ClassWriter writer) {
    var host = types.generatedName(RuntimeClasses.CLASS);
    method(writer, ACC_PUBLIC, "newClassObject", "(Ljava/lang/Object;)Ljava/lang/Object;", m -> {
      make(m, RuntimeClasses.CLASS);
      m.visitInsn(DUP);
      m.visitVarInsn(ALOAD, 1);
      m.visitFieldInsn(PUTFIELD, host, MIRROR, OBJECT_DESCRIPTOR);
      m.visitInsn(ARETURN);
    });
    method(writer, ACC_PUBLIC, "mirror", "(Ljava/lang/Object;)Ljava/lang/Object;", m -> {
      m.visitVarInsn(ALOAD, 1);
      m.visitTypeInsn(CHECKCAST, host);
      m.visitFieldInsn(GETFIELD, host, MIRROR, OBJECT_DESCRIPTOR);
      m.visitInsn(ARETURN);
    });
  }

  private void copyAny(MethodVisitor m) {
    var ofThrowable = new Label();
    var object = types.generatedName(ReferenceTypes.OBJECT);
    var throwable = types.generatedName(ReferenceTypes.THROWABLE);
    m.visitVarInsn(ALOAD, 1);
    m.visitTypeInsn(INSTANCEOF, throwable);
    m.visitJumpInsn(IFNE, ofThrowable);
    m.visitVarInsn(ALOAD, 1);
    m.visitTypeInsn(CHECKCAST, object);
    m.visitMethodInsn(INVOKEVIRTUAL, object, COPY, "()" + OBJECT_DESCRIPTOR, false);
    m.visitInsn(ARETURN);
    m.visitLabel(ofThrowable);
    m.visitFrame(Opcodes.F_NEW, 2, new Object[] {Linkage.PROGRAM_ACCESSORS, ReferenceTypes.OBJECT}, 0, null);
    m.visitVarInsn(ALOAD, 1);
    m.visitTypeInsn(CHECKCAST, throwable);
    m.visitMethodInsn(INVOKEVIRTUAL, throwable, COPY, "()" + OBJECT_DESCRIPTOR, false);
    m.visitInsn(ARETURN);
  }
}
