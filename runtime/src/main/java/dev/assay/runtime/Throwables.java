package dev.assay.runtime;

import dev.assay.ir.Module;
import java.util.List;

/** The fields of java.lang.Throwable, as the runtime writes and reads them. */
final class Throwables {
  static final String BACKTRACE = "java/lang/Throwable.backtrace";
  private static final String MESSAGE = "java/lang/Throwable.detailMessage";
  private static final String CAUSE = "java/lang/Throwable.cause";
  private static final String STACK_TRACE = "java/lang/Throwable.stackTrace";
  private static final String SUPPRESSED = "java/lang/Throwable.suppressedExceptions";
  private static final String DEPTH = "java/lang/Throwable.depth";
  private static final String UNASSIGNED_STACK = "java/lang/Throwable.UNASSIGNED_STACK";
  private static final String SUPPRESSED_SENTINEL = "java/lang/Throwable.SUPPRESSED_SENTINEL";
  // Causes may go in circles.
  private static final int MAX_CAUSES = 64;

  private Throwables() {}

  /** Sets what the constructors of the JDK would, but for the backtrace. The object is held by the caller. */
  static void fill(ObjectModel objects, Module module, long object, GuestThrowable throwable) {
    if (throwable.message() != null) objects.putField(object, MESSAGE, objects.newString(throwable.message()));
    objects.putField(object, CAUSE, throwable.cause() == null ? object : objects.newThrowable(throwable.cause()));
    copyStatic(objects, module, object, UNASSIGNED_STACK, STACK_TRACE);
    copyStatic(objects, module, object, SUPPRESSED_SENTINEL, SUPPRESSED);
    if (module.field(DEPTH) != null) objects.putField(object, DEPTH, depth(throwable.frames()));
  }

  private static int depth(List<GuestThrowable.Frame> frames) {
    int lines = 0;
    for (var frame : frames) lines += frame.lines();
    return Math.min(lines, CallStack.Trace.MAX_LINES);
  }

  private static void copyStatic(ObjectModel objects, Module module, long object, String from, String to) {
    if (module.staticField(from) != null && module.field(to) != null) objects.putField(object, to, objects.getStatic(from));
  }

  /** The same with what could be made, where there is no room. */
  static void fillWithoutRoom(ObjectModel objects, Module module, long object, long message, long backtrace) {
    objects.putField(object, MESSAGE, message);
    objects.putField(object, CAUSE, object);
    objects.putField(object, BACKTRACE, backtrace);
    copyStatic(objects, module, object, UNASSIGNED_STACK, STACK_TRACE);
    copyStatic(objects, module, object, SUPPRESSED_SENTINEL, SUPPRESSED);
    if (backtrace != 0 && module.field(DEPTH) != null) objects.putField(object, DEPTH, depth(objects.trace(backtrace)));
  }

  static GuestThrowable view(ObjectModel objects, long ref) {
    return view(objects, ref, 0);
  }

  private static GuestThrowable view(ObjectModel objects, long ref, int depth) {
    long message = objects.getField(ref, MESSAGE);
    long cause = objects.getField(ref, CAUSE);
    long backtrace = objects.getField(ref, BACKTRACE);
    return new GuestThrowable(objects.classNameOf(ref), message == 0 ? null : objects.stringText(message),
        cause == 0 || objects.same(cause, ref) || depth == MAX_CAUSES ? null : view(objects, cause, depth + 1),
        backtrace == 0 ? List.of() : objects.trace(backtrace));
  }
}
