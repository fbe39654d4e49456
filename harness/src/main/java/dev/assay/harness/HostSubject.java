package dev.assay.harness;

import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The untouched program in this JVM, run as {@code java} runs it. {@code System.exit} cannot be held back; see {@link
 * CellRunner} for what becomes of it. Call it on the main thread, whose stack size and name are then those that
 * {@code java} would give the program.
 */
final class HostSubject implements Subject {
  private static final int BUFFER_BYTES = 1 << 14;

  private final Class<?> start;
  private final Method main;

  private HostSubject(Class<?> start, Method main) {
    this.start = start;
    this.main = main;
  }

  /**
   * Finds {@code main} (JLS §12.1.4) and puts this process's standard streams in the hands of {@code io}. They are
   * set once and pass on to whatever io names at the time, so that a program which keeps {@code System.in} in a
   * static reads each run's input, as on the backends.
   */
  static HostSubject load(ClassLoader loader, String mainClass, GuestIo io) throws Refusal {
    Class<?> start;
    Method main;
    try {
      start = Class.forName(mainClass, false, loader);
      main = findMain(start);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new Refusal("cannot load class " + mainClass + ": " + e);
    }
    if (main == null) throw new Refusal("class " + mainClass + " has no main method");
    main.setAccessible(true);
    System.setIn(new Input(io));
    System.setOut(
        new PrintStream(new BufferedOutputStream(new Output(io, 1), BUFFER_BYTES), false, System.out.charset()));
    System.setErr(
        new PrintStream(new BufferedOutputStream(new Output(io, 2), BUFFER_BYTES), false, System.err.charset()));
    return new HostSubject(start, main);
  }

  private static Method findMain(Class<?> start) {
    for (var params : List.of(new Class<?>[] {String[].class}, new Class<?>[0]))
      for (Class<?> c = start; c != null; c = c.getSuperclass())
        for (var method : c.getDeclaredMethods())
          if (method.getName().equals("main") && Arrays.equals(method.getParameterTypes(), params)
              && method.getReturnType() == void.class
              && !Modifier.isPrivate(method.getModifiers()))
            return method;
    return null;
  }

  @Override
  public Outcome run(List<String> args) {
    var thread = Thread.currentThread();
    var contextLoader = thread.getContextClassLoader();
    thread.setContextClassLoader(start.getClassLoader());
    try {
      invoke(args.toArray(String[]::new));
      return new Outcome.Returned(0);
    } catch (InvocationTargetException e) {
      return threw(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } catch (Throwable t) {
      // From initialising the class, which happens inside the invocation but outside the method.
      return threw(t);
    } finally {
      thread.setContextClassLoader(contextLoader);
      flush();
    }
  }

  private void invoke(String[] args) throws ReflectiveOperationException {
    Object receiver = null;
    if (!Modifier.isStatic(main.getModifiers())) {
      var constructor = start.getDeclaredConstructor();
      constructor.setAccessible(true);
      receiver = constructor.newInstance();
    }
    if (main.getParameterCount() == 0) main.invoke(receiver);
    else main.invoke(receiver, (Object) args);
  }

  static void flush() {
    System.out.flush();
    System.err.flush();
  }

  private static Outcome threw(Throwable thrown) {
    trim(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return new Outcome.Threw(thrown.getClass().getName(), thrown.getMessage(), text.toString());
  }

  // The frames below main are ours; java's launcher has none there.
  private static void trim(Throwable thrown, Set<Throwable> seen) {
    if (thrown == null || !seen.add(thrown)) return;
    var frames = thrown.getStackTrace();
    int end = 0;
    while (end < frames.length && !frames[end].getClassName().equals(HostSubject.class.getName())) end++;
    if (end < frames.length) {
      while (end > 0 && isInvocation(frames[end - 1].getClassName())) end--;
      thrown.setStackTrace(Arrays.copyOf(frames, end));
    }
    trim(thrown.getCause(), seen);
    for (var suppressed : thrown.getSuppressed()) trim(suppressed, seen);
  }

  private static boolean isInvocation(String className) {
    return className.startsWith("java.lang.reflect.") || className.startsWith("java.lang.invoke.")
        || className.startsWith("jdk.internal.");
  }

  private static final class Input extends InputStream {
    private final GuestIo io;

    Input(GuestIo io) {
      this.io = io;
    }

    @Override
    public int read() throws IOException {
      return io.in().read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return io.in().read(bytes, offset, length);
    }

    @Override
    public int available() throws IOException {
      return io.in().available();
    }
  }

  private static final class Output extends OutputStream {
    private final GuestIo io;
    private final int fd;

    Output(GuestIo io, int fd) {
      this.io = io;
      this.fd = fd;
    }

    private OutputStream stream() {
      return fd == 1 ? io.out() : io.err();
    }

    @Override
    public void write(int b) throws IOException {
      stream().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      stream().write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      stream().flush();
    }
  }
}
