package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Module;
import dev.assay.runtime.Console;
import dev.assay.spi.GuestIo;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A compiled program in the host: its classes, its statics, what its code refers to. */
final class LoadedProgram {
  private final Symbols symbols;
  private final Console console;
  private final Throwables throwables;
  private final HostCalls host;
  private final Deoptimizer deoptimizer;
  private final Polls polls = new Polls();
  private final ProgramLoader loader;
  private final Map<String, VarHandle> staticFields = new HashMap<>();

  LoadedProgram(ProgramCompiler compiled, GuestIo io) {
    symbols = compiled.symbols();
    console = new Console(io);
    throwables = new Throwables(symbols.types, compiled.methods());
    host = new HostCalls(console, throwables);
    deoptimizer = new Deoptimizer(this, symbols.guards);
    loader = new ProgramLoader(this, compiled.classFiles());
    loader.initialize(compiled.classFiles().keySet());
  }

  Module module() {
    return symbols.module();
  }

  Console console() {
    return console;
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

  /** The host's class for an array class of the guest. */
  Class<?> hostClass(String arrayClass) {
    try {
      return Class.forName(symbols.types.name(arrayClass).replace('/', '.'), false, loader);
    } catch (ClassNotFoundException e) {
      throw new CompilerBug("no host class for " + arrayClass, e);
    }
  }

  VarHandle staticField(String name) {
    return staticFields.computeIfAbsent(name, _ -> {
      var field = symbols.field(name);
      try {
        Class<?> owner = Class.forName(field.owner().replace('/', '.'), true, loader);
        return MethodHandles.publicLookup().findStaticVarHandle(owner, field.name(),
            MethodType.fromMethodDescriptorString("()" + field.descriptor(), loader).returnType());
      } catch (ReflectiveOperationException e) {
        throw new CompilerBug("static field " + name, e);
      }
    });
  }

  MethodHandle function(String name) {
    var method = symbols.method(name);
    try {
      Class<?> owner = Class.forName(method.owner().replace('/', '.'), true, loader);
      return MethodHandles.publicLookup().findStatic(owner, method.name(),
          MethodType.fromMethodDescriptorString(method.descriptor(), loader));
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("function " + name, e);
    }
  }
}
