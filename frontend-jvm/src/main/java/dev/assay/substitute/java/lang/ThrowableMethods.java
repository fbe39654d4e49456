package dev.assay.substitute.java.lang;

import dev.assay.substitute.Access;
import dev.assay.substitute.Host;
import dev.assay.substitute.java.io.PrintStream;

/** Bodies of methods of {@code Throwable}. */
public final class ThrowableMethods {
  private ThrowableMethods() {}

  public static void initialiser() {
    Access.putStatic(new StackTraceElement[0], "java/lang/Throwable.UNASSIGNED_STACK");
    // Only ever compared with; the JDK's is an empty list.
    Access.putStatic(new Object(), "java/lang/Throwable.SUPPRESSED_SENTINEL");
    Access.putStatic(new Throwable[0], "java/lang/Throwable.EMPTY_THROWABLE_ARRAY");
  }

  /** The native part of what its constructors call. */
  public static Throwable fillInStackTrace(Throwable self, int unused) {
    Access.putObject(self, "java/lang/Throwable.backtrace", Host.capture(self));
    return self;
  }

  public static void printStackTrace(Throwable self, PrintStream out) {
    print(self, out, "", "", null, null);
  }

  // As an object, as the JDK does: a stream may override that method alone.
  private static void println(PrintStream out, Object line) {
    out.println(line);
  }

  /** What has been printed, innermost first. */
  private static final class Printed {
    private final Throwable throwable;
    private final Printed before;

    Printed(Throwable throwable, Printed before) {
      this.throwable = throwable;
      this.before = before;
    }

    boolean has(Throwable other) {
      for (var at = this; at != null; at = at.before) if (at.throwable == other) return true;
      return false;
    }
  }

  /** Frames that the enclosing trace ends with too are left out. */
  private static Printed print(Throwable self, PrintStream out, String indent, String caption, StackTraceElement[] enclosing,
      Printed before) {
    if (before != null && before.has(self)) {
      println(out, indent.concat(caption).concat("[CIRCULAR REFERENCE: ").concat(self.toString()).concat("]"));
      return before;
    }
    var printed = new Printed(self, before);
    // Not getStackTrace, which may be overridden.
    var trace = (StackTraceElement[]) Access.invoke(self, "java/lang/Throwable.getOurStackTrace()[Ljava/lang/StackTraceElement;");
    int own = trace.length;
    int other = enclosing == null ? 0 : enclosing.length;
    while (own > 0 && other > 0 && trace[own - 1].equals(enclosing[other - 1])) {
      own--;
      other--;
    }
    println(out, indent.concat(caption).concat(self.toString()));
    for (int i = 0; i < own; i++) println(out, indent.concat("\tat ").concat(trace[i].toString()));
    if (own < trace.length) println(out, indent.concat("\t... ").concat(String.valueOf(trace.length - own)).concat(" more"));
    for (var suppressed : self.getSuppressed()) printed = print(suppressed, out, indent.concat("\t"), "Suppressed: ", trace, printed);
    var cause = self.getCause();
    return cause == null ? printed : print(cause, out, indent, "Caused by: ", trace, printed);
  }
}
