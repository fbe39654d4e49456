package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import java.util.HashMap;
import java.util.Map;

/** Defines the classes of one program; they are unloaded with it. */
final class ProgramLoader extends ClassLoader {
  private final LoadedProgram program;
  private final Map<String, byte[]> pending = new HashMap<>();

  ProgramLoader(LoadedProgram program, Map<String, byte[]> classFiles) {
    super(ProgramLoader.class.getClassLoader());
    this.program = program;
    classFiles.forEach((name, bytes) -> pending.put(name.replace('/', '.'), bytes));
  }

  LoadedProgram program() {
    return program;
  }

  /** Loads, verifies and initialises them all: what is wrong with one shows here, and no run pays for it. */
  void initialize(Iterable<String> internalNames) {
    for (var name : internalNames) {
      try {
        Class.forName(name.replace('/', '.'), true, this);
      } catch (ClassNotFoundException | LinkageError e) {
        throw new CompilerBug("generated class " + name + ": " + e.getMessage(), e);
      }
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes;
    synchronized (pending) {
      bytes = pending.remove(name);
    }
    if (bytes == null) throw new ClassNotFoundException(name);
    return defineClass(name, bytes, 0, bytes.length);
  }
}
