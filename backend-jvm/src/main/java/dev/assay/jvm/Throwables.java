package dev.assay.jvm;

import dev.assay.ir.CheckOp;
import dev.assay.ir.Position;
import dev.assay.runtime.CheckFailure;
import dev.assay.runtime.GuestThrowable;
import dev.assay.runtime.Traces;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The guest's view of the host's exceptions. A frame of generated code is a function and, by its line number, a {@link Site}; all other
 * frames are the host's affair. An exception that the host raised by itself, because a site left a check to it, has the message and the
 * position of that check.
 *
 * <p>HotSpot's optimising compiler throws an exception without trace and message where it has seen many of its kind
 * (-XX:+OmitStackTraceInFastThrow). Nothing can be said of these but their class.
 */
final class Throwables {
  private static final String HOST_CAST = " cannot be cast to class ";

  private final HostTypes types;
  private final Map<String, ProgramCompiler.Method> methods;
  /** Exceptions that the interpreter made, and what it says of them. */
  private final Map<Throwable, Interpreted> interpreted = new WeakHashMap<>();

  private static final class Interpreted {
    final GuestThrowable throwable;
    /** Whether the frames outside of the interpreter have been added. */
    boolean complete;

    Interpreted(GuestThrowable throwable) {
      this.throwable = throwable;
    }
  }

  Throwables(HostTypes types, Map<String, ProgramCompiler.Method> methods) {
    this.types = types;
    this.methods = methods;
  }

  String className(Throwable throwable) {
    return types.guestName(throwable.getClass());
  }

  /** Null if it has none. */
  String message(Throwable throwable) {
    var known = interpreted.get(throwable);
    return known != null ? known.throwable.message() : message(throwable, throwable.getStackTrace());
  }

  private String message(Throwable throwable, StackTraceElement[] trace) {
    var own = throwable.getMessage();
    var check = trace.length == 0 ? null : raising(throwable, trace[0]);
    if (check == null) {
      boolean fastThrow = trace.length == 0 && own == null && throwable.getClass() == ArithmeticException.class;
      return fastThrow ? "/ by zero" : types.withGuestNames(own);
    }
    return switch (check.op()) {
      case NULL -> CheckFailure.nullMessage(check.detail());
      case CAST -> castMessage(own, check.detail());
      case NONZERO, BOUNDS, SIZE -> own;
      case STORE -> types.withGuestNames(own);
    };
  }

  /** The host's message tells the object's class, but not always by the guest's name and place. */
  private String castMessage(String own, String to) {
    int end = own == null ? -1 : own.indexOf(HOST_CAST);
    if (end < 0) return own;
    return CheckFailure.castMessage(types.withGuestNames(own.substring("class ".length(), end)).replace('.', '/'), to);
  }

  /** The check whose failing the host found by itself in this frame, or null. */
  private Site.HostCheck raising(Throwable throwable, StackTraceElement top) {
    var site = site(top);
    return site == null ? null : site.raising(className(throwable));
  }

  private ProgramCompiler.Method method(StackTraceElement element) {
    return methods.get(ProgramCompiler.key(element.getClassName().replace('.', '/'), element.getMethodName()));
  }

  private Site site(StackTraceElement element) {
    var method = method(element);
    int line = element.getLineNumber();
    return method == null || line < 1 || line > method.sites().size() ? null : method.sites().get(line - 1);
  }

  private List<GuestThrowable.Frame> frames(Throwable throwable, StackTraceElement[] trace) {
    var frames = new ArrayList<GuestThrowable.Frame>();
    for (int i = 0; i < trace.length; i++) {
      var method = method(trace[i]);
      if (method == null) {
        if (i == 0 && isArraycopy(trace[0]))
          frames.add(new GuestThrowable.Frame("java/lang/System.arraycopy()",
              new Position(null, -1, Traces.NATIVE_METHOD, null)));
        continue;
      }
      var check = i == 0 && throwable != null ? raising(throwable, trace[0]) : null;
      var site = site(trace[i]);
      frames.add(new GuestThrowable.Frame(method.function(), check != null ? check.pos() : site == null ? Position.NONE : site.pos()));
    }
    return frames;
  }

  private static boolean isArraycopy(StackTraceElement element) {
    return element.getClassName().equals("java.lang.System") && element.getMethodName().equals("arraycopy");
  }

  /** An exception as all backends show it. */
  GuestThrowable view(Throwable throwable) {
    var known = interpreted.get(throwable);
    if (known != null) return known.complete ? copy(known.throwable) : known.throwable;
    return view(throwable, List.of());
  }

  private GuestThrowable view(Throwable throwable, List<GuestThrowable.Frame> enclosing) {
    var known = interpreted.get(throwable);
    if (known != null) return copy(known.throwable);
    var trace = throwable.getStackTrace();
    var frames = frames(throwable, trace);
    // Of a cause, only what the exception around it does not show as well.
    int shared = 0;
    while (shared < frames.size() && shared < enclosing.size()
        && frames.get(frames.size() - 1 - shared).equals(enclosing.get(enclosing.size() - 1 - shared)))
      shared++;
    // Causes are chained by class initialisers only, and no deeper than these are nested.
    var cause = throwable instanceof ExceptionInInitializerError e && e.getCause() != null ? view(e.getCause(), frames) : null;
    var view = new GuestThrowable(className(throwable), message(throwable, trace), cause);
    for (var frame : frames.subList(0, frames.size() - shared)) view.leave(frame.function(), frame.pos());
    return view;
  }

  private static GuestThrowable copy(GuestThrowable original) {
    var copy = new GuestThrowable(original.className(), original.message(), original.cause());
    for (var frame : original.frames()) copy.leave(frame.function(), frame.pos());
    return copy;
  }

  /** The host's exception for one that the interpreter makes. */
  Throwable adopt(GuestThrowable throwable) {
    var host = ThrowableClasses.make(throwable.className(), throwable.message());
    interpreted.put(host, new Interpreted(throwable));
    return host;
  }

  /** Ends the trace of an exception that leaves the interpreter with the frames of the code that called it. */
  void complete(Throwable throwable) {
    var known = interpreted.get(throwable);
    if (known == null || known.complete) return;
    known.complete = true;
    var frames = frames(null, new Throwable().getStackTrace());
    // The innermost is the one that the interpreter continued, and has in its trace.
    for (var frame : frames.subList(Math.min(1, frames.size()), frames.size())) known.throwable.leave(frame.function(), frame.pos());
  }
}
