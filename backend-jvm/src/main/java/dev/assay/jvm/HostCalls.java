package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.HostOp;
import dev.assay.runtime.Console;
import dev.assay.runtime.Traces;
import dev.assay.runtime.Unwinding;
import dev.assay.spi.Outcome;
import java.lang.reflect.Array;
import java.util.List;

/**
 * The host functions over the program's objects, one method per {@link HostOp} that no method of the JDK does as it is; references are
 * objects, whose classes the guest has checked. Public only for generated code.
 */
public final class HostCalls {
  private final LoadedProgram program;
  private final Console console;
  private final Accessors accessors;
  private final Strings strings;
  private final Throwables throwables;
  private final ClassObjects classes;
  private final Traces traces;
  private final IdentityHashes identityHashes = new IdentityHashes();

  HostCalls(LoadedProgram program) {
    this.program = program;
    this.console = program.console();
    this.accessors = program.accessors();
    this.strings = program.strings();
    this.throwables = program.throwables();
    this.classes = program.classObjects();
    this.traces = new Traces(program.module());
  }

  /** What handlers of the guest make of what is no exception of the guest. */
  public Throwable caught(Throwable thrown) {
    return throwables.of(thrown);
  }

  /** {@code get.class}. */
  public Object classOf(Object object) {
    return classes.ofObject(object);
  }

  // Input and output

  public void printBoolean(int fd, int value) {
    console.stream(fd).print(value != 0);
  }

  public void printChar(int fd, int value) {
    console.stream(fd).print((char) value);
  }

  public void printInt(int fd, int value) {
    console.stream(fd).print(value);
  }

  public void printLong(int fd, long value) {
    console.stream(fd).print(value);
  }

  public void printFloat(int fd, float value) {
    console.stream(fd).print(value);
  }

  public void printDouble(int fd, double value) {
    console.stream(fd).print(value);
  }

  public void printString(int fd, Object string) {
    console.stream(fd).print(strings.text(string));
  }

  public void write(int fd, Object bytes, int from, int length) {
    console.stream(fd).write((byte[]) bytes, from, length);
  }

  public void flush(int fd) {
    console.stream(fd).flush();
  }

  public int read() {
    return console.read();
  }

  public void exit(int code) {
    throw new Unwinding.Exit(code);
  }

  // Strings

  public Object stringFloat(float value) {
    return strings.make(String.valueOf(value));
  }

  public Object stringDouble(double value) {
    return strings.make(String.valueOf(value));
  }

  public Object stringIntern(Object string) {
    return strings.intern(string);
  }

  // Objects

  /** Of an object or an array. */
  public Object arrayClone(Object original) {
    if (!original.getClass().isArray()) {
      try {
        var copy = accessors.copy(original);
        if (copy instanceof Identified identified) identified.identityHash(0);
        return copy;
      } catch (CloneNotSupportedException e) {
        throw new CompilerBug("a copy of what is not Cloneable", e);
      }
    }
    int length = Array.getLength(original);
    Object copy = Array.newInstance(original.getClass().getComponentType(), length);
    System.arraycopy(original, 0, copy, 0, length);
    return copy;
  }

  public int identityHash(Object object) {
    return identityHashes.of(object);
  }

  // Class objects

  public Object className(Object c) {
    return strings.make(classes.name(c));
  }

  public int classModifiers(Object c) {
    return classes.modifiers(c);
  }

  public Object classSuperclass(Object c) {
    return classes.superclass(c);
  }

  public Object classComponent(Object c) {
    return classes.component(c);
  }

  public int classIsInstance(Object c, Object object) {
    return classes.isInstance(c, object) ? 1 : 0;
  }

  public int classIsAssignable(Object to, Object from) {
    return classes.isAssignable(to, from) ? 1 : 0;
  }

  public Object classPrimitive(Object name) {
    return classes.of(strings.text(name));
  }

  // Traces

  public Object traceCapture(Object throwable) {
    return Trace.capture(program.guestName(throwable.getClass()));
  }

  private List<Traces.Line> lines(Object trace) {
    return trace == null ? List.of() : traces.lines(((Trace) trace).frames(throwables));
  }

  public int traceDepth(Object trace) {
    return lines(trace).size();
  }

  public Object traceClass(Object trace, int line) {
    return strings.make(lines(trace).get(line).className());
  }

  public Object traceMethod(Object trace, int line) {
    return strings.make(lines(trace).get(line).method());
  }

  public Object traceFile(Object trace, int line) {
    return strings.make(lines(trace).get(line).file());
  }

  public Object traceModule(Object trace, int line) {
    return strings.make(lines(trace).get(line).module());
  }

  public int traceLine(Object trace, int line) {
    return lines(trace).get(line).line();
  }

  @SuppressWarnings("unused") // The throwable itself says no more than its text.
  public void uncaught(Object throwable, Object className, Object message, Object text) {
    throw new UncaughtException(new Outcome.Threw(strings.text(className), strings.text(message), strings.text(text)));
  }
}
