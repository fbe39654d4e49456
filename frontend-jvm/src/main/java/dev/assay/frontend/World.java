package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Block;
import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassModel;
import dev.assay.ir.CompareOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.spi.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldNode;

/**
 * The closed world of a program: starts at main and builds every method, static field and class initialiser that is reached. What cannot
 * be built is refused with the path of calls that reaches it.
 *
 * <p>Classes are initialised lazily and at most once, as JVMS §5.5 says, by a function {@link Module#initializer} per class that this
 * writes. Functions that no class file holds have names in angle brackets and stay out of stack traces.
 */
public final class World {
  private static final String START = "<start>";
  private static final String PRINT_CHARS = "assay.<print chars>";
  private static final String THROWABLE_TEXT = "assay.<throwable text>";
  private static final String THROW = "assay.<throw>";
  private static final int MAX_PATH = 12;

  /** A static field that was resolved. */
  record StaticField(String owner, String name) {}

  private final ClassPath classPath;
  private final Module module;
  private final Map<String, LoadedClass> classes = new HashMap<>();
  private final Map<String, Modelled> modelled = new LinkedHashMap<>();
  private final Map<String, String> reachedFrom = new LinkedHashMap<>();
  private final Deque<LoadedMethod> work = new ArrayDeque<>();
  private String current;

  private World(ClassPath classPath, String name) {
    this.classPath = classPath;
    this.module = new Module(name);
  }

  /** Builds the high-level IR of a program. */
  public static Module build(JavaProgram program) throws Refusal {
    var world = new World(program.classPath(), sourceName(program.mainClass()));
    try {
      world.start(program.mainClass());
      while (!world.work.isEmpty()) world.build(world.work.removeFirst());
    } catch (Broken e) {
      throw e.refusal;
    } catch (Unsupported e) {
      // Before any method is built: the class of main, its superclasses, its interfaces.
      throw new Refusal(e.getMessage() + " is not supported yet, in " + sourceName(program.mainClass()));
    }
    for (var model : world.modelled.values()) world.module.add(model.finish());
    return world.module;
  }

  /** A refusal on its way through code that cannot declare it. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Broken(Refusal refusal) {
      super(null, refusal, false, false);
      this.refusal = refusal;
    }
  }

  private void start(String mainClass) throws Refusal {
    var descriptor = MainMethod.find(classPath, mainClass);
    boolean takesArgs = !descriptor.equals("()V");
    var main = requireMethod(mainClass, "main", descriptor);
    var function = new Function(mainClass + "." + START, null);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    emit.moveTo(entry);
    List<Value> args = List.of();
    if (takesArgs) {
      args = List.of(function.newValue(Type.REF, "args"));
      entry.params().addAll(args);
    }
    // The launched class, which may have inherited its main.
    if (hasInitialiser(mainClass)) {
      requireInitialiser(mainClass);
      emit.emit(new Insn.ClassInit(Position.NONE, mainClass));
    }
    emit.call(main.functionName(), null, args);
    emit.end(new Terminator.Return(Position.NONE, null));
    module.add(function);
    module.setEntry(function.name());
  }

  private void build(LoadedMethod method) {
    current = method.functionName();
    try {
      module.add(MethodBuilder.build(this, method));
    } catch (Unsupported e) {
      throw refuse(e.getMessage() + " is not supported yet", method.functionName());
    }
  }

  private Broken refuse(String what, String function) {
    var path = new ArrayList<String>();
    for (var at = function; at != null && path.size() < MAX_PATH; at = reachedFrom.get(at)) path.addFirst(shortName(at));
    return new Broken(new Refusal(what + ", in " + path.getLast() + ", reached by " + String.join(" → ", path)));
  }

  private static String shortName(String function) {
    int paren = function.indexOf('(');
    return sourceName(paren < 0 ? function : function.substring(0, paren));
  }

  /** A class name as Java source writes it, nested classes apart. */
  static String sourceName(String internalName) {
    return internalName == null ? "?" : internalName.replace('/', '.');
  }

  // Classes

  private LoadedClass load(String name) {
    var loaded = classes.get(name);
    if (loaded == null) {
      var file = classPath.find(name);
      if (file.isEmpty()) throw new Unsupported("class " + sourceName(name) + ", which is not in the class path,");
      try {
        loaded = LoadedClass.read(file.get());
      } catch (Refusal e) {
        throw new Broken(e);
      }
      classes.put(name, loaded);
      if (!loaded.isOfJdk()) refuseCycle(loaded, file.get().origin());
    }
    return loaded;
  }

  /** JVMS §5.3.5: no class is its own superclass or interface. The class of a cycle that is loaded last closes it. */
  private void refuseCycle(LoadedClass last, String origin) {
    var above = new ArrayDeque<LoadedClass>(List.of(last));
    var seen = new HashSet<String>();
    while (!above.isEmpty()) {
      var at = above.removeFirst();
      var names = new ArrayList<>(at.interfaces());
      if (at.node().superName != null) names.add(at.node().superName);
      for (var name : names) {
        if (name.equals(last.name()))
          throw new Broken(new Refusal(origin + ": class " + sourceName(name) + " is its own superclass or interface"));
        if (seen.add(name) && classes.get(name) instanceof LoadedClass next) above.add(next);
      }
    }
  }

  boolean isOfJdk(String name) {
    return load(name).isOfJdk();
  }

  boolean isInterface(String name) {
    return load(name).isInterface();
  }

  /** The superclass of a class, null of java/lang/Object. */
  String superclass(String name) {
    return load(name).node().superName;
  }

  boolean isThrowableOfJdk(String name) {
    return !name.startsWith("[") && load(name).isOfJdk() && isSubclass(name, "java/lang/Throwable");
  }

  /** Whether a class is known to be another or a subclass of it. Null is of every class. */
  boolean isSubclass(String name, String of) {
    if (name == null || name.contains(".")) return false;
    if (name.equals(of) || name.equals(SlotValue.NULL) || of.equals(SlotValue.OBJECT)) return true;
    if (name.startsWith("[")) {
      var a = name.substring(1);
      var b = of.startsWith("[") ? of.substring(1) : null;
      if (b == null) return of.equals("java/lang/Cloneable") || of.equals("java/io/Serializable");
      boolean references = (a.startsWith("[") || a.startsWith("L")) && (b.startsWith("[") || b.startsWith("L"));
      return references && isSubclass(Bytecode.elementClass(name), Bytecode.elementClass(of));
    }
    if (of.startsWith("[")) return false;
    for (var at = name; at != null; at = load(at).node().superName) {
      if (at.equals(of)) return true;
      for (var i : load(at).interfaces()) if (isSubclass(i, of)) return true;
    }
    return false;
  }

  /** The closest common superclass of two classes that are no arrays. Interfaces count as Object, as in JVMS §4.10.1.2. */
  String commonSuperclass(String a, String b) {
    for (var at = a; at != null; at = load(at).node().superName)
      if (!load(at).isInterface() && isSubclass(b, at)) return at;
    return SlotValue.OBJECT;
  }

  /** Puts a class that code tests for into the module, with its superclasses. */
  void requireClass(String name) {
    var element = name.replace("[", "");
    if (name.startsWith("[")) {
      if (!element.startsWith("L")) return;
      element = element.substring(1, element.length() - 1);
    }
    model(element);
  }

  /** A class of the module in the making. */
  private static final class Modelled {
    private final LoadedClass loaded;
    private final Map<String, ClassModel.StaticField> statics = new LinkedHashMap<>();
    private boolean initialiser;

    Modelled(LoadedClass loaded) {
      this.loaded = loaded;
    }

    ClassModel finish() {
      var fields = new ArrayList<>(statics.values());
      if (initialiser) fields.add(new ClassModel.StaticField(ClassModel.STATE_FIELD, MemType.I32, ClassModel.InitState.NEW, null));
      return new ClassModel(loaded.name(), loaded.node().superName, loaded.interfaces(), loaded.node().sourceFile, loaded.moduleName(),
          initialiser, fields);
    }
  }

  private Modelled model(String name) {
    var known = modelled.get(name);
    if (known != null) return known;
    var loaded = load(name);
    var model = new Modelled(loaded);
    modelled.put(name, model);
    if (loaded.node().superName != null) model(loaded.node().superName);
    for (var i : loaded.interfaces()) model(i);
    return model;
  }

  /** Has the initialiser of a class built. */
  void requireInitialiser(String name) {
    var model = model(name);
    if (model.initialiser) return;
    model.initialiser = true;
    buildInitialiser(model.loaded);
  }

  private static ClassModel.StaticField staticField(FieldNode field) {
    var mem = MemType.ofDescriptor(field.desc);
    return switch (field.value) {
      case null -> new ClassModel.StaticField(field.name, mem, 0, null);
      case String s -> new ClassModel.StaticField(field.name, mem, 0, s);
      case Integer i -> new ClassModel.StaticField(field.name, mem, i, null);
      case Long l -> new ClassModel.StaticField(field.name, mem, l, null);
      case Float f -> new ClassModel.StaticField(field.name, mem, Float.floatToRawIntBits(f), null);
      case Double d -> new ClassModel.StaticField(field.name, mem, Double.doubleToRawLongBits(d), null);
      default -> throw new Unsupported("the constant of field " + field.name);
    };
  }

  /** Whether initialising a class runs code: its own, or that of a superclass. */
  private boolean hasInitialiser(String name) {
    var loaded = load(name);
    if (loaded.method("<clinit>", "()V") != null) return true;
    return !loaded.isOfJdk() && !loaded.isInterface() && loaded.node().superName != null && hasInitialiser(loaded.node().superName);
  }

  /** Whether an access from a method must make sure that a class is initialised. */
  boolean needsInitialiser(String name, LoadedMethod from) {
    if (!hasInitialiser(name)) return false;
    if (from.owner().equals(name) && from.node().name.equals("<clinit>")) return false;
    // Running a static method of a user's class means that its initialiser, and that of its superclasses, has run or is running.
    boolean running = !isOfJdk(from.owner()) && !load(from.owner()).isInterface() && isSubclass(from.owner(), name)
        && !load(name).isInterface()
        || from.owner().equals(name) && !isOfJdk(name);
    return !running;
  }

  /** JVMS §5.5: run once; in the same thread a class that is being initialised counts as done; one that failed stays failed. */
  private void buildInitialiser(LoadedClass loaded) {
    var name = loaded.name();
    var function = new Function(Module.initializer(name), null);
    module.add(function);
    reachedFrom.putIfAbsent(function.name(), current);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    var run = function.newBlock("run");
    var failed = function.newBlock("failed");
    var done = function.newBlock("done");
    var state = Module.stateField(name);

    emit.moveTo(entry);
    var value = emit.emit(new Insn.StaticGet(Position.NONE, function.newValue(Type.I32), state));
    emit.end(new Terminator.Switch(Position.NONE, value, new int[] {ClassModel.InitState.NEW, ClassModel.InitState.FAILED},
        List.of(Edge.to(run), Edge.to(failed), Edge.to(done))));

    emit.moveTo(run);
    putState(emit, state, ClassModel.InitState.RUNNING);
    var handler = function.newBlock("threw");
    var exception = function.newValue(Type.REF);
    handler.params().add(exception);
    emit.unwindTo(e -> new Edge(handler, e.args()));
    var superclass = loaded.node().superName;
    if (superclass != null && !loaded.isOfJdk() && !loaded.isInterface() && hasInitialiser(superclass) && !isOfJdk(superclass)) {
      requireInitialiser(superclass);
      emit.emit(new Insn.ClassInit(Position.NONE, superclass));
    }
    if (loaded.method("<clinit>", "()V") != null) {
      var before = current;
      current = function.name();
      emit.call(requireMethod(name, "<clinit>", "()V").functionName(), null, List.of());
      current = before;
    }
    emit.unwindTo(null);
    putState(emit, state, ClassModel.InitState.DONE);
    emit.end(new Terminator.Return(Position.NONE, null));

    emit.moveTo(handler);
    putState(emit, state, ClassModel.InitState.FAILED);
    emit.end(new Terminator.Throw(Position.NONE, emit.host(HostOp.INITIALIZER_ERROR, exception)));

    emit.moveTo(failed);
    emit.end(new Terminator.Throw(Position.NONE, emit.host(HostOp.CLASS_FAILED, emit.string(name))));

    emit.moveTo(done);
    emit.end(new Terminator.Return(Position.NONE, null));
  }

  private static void putState(Emitter emit, String field, int state) {
    emit.emit(new Insn.StaticPut(Position.NONE, field, emit.i32(state)));
  }

  // Members

  /** Resolves a static method (JVMS §5.4.3.3) and has it built. */
  LoadedMethod requireMethod(String owner, String name, String descriptor) {
    LoadedMethod found = null;
    for (var at = owner; at != null && found == null; at = load(at).node().superName) found = load(at).method(name, descriptor);
    if (found == null) throw new Unsupported("method " + sourceName(owner) + "." + name + descriptor + ", which does not exist,");
    if (!found.isStatic()) throw new Unsupported("the instance method " + sourceName(owner) + "." + name);
    var function = found.functionName();
    if (!reachedFrom.containsKey(function)) {
      reachedFrom.put(function, current);
      if ((found.node().access & Opcodes.ACC_NATIVE) != 0)
        throw refuse("native method " + shortName(function) + " is not supported yet", function);
      model(found.owner());
      work.addLast(found);
    }
    return found;
  }

  /** Resolves a static field (JVMS §5.4.3.2). */
  StaticField requireStatic(String owner, String name, String descriptor) {
    var declaring = declaringClass(owner, name, descriptor);
    if (declaring == null) throw new Unsupported("static field " + sourceName(owner) + "." + name + ", which does not exist,");
    model(declaring.name()).statics.computeIfAbsent(name, _ -> staticField(declaring.field(name, descriptor)));
    return new StaticField(declaring.name(), declaring.name() + "." + name);
  }

  private LoadedClass declaringClass(String owner, String name, String descriptor) {
    for (var at = owner; at != null; at = load(at).node().superName) {
      var field = load(at).field(name, descriptor);
      if (field != null && (field.access & Opcodes.ACC_STATIC) != 0) return load(at);
      for (var i : load(at).interfaces()) {
        var inherited = declaringClass(i, name, descriptor);
        if (inherited != null) return inherited;
      }
    }
    return null;
  }

  // Functions that no class file holds

  /**
   * The function that allocates a multi-dimensional array, given its checked sizes.
   *
   * @param arrayClass of the whole array
   * @param dims number of sizes, at most the array's dimensions
   */
  String requireMultiArray(String arrayClass, int dims) {
    var name = "assay.<multianewarray>(" + arrayClass + dims + ")";
    if (module.function(name) != null) return name;
    var function = new Function(name, Type.REF);
    module.add(function);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    for (int i = 0; i < dims; i++) entry.params().add(function.newValue(Type.I32, "size" + i));
    emit.moveTo(entry);
    var sizes = List.copyOf(entry.params());
    var array = emit.newArray(arrayClass, sizes.getFirst());
    if (dims == 1) {
      emit.end(new Terminator.Return(Position.NONE, array));
      return name;
    }
    var inner = requireMultiArray(arrayClass.substring(1), dims - 1);
    var body = loop(function, emit, array, sizes.getFirst());
    var element = emit.call(inner, Type.REF, sizes.subList(1, dims));
    emit.emit(new Insn.ArrayStore(Position.NONE, MemType.REF, array, body.index(), element));
    body.close(emit);
    emit.end(new Terminator.Return(Position.NONE, array));
    return name;
  }

  /** The function that prints a char array, one unit after the other. */
  String requirePrintChars() {
    if (module.function(PRINT_CHARS) != null) return PRINT_CHARS;
    var function = new Function(PRINT_CHARS, null);
    module.add(function);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    var fd = function.newValue(Type.I32, "fd");
    var chars = function.newValue(Type.REF, "chars");
    entry.params().addAll(List.of(fd, chars));
    emit.moveTo(entry);
    var array = emit.nonNull(chars, "Cannot read the array length because \"cbuf\" is null");
    var length = emit.emit(new Insn.ArrayLength(Position.NONE, function.newValue(Type.I32), array));
    var body = loop(function, emit, array, length);
    var unit = emit.emit(new Insn.ArrayLoad(Position.NONE, function.newValue(Type.I32), MemType.U16, array, body.index()));
    emit.host(HostOp.PRINT_CHAR, fd, unit);
    body.close(emit);
    emit.end(new Terminator.Return(Position.NONE, null));
    return PRINT_CHARS;
  }

  /** The function that gives the text of a throwable, or null for null. */
  String requireThrowableText() {
    if (module.function(THROWABLE_TEXT) != null) return THROWABLE_TEXT;
    var function = new Function(THROWABLE_TEXT, Type.REF);
    module.add(function);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    var some = function.newBlock("some");
    var none = function.newBlock("none");
    var throwable = function.newValue(Type.REF, "throwable");
    entry.params().add(throwable);
    emit.moveTo(entry);
    var isNull = emit.compare(CompareOp.EQ, throwable, emit.nullRef());
    emit.end(new Terminator.Branch(Position.NONE, isNull, Edge.to(none), Edge.to(some)));
    emit.moveTo(none);
    emit.end(new Terminator.Return(Position.NONE, emit.nullRef()));
    emit.moveTo(some);
    emit.end(new Terminator.Return(Position.NONE, emit.host(HostOp.THROWABLE_STRING, emit.nonNull(throwable, ""))));
    return THROWABLE_TEXT;
  }

  /** The function that throws its argument. */
  String requireThrow() {
    if (module.function(THROW) != null) return THROW;
    var function = new Function(THROW, null);
    module.add(function);
    var entry = function.newBlock("entry");
    var exception = function.newValue(Type.REF, "exception");
    entry.params().add(exception);
    entry.insns().add(new Terminator.Throw(Position.NONE, exception));
    return THROW;
  }

  /** A loop over the indexes of an array, open at its body. */
  private record Loop(Block header, Block exit, Value counter, Value index) {
    void close(Emitter emit) {
      var next = emit.binary(BinaryOp.ADD, counter, emit.i32(1));
      emit.end(new Terminator.Jump(Position.NONE, Edge.to(header, next)));
      emit.moveTo(exit);
    }
  }

  private static Loop loop(Function function, Emitter emit, Value array, Value length) {
    var header = function.newBlock("loop");
    var body = function.newBlock("body");
    var exit = function.newBlock("exit");
    var counter = function.newValue(Type.I32, "i");
    header.params().add(counter);
    emit.end(new Terminator.Jump(Position.NONE, Edge.to(header, emit.i32(0))));
    emit.moveTo(header);
    emit.end(new Terminator.Branch(Position.NONE, emit.compare(CompareOp.LT, counter, length), Edge.to(body), Edge.to(exit)));
    emit.moveTo(body);
    var bound = emit.emit(new Insn.ArrayLength(Position.NONE, function.newValue(Type.I32), array));
    var index = emit.check(CheckOp.BOUNDS, "", counter, bound);
    return new Loop(header, exit, counter, index);
  }
}
