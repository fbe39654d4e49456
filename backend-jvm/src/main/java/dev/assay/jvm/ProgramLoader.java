package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import java.util.HashMap;
import java.util.Map;

/** Defines the classes of one program; they are unloaded with it. Classes of functions may be made when the host first resolves them. */
final class ProgramLoader extends ClassLoader {
  private static final String GENERATED = "assay.";
  private static final String CODE = Symbols.CODE_PREFIX.replace('/', '.');
  /**
   * Calls of so many frames must fit on the stack before functions are compiled: they take more than the compiler does. An overflow inside
   * of it might leave its tables, or the host's, as no one expects them.
   */
  private static final int RESERVED_FRAMES = 4000;

  private final LoadedProgram program;
  private final ProgramCompiler compiled;
  private final Map<String, byte[]> pending = new HashMap<>();
  private long defineNanos;

  ProgramLoader(LoadedProgram program, ProgramCompiler compiled) {
    super(ProgramLoader.class.getClassLoader());
    this.program = program;
    this.compiled = compiled;
    compiled.classFiles().forEach((name, bytes) -> pending.put(name.replace('/', '.'), bytes));
  }

  LoadedProgram program() {
    return program;
  }

  /** What was spent on loading classes, without making their bytecode. */
  long defineNanos() {
    return defineNanos;
  }

  /** Loads, verifies and initialises them all: what is wrong with one shows here, and no run pays for it. */
  void initialize(Iterable<String> internalNames) {
    long start = System.nanoTime();
    for (var name : internalNames) {
      try {
        Class.forName(name.replace('/', '.'), true, this);
      } catch (ClassNotFoundException | LinkageError e) {
        throw new CompilerBug("generated class " + name + ": " + e.getMessage(), e);
      }
    }
    // That of each class is a part of this.
    defineNanos = System.nanoTime() - start;
  }

  /** No other loader has generated classes, and to ask them takes longer than to make one. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(GENERATED)) return super.loadClass(name, resolve);
    if (name.startsWith(CODE)) reserve(RESERVED_FRAMES);
    synchronized (getClassLoadingLock(name)) {
      var loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  private static int reserve(int frames) {
    return frames == 0 ? 0 : reserve(frames - 1) + 1;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    synchronized (pending) {
      var bytes = pending.get(name);
      if (bytes == null) bytes = compiled.lateCode(name.replace('.', '/'));
      if (bytes == null) throw new ClassNotFoundException(name);
      long start = System.nanoTime();
      var defined = defineClass(name, bytes, 0, bytes.length);
      defineNanos += System.nanoTime() - start;
      pending.remove(name);
      return defined;
    }
  }
}
