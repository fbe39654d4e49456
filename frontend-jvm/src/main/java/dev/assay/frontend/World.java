package dev.assay.frontend;

import dev.assay.ir.ClassModel;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.SymbolOp;
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
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldNode;

/**
 * The closed world of a program: starts at main and builds every method, field and class initialiser that is reached. What cannot be built
 * is refused with the path of calls that reaches it; in a method of the JDK, which may never be called, it becomes a throw.
 *
 * <p>Which methods a virtual call reaches depends on the classes that the program makes objects of, which in turn are found in the methods
 * that are reached: rapid type analysis (Bacon and Sweeney, OOPSLA 1996), in {@link Dispatch}. Functions that no class file holds have
 * names in angle brackets and stay out of stack traces.
 */
public final class World {
  private static final String START = "<start>";
  private static final Set<String> PRIMITIVES = Set.of("boolean", "byte", "char", "short", "int", "long", "float", "double", "void");
  private static final String GUARD = "<guard>";
  private static final String THROWABLE = "java/lang/Throwable";
  /** What an exception that ends the program is asked, besides its fields. */
  private static final List<String> TALKING = List.of("toString()Ljava/lang/String;", "getMessage()Ljava/lang/String;",
      "getLocalizedMessage()Ljava/lang/String;", "getCause()Ljava/lang/Throwable;", "printStackTrace(Ljava/io/PrintStream;)V");
  /** What gives an exception more to print than message, cause and the trace of its creation. */
  private static final List<String> ADDING = List.of("addSuppressed(Ljava/lang/Throwable;)V",
      "setStackTrace([Ljava/lang/StackTraceElement;)V", "initCause(Ljava/lang/Throwable;)Ljava/lang/Throwable;");
  private static final int MAX_PATH = 12;

  private final Classes classes;
  private final Module module;
  private final Dispatch dispatch;
  private final Initialisers initialisers;
  private final SyntheticFunctions synthetics;
  private final Desugaring desugaring;
  private final Map<String, Modelled> modelled = new LinkedHashMap<>();
  private final Map<String, String> reachedFrom = new LinkedHashMap<>();
  private final Deque<LoadedMethod> work = new ArrayDeque<>();
  private final List<LoadedMethod> dormant = new ArrayList<>();
  private final Map<String, String> enumValues = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<String, List<String>> unseen = new HashMap<>();
  private boolean usesEnumConstants;
  private boolean usesNewArray;
  private String current;

  private World(ClassPath classPath, String name) throws Refusal {
    var substitutes = new Substitutes(classPath);
    substitutes.check();
    this.classes = new Classes(classPath, substitutes);
    this.module = new Module(name);
    this.dispatch = new Dispatch(this, classes);
    this.initialisers = new Initialisers(this, classes);
    this.synthetics = new SyntheticFunctions(module);
    this.desugaring = new Desugaring(classes);
  }

  /** Builds the high-level IR of a program. */
  public static Module build(JavaProgram program) throws Refusal {
    return reach(program).module();
  }

  /** The same, with the reasons. */
  public static Reach reach(JavaProgram program) throws Refusal {
    var world = new World(program.classPath(), sourceName(program.mainClass()));
    try {
      world.start(program);
      world.finish();
    } catch (Broken e) {
      throw e.refusal;
    } catch (Unsupported e) {
      // Before any method is built: the class of main, its superclasses, its interfaces.
      throw new Refusal(e.getMessage() + " is not supported yet, in " + sourceName(program.mainClass()));
    }
    for (var model : world.modelled.values()) world.module.add(model.finish(world.dispatch));
    return new Reach(world.module, world.reachedFrom);
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

  Classes classes() {
    return classes;
  }

  Module module() {
    return module;
  }

  Initialisers initialisers() {
    return initialisers;
  }

  SyntheticFunctions synthetics() {
    return synthetics;
  }

  Desugaring desugaring() {
    return desugaring;
  }

  private void start(JavaProgram program) throws Refusal {
    var mainClass = program.mainClass();
    var descriptor = MainMethod.find(program.classPath(), mainClass);
    var main = classes.method(mainClass, "main", descriptor);
    var function = new Function(mainClass + "." + START, null);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    emit.moveTo(entry);
    List<Value> args = List.of();
    if (!descriptor.equals("()V")) {
      args = List.of(function.newValue(Type.REF, "args"));
      entry.params().addAll(args);
    }
    for (var name : Vm.INSTANTIATED) instantiate(name);
    for (var name : Vm.INITIALISED) initialise(name, emit);
    // The launched class, which may have inherited its main.
    if (initialisers.runsCode(mainClass)) initialise(mainClass, emit);
    if (main.isStatic()) {
      emit.call(requireMethod(main), null, args);
    } else {
      var receiver = emit.newObject(instantiate(mainClass));
      emit.call(requireMethod(classes.method(mainClass, "<init>", "()V")), null, List.of(receiver));
      var receiverAndArgs = new ArrayList<Value>(List.of(receiver));
      receiverAndArgs.addAll(args);
      emit.call(requireMethod(main), null, receiverAndArgs);
    }
    emit.end(new Terminator.Return(Position.NONE, null));
    module.add(function);
    module.setEntry(function.name());
  }

  /** Builds what is reached, and then what depends on all that is. */
  private void finish() {
    boolean guarded = false;
    while (true) {
      buildAll();
      wake();
      if (usesEnumConstants)
        modelled.values().stream().map(m -> m.loaded.name()).filter(classes::isEnum).toList().forEach(this::requireValues);
      if (!guarded && hasTalkingThrowable()) {
        guard();
        guarded = true;
      } else if (work.isEmpty()) {
        break;
      }
    }
    for (var method : dormant) module.add(MethodBuilder.buildUnsupported(this, method, "an object that the program never makes"));
    // What follows may need the first throw of the program, but no objects that it does not have.
    buildAll();
    if (usesNewArray) in(SyntheticFunctions.NEW_ARRAY, () -> module.add(synthetics.newArray(this, classes, elementClasses())));
    if (usesEnumConstants) module.add(synthetics.enumConstants(this, enumValues));
    do
      buildAll();
    while (dispatch.closeUnseen());
  }

  private void buildAll() {
    while (!work.isEmpty()) build(work.removeFirst());
  }

  /** Takes up the methods that have become able to do something. */
  private void wake() {
    var awake = dormant.stream().filter(m -> dispatch.hasObjects(classes.needs(m))).toList();
    dormant.removeAll(awake);
    work.addAll(awake);
  }

  /** The classes that arrays may be asked for: those that the code names, and the elements of the arrays it names. */
  private Set<String> elementClasses() {
    var found = new TreeSet<String>();
    for (var function : module.functions())
      for (var block : function.blocks())
        for (var insn : block.insns())
          switch (insn instanceof Terminator.Try attempt ? attempt.body() : insn) {
          case Insn.NewArray array -> {
            for (var name = array.arrayClass(); name.startsWith("["); name = name.substring(1))
              if (name.startsWith("[L") || name.startsWith("[[")) found.add(Bytecode.elementClass(name));
          }
          case Insn.Symbol symbol when symbol.op() == SymbolOp.CLASS && !PRIMITIVES.contains(symbol.name()) -> found.add(symbol.name());
          default -> {}
          }
    return found;
  }

  private void requireValues(String enumName) {
    if (enumValues.containsKey(enumName)) return;
    in(SyntheticFunctions.ENUM_CONSTANTS, () -> {
      if (initialisers.runsCode(enumName)) initialisers.require(enumName);
      enumValues.put(enumName, requireMethod(classes.method(enumName, "values", "()[L" + enumName + ";")));
    });
  }

  /** The function from an element class and a length to an array. */
  String requireNewArray() {
    usesNewArray = true;
    reachedFrom.putIfAbsent(SyntheticFunctions.NEW_ARRAY, current);
    return SyntheticFunctions.NEW_ARRAY;
  }

  /** The function from the class of an enum to an array of its values. */
  String requireEnumConstants() {
    usesEnumConstants = true;
    reachedFrom.putIfAbsent(SyntheticFunctions.ENUM_CONSTANTS, current);
    return SyntheticFunctions.ENUM_CONSTANTS;
  }

  /** Whether an object's own methods, and not a few of its fields alone, say what is printed if it ends the program. */
  private boolean hasTalkingThrowable() {
    return ADDING.stream().anyMatch(m -> reachedFrom.containsKey(THROWABLE + "." + m))
        || modelled.keySet().stream().filter(c -> dispatch.isInstantiated(c) && classes.isSubclass(c, THROWABLE))
            .anyMatch(c -> TALKING.stream().anyMatch(m -> {
              var owner = classes.method(c, m.substring(0, m.indexOf('(')), m.substring(m.indexOf('('))).owner();
              return !owner.equals(THROWABLE) && !owner.equals("java/lang/NullPointerException");
            }));
  }

  /** Has the program start in a function that lets an exception say itself what is printed of it. */
  private void guard() {
    var start = module.function(module.entry());
    var function = new Function(start.name().replace(START, GUARD), null);
    var emit = new Emitter(function);
    var entry = function.newBlock("entry");
    emit.moveTo(entry);
    var args = start.blocks().getFirst().params().stream().map(p -> function.newValue(p.type(), p.name())).toList();
    entry.params().addAll(args);
    var handler = function.newBlock("threw");
    var exception = function.newValue(Type.REF);
    handler.params().add(exception);
    emit.unwindTo(e -> new Edge(handler, e.args()));
    emit.call(start.name(), null, args);
    emit.unwindTo(null);
    emit.end(new Terminator.Return(Position.NONE, null));
    emit.moveTo(handler);
    in(function.name(), () -> emit.call(requireMethod(classes.method(Vm.SUPPORT, "uncaught", "(Ljava/lang/Throwable;)V")), null,
        List.of(exception)));
    emit.end(new Terminator.Throw(Position.NONE, exception));
    module.add(function);
    module.setEntry(function.name());
  }

  private void initialise(String className, Emitter emit) {
    emit.emit(new Insn.ClassInit(Position.NONE, initialisers.require(className)));
  }

  private void build(LoadedMethod method) {
    current = method.functionName();
    try {
      var needed = classes.needs(method);
      if (needed != null && !dispatch.hasObjects(needed)) {
        dormant.add(method);
        return;
      }
      var cut = classes.cut(method);
      if (cut != null) throw new Unsupported("the use of " + cut);
      if (method.isNative()) module.add(MethodBuilder.buildNative(this, method));
      else module.add(MethodBuilder.build(this, method));
    } catch (Unsupported e) {
      if (!classes.isOfJdk(method.owner())) throw refuse(e.getMessage() + " is not supported yet", method.functionName());
      module.add(MethodBuilder.buildUnsupported(this, method, e.getMessage()));
    }
  }

  Broken refuse(String what, String function) {
    var path = Reach.path(reachedFrom, function).stream().map(World::shortName).toList();
    if (path.size() > MAX_PATH) path = path.subList(path.size() - MAX_PATH, path.size());
    return new Broken(new Refusal(what + ", in " + path.getLast() + ", reached by " + String.join(" → ", path)));
  }

  static String shortName(String function) {
    int paren = function.indexOf('(');
    return sourceName(paren < 0 ? function : function.substring(0, paren));
  }

  /** A class name as Java source writes it, nested classes apart. */
  static String sourceName(String internalName) {
    return internalName == null ? "?" : internalName.replace('/', '.');
  }

  // Classes

  /** A class of the module in the making. */
  private static final class Modelled {
    private final LoadedClass loaded;
    private final Map<String, ClassModel.StaticField> statics = new LinkedHashMap<>();
    private final List<ClassModel.Field> fields = new ArrayList<>();
    private boolean initialiser;

    Modelled(LoadedClass loaded) {
      this.loaded = loaded;
      for (var field : loaded.node().fields)
        if ((field.access & Opcodes.ACC_STATIC) == 0) fields.add(new ClassModel.Field(field.name, MemType.ofDescriptor(field.desc)));
    }

    ClassModel finish(Dispatch dispatch) {
      var kind = loaded.isInterface() ? ClassModel.Kind.INTERFACE
          : dispatch.isMade(loaded.name()) ? ClassModel.Kind.CLASS : ClassModel.Kind.ABSTRACT;
      var all = new ArrayList<>(statics.values());
      if (initialiser) all.add(new ClassModel.StaticField(ClassModel.STATE_FIELD, MemType.I32, ClassModel.InitState.NEW, null));
      return new ClassModel(loaded.name(), kind, loaded.node().superName, loaded.interfaces(), loaded.node().sourceFile,
          loaded.moduleName(), initialiser, all, fields, dispatch.methods(loaded.name()));
    }
  }

  /** Puts a class or array class that code names into the module, with all its supertypes. */
  void requireClass(String name) {
    var element = name.replace("[", "");
    if (name.startsWith("[")) {
      if (!element.startsWith("L")) return;
      element = element.substring(1, element.length() - 1);
    }
    model(element);
  }

  private Modelled model(String name) {
    var known = modelled.get(name);
    if (known != null) return known;
    var loaded = classes.load(name);
    var model = new Modelled(loaded);
    modelled.put(name, model);
    if (loaded.node().superName != null) model(loaded.node().superName);
    for (var i : loaded.interfaces()) model(i);
    return model;
  }

  /** The class will have objects: every method that a virtual call may run on one of them is reached. */
  String instantiate(String className) {
    requireClass(className);
    dispatch.instantiate(className);
    return className;
  }

  /** The class will have objects that only the readers of a static field see. */
  String instantiateUnseen(String className, String field) {
    if (seen.contains(field)) return instantiate(className);
    requireClass(className);
    dispatch.makeUnseen(className);
    unseen.computeIfAbsent(field, _ -> new ArrayList<>()).add(className);
    return className;
  }

  /** A static field is read. */
  void see(String field) {
    if (!seen.add(field)) return;
    var objects = unseen.remove(field);
    if (objects != null) objects.forEach(this::instantiate);
  }

  void markInitialised(String className) {
    model(className).initialiser = true;
  }

  // Members

  /** Has a method built that is called directly; returns its function's name. */
  String requireMethod(LoadedMethod method) {
    var function = method.functionName();
    if (!reachedFrom.containsKey(function)) {
      reachedFrom.put(function, current);
      requireClass(method.owner());
      work.addLast(method);
    }
    return function;
  }

  /** Has all methods built that a virtual call of a resolved method may run. */
  void requireVirtual(String owner, LoadedMethod resolved) {
    requireClass(owner);
    dispatch.call(owner, resolved);
  }

  /** Adds a function that no class file holds. */
  void add(Function function) {
    module.add(function);
    reachedFrom.putIfAbsent(function.name(), current);
  }

  /** Does something on behalf of a function that no class file holds, for the paths in refusals. */
  void in(String function, Runnable action) {
    var before = current;
    current = function;
    action.run();
    current = before;
  }

  /** The static field as the IR names it; it is part of the module then. */
  String requireStatic(Classes.Field field) {
    model(field.owner()).statics.computeIfAbsent(field.node().name, _ -> staticField(field.node()));
    return field.name();
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
}
