package dev.assay.frontend;

import dev.assay.ir.ClassModel;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Class initialisation as JVMS §5.5 has it: lazily, once, superclass first; in the one thread that there is, a class that is being
 * initialised counts as done; one that failed stays failed. A function {@link Module#initializer} per class does it.
 */
final class Initialisers {
  private final World world;
  private final Classes classes;
  private final Set<String> required = new HashSet<>();

  Initialisers(World world, Classes classes) {
    this.world = world;
    this.classes = classes;
  }

  /**
   * Whether initialising a class after the start runs code: its own, that of a superclass, or of a superinterface with default methods.
   */
  boolean runsCode(String name) {
    if (Vm.INITIALISED.contains(name)) return false;
    return classes.load(name).method("<clinit>", "()V") != null || !before(classes.load(name)).isEmpty();
  }

  /** What must be initialised before a class, and runs code, in order (JVMS §5.5, step 7). */
  private List<String> before(LoadedClass loaded) {
    var before = new ArrayList<String>();
    if (loaded.isInterface()) return before;
    var superclass = loaded.node().superName;
    if (superclass != null && runsCode(superclass)) before.add(superclass);
    var interfaces = new ArrayList<String>();
    for (var i : loaded.interfaces()) collect(i, interfaces);
    for (var i : interfaces) if (!before.contains(i) && (superclass == null || !classes.isSubclass(superclass, i))) before.add(i);
    return before;
  }

  // Superinterfaces first, each if it declares a method that is neither abstract nor static.
  private void collect(String name, List<String> interfaces) {
    var loaded = classes.load(name);
    for (var i : loaded.interfaces()) collect(i, interfaces);
    boolean hasDefaults = loaded.node().methods.stream()
        .anyMatch(m -> (m.access & (org.objectweb.asm.Opcodes.ACC_ABSTRACT | org.objectweb.asm.Opcodes.ACC_STATIC)) == 0);
    if (hasDefaults && loaded.method("<clinit>", "()V") != null && !interfaces.contains(name)) interfaces.add(name);
  }

  /** Whether an access from a method must make sure that a class is initialised. */
  boolean isNeeded(String name, LoadedMethod from) {
    if (!runsCode(name)) return false;
    // A method that runs means that its class, and so its superclasses, has been initialised or is being so. Not so its interfaces.
    if (from.owner().equals(name)) return false;
    return classes.isInterface(name) || classes.isInterface(from.owner()) || !classes.isSubclass(from.owner(), name);
  }

  /** Has the initialiser of a class built; returns the class's name. */
  String require(String name) {
    if (!required.add(name)) return name;
    world.requireClass(name);
    world.markInitialised(name);
    build(classes.load(name));
    return name;
  }

  private void build(LoadedClass loaded) {
    var name = loaded.name();
    var function = new Function(Module.initializer(name), null);
    world.add(function);
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
    world.in(function.name(), () -> {
      for (var first : before(loaded)) emit.emit(new Insn.ClassInit(Position.NONE, require(first)));
      var own = loaded.method("<clinit>", "()V");
      if (own != null) emit.call(world.requireMethod(own), null, List.of());
    });
    emit.unwindTo(null);
    putState(emit, state, ClassModel.InitState.DONE);
    emit.end(new Terminator.Return(Position.NONE, null));

    emit.moveTo(handler);
    putState(emit, state, ClassModel.InitState.FAILED);
    var className = emit.string(World.sourceName(name));
    emit.end(new Terminator.Throw(Position.NONE,
        support(function, emit, "initialiserThrew", "(Ljava/lang/String;Ljava/lang/Throwable;)Ljava/lang/Throwable;", className,
            exception)));

    emit.moveTo(failed);
    emit.end(new Terminator.Throw(Position.NONE,
        support(function, emit, "initialiserHasFailed", "(Ljava/lang/String;)Ljava/lang/Throwable;", emit.string(World.sourceName(name)))));

    emit.moveTo(done);
    emit.end(new Terminator.Return(Position.NONE, null));
  }

  private dev.assay.ir.Value support(Function function, Emitter emit, String method, String descriptor, dev.assay.ir.Value... args) {
    var callee = new String[1];
    world.in(function.name(), () -> callee[0] = world.requireMethod(classes.method(Vm.SUPPORT, method, descriptor)));
    return emit.call(callee[0], Type.REF, List.of(args));
  }

  private static void putState(Emitter emit, String field, int state) {
    emit.emit(new Insn.StaticPut(Position.NONE, field, emit.i32(state)));
  }
}
