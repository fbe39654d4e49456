package dev.assay.jvm;

import static org.objectweb.asm.Opcodes.*;

import dev.assay.ir.ClassModel;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.spi.CompileMode;
import dev.assay.spi.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A module as class files. One class per guest class with static fields holds these; functions are static methods of other classes, those
 * of one guest class together as far as a class file can hold them, or each in one of its own that is made when the host asks for it.
 */
final class ProgramCompiler {
  /** The limit of a method's code (JVMS §4.7.3). */
  static final int MAX_CODE_BYTES = 65535;

  /**
   * A generated method.
   *
   * @param sites by line number minus 1
   */
  record Method(String function, List<Site> sites) {}

  private final Symbols symbols;
  private final Map<String, byte[]> classFiles = new LinkedHashMap<>();
  private final Map<String, Method> methods = new LinkedHashMap<>();
  private final ObjectClasses objects;
  private long emitNanos;

  ProgramCompiler(Module module, CompileMode mode) throws Refusal {
    long start = System.nanoTime();
    boolean lazy = mode == CompileMode.LAZY;
    symbols = new Symbols(module, lazy);
    for (var model : module.classes()) {
      var owner = symbols.staticsClasses().get(model.name());
      if (owner != null) classFiles.put(owner, statics(owner, model));
    }
    if (!lazy) for (var entry : symbols.codeClasses().entrySet()) classFiles.put(entry.getKey(), code(entry.getKey(), entry.getValue()));
    // Last, since code names what is needed, or might need it.
    objects = new ObjectClasses(symbols);
    classFiles.putAll(objects.classFiles());
    classFiles.put(Linkage.ROOT, root());
    emitNanos = System.nanoTime() - start;
  }

  /** The class file of functions that have not been compiled, which are now; null if this is the name of nothing else. */
  byte[] lateCode(String internalName) {
    var functions = symbols.codeClasses().get(internalName);
    if (functions == null) return null;
    var known = classFiles.get(internalName);
    if (known != null) return known;
    long start = System.nanoTime();
    try {
      var bytes = code(internalName, functions);
      classFiles.put(internalName, bytes);
      return bytes;
    } catch (Refusal e) {
      throw new CompilerBug("cannot be compiled: " + e.getMessage(), e);
    } finally {
      emitNanos += System.nanoTime() - start;
    }
  }

  /** Of all that has been emitted so far. */
  long emitNanos() {
    return emitNanos;
  }

  Symbols symbols() {
    return symbols;
  }

  /** By internal name. */
  Map<String, byte[]> classFiles() {
    return classFiles;
  }

  /** See {@link ObjectClasses#throwables}. */
  Map<String, Integer> throwables() {
    return objects.throwables();
  }

  /** By owner and name, see {@link #key}. */
  Map<String, Method> methods() {
    return methods;
  }

  /**
   * @param owner a class by its internal name
   */
  static String key(String owner, String method) {
    return owner + "." + method;
  }

  private static ClassWriter writer(String name) {
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(V25, ACC_PUBLIC | ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC, name, null, ReferenceTypes.OBJECT, null);
    return writer;
  }

  private static MethodVisitor method(ClassWriter writer, int access, String name, String descriptor) {
    var method = writer.visitMethod(access | ACC_STATIC, name, descriptor, null, null);
    method.visitCode();
    return method;
  }

  private static void finish(MethodVisitor method) {
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  private byte[] root() {
    var writer = writer(Linkage.ROOT);
    var type = "L" + Linkage.HOST_CALLS + ";";
    writer.visitField(ACC_PUBLIC | ACC_STATIC | ACC_FINAL, Linkage.ROOT_HOST, type, null, null).visitEnd();
    var init = method(writer, 0, "<clinit>", "()V");
    init.visitMethodInsn(INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;", false);
    init.visitMethodInsn(INVOKESTATIC, "dev/assay/jvm/Bootstraps", "host", "(Ljava/lang/invoke/MethodHandles$Lookup;)" + type, false);
    init.visitFieldInsn(PUTSTATIC, Linkage.ROOT, Linkage.ROOT_HOST, type);
    // Handlers name these. Looking for them the first time runs Java code, for which an overflown stack has no room.
    for (var name : Linkage.NOT_OF_THE_GUEST) {
      init.visitLdcInsn(Type.getObjectType(name));
      init.visitInsn(POP);
    }
    // For the same reason, what handlers of the host's exceptions call is linked by a first call.
    for (var name : List.of("java/lang/StackOverflowError", "java/lang/OutOfMemoryError")) {
      init.visitTypeInsn(NEW, name);
      init.visitInsn(DUP);
      init.visitMethodInsn(INVOKESPECIAL, name, "<init>", "()V", false);
      init.visitMethodInsn(INVOKESTATIC, Linkage.ROOT, Linkage.ROOT_CAUGHT, Linkage.caught(symbols.types), false);
      init.visitInsn(POP);
    }
    init.visitInsn(RETURN);
    finish(init);
    // One call site of the whole program's polls takes a call, which the compilers inline, but is linked only once.
    var poll = method(writer, ACC_PUBLIC, Linkage.ROOT_POLL, "()V");
    poll.visitInvokeDynamicInsn("poll", "()V", Linkage.POLL);
    poll.visitInsn(RETURN);
    finish(poll);
    var caught = method(writer, ACC_PUBLIC, Linkage.ROOT_CAUGHT, Linkage.caught(symbols.types));
    var other = new Label();
    caught.visitVarInsn(ALOAD, 0);
    caught.visitTypeInsn(INSTANCEOF, "java/lang/StackOverflowError");
    caught.visitJumpInsn(IFEQ, other);
    objects.returnStackOverflow(caught);
    caught.visitLabel(other);
    caught.visitFrame(Opcodes.F_NEW, 1, new Object[] {"java/lang/Throwable"}, 0, null);
    caught.visitFieldInsn(GETSTATIC, Linkage.ROOT, Linkage.ROOT_HOST, type);
    caught.visitVarInsn(ALOAD, 0);
    caught.visitMethodInsn(INVOKEVIRTUAL, Linkage.HOST_CALLS, "caught", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;", false);
    caught.visitTypeInsn(CHECKCAST, symbols.types.name(ReferenceTypes.THROWABLE));
    caught.visitInsn(ARETURN);
    finish(caught);
    writer.visitEnd();
    return writer.toByteArray();
  }

  // Static fields

  private byte[] statics(String owner, ClassModel model) {
    var writer = writer(owner);
    var strings = new ArrayList<ClassModel.StaticField>();
    for (var field : model.statics()) {
      var member = symbols.staticField(model.name() + "." + field.name());
      if (field.initialString() != null) strings.add(field);
      writer.visitField(ACC_PUBLIC | ACC_STATIC, member.name(), member.descriptor(), null, initialValue(field)).visitEnd();
    }
    if (!strings.isEmpty()) {
      var init = method(writer, 0, "<clinit>", "()V");
      var code = new Code(init, symbols);
      for (var field : strings) {
        var member = symbols.staticField(model.name() + "." + field.name());
        code.text(field.initialString());
        code.field(PUTSTATIC, owner, member.name(), member.descriptor());
      }
      code.op(RETURN);
      finish(init);
    }
    if (model.hasInitializer()) initialization(writer, model);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static Object initialValue(ClassModel.StaticField field) {
    if (field.initialBits() == 0 || field.mem() == MemType.REF) return null;
    return switch (field.mem().type()) {
      case I32 -> (int) field.initialBits();
      case I64 -> field.initialBits();
      case F32 -> Float.intBitsToFloat((int) field.initialBits());
      case F64 -> Double.longBitsToDouble(field.initialBits());
      case REF, PTR -> null;
    };
  }

  /** {@code class.init}, small enough to be inlined everywhere: {@code if (state != DONE) initializer()}. */
  private void initialization(ClassWriter writer, ClassModel model) {
    var member = symbols.initialization(model.name());
    var state = symbols.staticField(Module.stateField(model.name()));
    var initializer = symbols.method(Module.initializer(model.name()));
    var method = method(writer, ACC_PUBLIC, member.name(), member.descriptor());
    var done = new Label();
    method.visitFieldInsn(GETSTATIC, state.owner(), state.name(), state.descriptor());
    method.visitInsn(ICONST_0 + ClassModel.InitState.DONE);
    method.visitJumpInsn(IF_ICMPEQ, done);
    method.visitMethodInsn(INVOKESTATIC, initializer.owner(), initializer.name(), initializer.descriptor(), false);
    method.visitLabel(done);
    method.visitFrame(Opcodes.F_NEW, 0, null, 0, null);
    method.visitInsn(RETURN);
    finish(method);
  }

  // Functions

  private byte[] code(String owner, List<Function> functions) throws Refusal {
    var writer = writer(owner);
    for (var function : functions) {
      var member = symbols.method(function.name());
      var visitor = method(writer, ACC_PUBLIC, member.name(), member.descriptor());
      var out = new Code(visitor, symbols);
      var code = new LinearCode(function, symbols.references.of(function));
      var plan = new CheckPlan(code, symbols.references);
      var trees = new Trees(code, plan);
      long least = FunctionEmitter.leastBytes(code, trees);
      if (least > MAX_CODE_BYTES) throw tooLarge(function.name(), "at least " + least);
      new FunctionEmitter(symbols, code, plan, trees, out).emit();
      finish(visitor);
      methods.put(key(owner, member.name()), new Method(function.name(), List.copyOf(out.sites())));
    }
    for (var call : symbols.anyCalls(owner)) {
      var visitor = method(writer, ACC_PUBLIC, call.member().name(), call.member().descriptor());
      ObjectClasses.anyCall(visitor, symbols, call);
      finish(visitor);
    }
    writer.visitEnd();
    try {
      return writer.toByteArray();
    } catch (MethodTooLargeException e) {
      throw tooLarge(methods.get(key(owner, e.getMethodName())).function(), String.valueOf(e.getCodeSize()));
    } catch (ClassTooLargeException e) {
      throw new Refusal("@" + functions.getFirst().name() + ": " + e.getConstantPoolCount() + " constants in its class; a JVM class holds "
          + MAX_CODE_BYTES + " at most");
    }
  }

  private static Refusal tooLarge(String function, String bytes) {
    return new Refusal("@" + function + ": " + bytes + " bytes of bytecode; a JVM method holds " + MAX_CODE_BYTES + " at most");
  }
}
