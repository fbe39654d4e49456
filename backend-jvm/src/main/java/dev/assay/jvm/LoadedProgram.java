package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Module;
import dev.assay.runtime.Console;
import dev.assay.spi.GuestIo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A compiled program in the host: its classes, its statics, what its code refers to. */
final class LoadedProgram {
  private final Symbols symbols;
  private final Console console;
  private final Accessors accessors;
  private final Strings strings;
  private final ClassObjects classObjects;
  private final Throwables throwables;
  private final HostCalls host;
  private final Deoptimizer deoptimizer;
  private final Polls polls = new Polls();
  private final ProgramLoader loader;
  private final Map<String, VarHandle> staticFields = new HashMap<>();
  private final Map<String, VarHandle> instanceFields = new HashMap<>();

  LoadedProgram(ProgramCompiler compiled, GuestIo io) {
    symbols = compiled.symbols();
    console = new Console(io);
    deoptimizer = new Deoptimizer(this, symbols.guards);
    loader = new ProgramLoader(this, compiled);
    accessors = newAccessors();
    strings = new Strings(accessors);
    classObjects = new ClassObjects(this, symbols.types, accessors);
    throwables = new Throwables(symbols.types, compiled, accessors, strings);
    host = new HostCalls(this);
    loader.initialize(List.copyOf(compiled.classFiles().keySet()));
  }

  private Accessors newAccessors() {
    try {
      return (Accessors) hostNamed(Linkage.PROGRAM_ACCESSORS).getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new CompilerBug("accessors", e);
    }
  }

  /** What was spent so far on loading the program's classes. */
  long defineNanos() {
    return loader.defineNanos();
  }

  Module module() {
    return symbols.module();
  }

  Console console() {
    return console;
  }

  Accessors accessors() {
    return accessors;
  }

  Strings strings() {
    return strings;
  }

  /** An array of new strings. */
  Object[] strings(List<String> texts) {
    var array = (Object[]) Array.newInstance(hostClass(ReferenceTypes.STRING), texts.size());
    for (int i = 0; i < array.length; i++) array[i] = strings.make(texts.get(i));
    return array;
  }

  ClassObjects classObjects() {
    return classObjects;
  }

  Throwables throwables() {
    return throwables;
  }

  HostCalls host() {
    return host;
  }

  Deoptimizer deoptimizer() {
    return deoptimizer;
  }

  Polls polls() {
    return polls;
  }

  List<String> longTexts() {
    return symbols.longTexts;
  }

  String guestName(Class<?> c) {
    return symbols.types.guestName(c);
  }

  /** Whether an object is of a guest class. */
  boolean isSubtype(Object object, String guestClass) {
    return symbols.types.hierarchy().isSubtype(guestName(object.getClass()), guestClass);
  }

  /** The host's class for a class or array class of the guest. */
  Class<?> hostClass(String guestClass) {
    try {
      return hostNamed(symbols.types.name(guestClass));
    } catch (ClassNotFoundException e) {
      throw new CompilerBug("no host class for " + guestClass, e);
    }
  }

  private Class<?> hostNamed(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'), true, loader);
  }

  /** An object whose constructor has not run. */
  Object newObject(String guestClass) {
    try {
      return hostNamed(symbols.types.generatedName(guestClass)).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("new " + guestClass, e);
    }
  }

  VarHandle staticField(String name) {
    return staticFields.computeIfAbsent(name, _ -> field(symbols.staticField(name), true));
  }

  VarHandle instanceField(String name) {
    return instanceFields.computeIfAbsent(name, _ -> field(symbols.instanceField(name), false));
  }

  private VarHandle field(Symbols.Member field, boolean isStatic) {
    try {
      Class<?> owner = hostNamed(field.owner());
      Class<?> type = MethodType.fromMethodDescriptorString("()" + field.descriptor(), loader).returnType();
      var lookup = MethodHandles.publicLookup();
      return isStatic ? lookup.findStaticVarHandle(owner, field.name(), type) : lookup.findVarHandle(owner, field.name(), type);
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("field " + field, e);
    }
  }

  MethodHandle function(String name) {
    var method = symbols.method(name);
    try {
      Class<?> owner = hostNamed(method.owner());
      return MethodHandles.publicLookup().findStatic(owner, method.name(),
          MethodType.fromMethodDescriptorString(method.descriptor(), loader));
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("function " + name, e);
    }
  }
}
