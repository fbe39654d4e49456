package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Position;
import dev.assay.runtime.CallStack;
import dev.assay.runtime.CheckFailure;
import dev.assay.runtime.ClassFacts;
import dev.assay.runtime.GuestThrowable;
import dev.assay.runtime.Traces;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Between exceptions of the host and of the guest. What the host raises by itself, because a site left a check to it or because stack or
 * memory end, becomes an object of the guest's class of the same name when a handler meets it, with the message and the position of the
 * check. A frame of generated code is a function and, by its line number, a {@link Site}; all other frames are the host's affair.
 *
 * <p>HotSpot's optimising compiler throws an exception without trace and message where it has seen many of its kind
 * (-XX:+OmitStackTraceInFastThrow). Nothing can be said of these but their class.
 */
final class Throwables {
  /** What the exception and its trace take, and then the handler until it has dropped what filled the heap. */
  private static final int RESERVE_BYTES = 2 << 20;

  private static final String HOST_CAST = " cannot be cast to class ";

  private final HostTypes types;
  private final Map<String, ProgramCompiler.Method> methods;
  private final Map<String, Integer> indexes;
  private final Accessors accessors;
  private final Strings strings;
  private final ClassFacts facts;
  /** Given back to the heap when that is full; null until there is room for it again. */
  private byte[] reserve;
  private final Throwable[] spares = new Throwable[8];
  private int nextSpare;

  Throwables(HostTypes types, ProgramCompiler compiled, Accessors accessors, Strings strings) {
    this.types = types;
    this.methods = compiled.methods();
    this.indexes = compiled.throwables();
    this.accessors = accessors;
    this.strings = strings;
    this.facts = new ClassFacts(types.module());
    // All classes that this takes are initialised now: where the stack has overflown, that would fail for good.
    of(new OutOfMemoryError());
    for (int i = 0; i < spares.length; i++) {
      spares[i] = accessors.newThrowable(indexes.get("java/lang/OutOfMemoryError"));
      accessors.describe(spares[i], strings.make("Java heap space"), Trace.of(List.of()));
    }
  }

  /** The guest's exception for one that travels through the host: itself if it is one. */
  Throwable of(Throwable thrown) {
    if (accessors.isThrowable(thrown)) return thrown;
    try {
      if (reserve == null) reserve = new byte[RESERVE_BYTES];
      return converted(thrown);
    } catch (OutOfMemoryError _) {
      reserve = null;
    }
    try {
      return converted(thrown);
    } catch (OutOfMemoryError _) {
      // Since the last time, nothing was raised while there was room for a reserve. The host, too, has a few such errors without a trace.
      nextSpare = (nextSpare + 1) % spares.length;
      return spares[nextSpare];
    }
  }

  private Throwable converted(Throwable thrown) {
    if (thrown instanceof LinkageError) throw new CompilerBug("generated code does not link", thrown);
    Class<?> c = thrown.getClass();
    Integer index;
    while ((index = indexes.get(c.getName().replace('.', '/'))) == null) c = c.getSuperclass();
    var throwable = accessors.newThrowable(index);
    accessors.describe(throwable, strings.make(message(thrown)), new Trace(thrown));
    return throwable;
  }

  /** The guest's exception for one that the interpreter makes. */
  Throwable adopt(GuestThrowable interpreted) {
    var throwable = accessors.newThrowable(indexes.get(interpreted.className()));
    accessors.describe(throwable, strings.make(interpreted.message()), Trace.of(interpreted.frames()));
    return throwable;
  }

  private String message(Throwable raised) {
    return switch (raised) {
      case NullPointerException _ -> {
        var check = raising(raised);
        yield check == null ? raised.getMessage() : CheckFailure.nullMessage(check.detail());
      }
      case ClassCastException _ -> {
        var check = raising(raised);
        yield check == null ? types.withGuestNames(raised.getMessage()) : castMessage(raised.getMessage(), check.detail());
      }
      // Compiled code that throws without a message, see above.
      case ArithmeticException _ when raised.getMessage() == null -> "/ by zero";
      default -> types.withGuestNames(raised.getMessage());
    };
  }

  /** The host's message tells the object's class, but not always by the guest's name and place. */
  private String castMessage(String own, String to) {
    int end = own == null ? -1 : own.indexOf(HOST_CAST);
    if (end < 0) return own;
    return CheckFailure.castMessage(types.withGuestNames(own.substring("class ".length(), end)).replace('.', '/'), to);
  }

  // Traces

  private Site.HostCheck raising(Throwable raised) {
    var trace = raised.getStackTrace();
    return trace.length == 0 ? null : raising(raised, trace[0]);
  }

  /** The check whose failing the host found by itself in this frame, or null. */
  private Site.HostCheck raising(Throwable raised, StackTraceElement top) {
    var site = site(top);
    return site == null ? null : site.raising(raised.getClass().getName().replace('.', '/'));
  }

  private ProgramCompiler.Method method(StackTraceElement element) {
    return methods.get(ProgramCompiler.key(element.getClassName().replace('.', '/'), element.getMethodName()));
  }

  private Site site(StackTraceElement element) {
    var method = method(element);
    int line = element.getLineNumber();
    return method == null || line < 1 || line > method.sites().size() ? null : method.sites().get(line - 1);
  }

  List<GuestThrowable.Frame> decode(Trace trace) {
    var frames = new ArrayList<GuestThrowable.Frame>();
    var elements = trace.host.getStackTrace();
    for (int i = 0; i < elements.length; i++) {
      var method = method(elements[i]);
      var check = i == 0 ? raising(trace.host, elements[0]) : null;
      if (check != null) frames.add(new GuestThrowable.Frame(method.function(), check.pos()));
      else if (method != null) frames.add(frame(method, elements[i]));
      else if (i == 0 && isArraycopy(elements[0])) frames.add(Traces.ARRAYCOPY);
    }
    return trace.madeBy == null ? frames : facts.withoutConstructors(frames, trace.madeBy);
  }

  private GuestThrowable.Frame frame(ProgramCompiler.Method method, StackTraceElement element) {
    var site = site(element);
    return new GuestThrowable.Frame(method.function(), site == null ? Position.NONE : site.pos());
  }

  private static boolean isArraycopy(StackTraceElement element) {
    return element.getClassName().equals("java.lang.System") && element.getMethodName().equals("arraycopy");
  }

  /** The frames of generated code outside of the function that the interpreter continues. */
  void walkCallers(CallStack.Trace trace) {
    // Not a throwable's, which ends after so many frames of the interpreter's own.
    StackWalker.getInstance().walk(frames -> {
      var elements = frames.map(StackWalker.StackFrame::toStackTraceElement).filter(e -> method(e) != null).skip(1).iterator();
      while (elements.hasNext() && !trace.isFull()) {
        var element = elements.next();
        trace.add(frame(method(element), element));
      }
      return null;
    });
  }

  // For those outside

  /** An exception as all backends show it. */
  GuestThrowable view(Throwable throwable) {
    // Nothing else will be caught.
    reserve = null;
    return view(throwable, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private GuestThrowable view(Throwable throwable, Set<Throwable> seen) {
    seen.add(throwable);
    var frames = accessors.backtrace(throwable) instanceof Trace trace ? trace.frames(this) : List.<GuestThrowable.Frame>of();
    var cause = accessors.cause(throwable) instanceof Throwable t && !seen.contains(t) ? view(t, seen) : null;
    return new GuestThrowable(types.guestName(throwable.getClass()), strings.text(accessors.message(throwable)), cause, frames);
  }
}
