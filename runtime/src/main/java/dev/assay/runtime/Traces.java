package dev.assay.runtime;

import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Stack traces as the host prints them ({@code Throwable.printStackTrace}). */
public final class Traces {
  /** The line number that stands for a native method, as in {@code StackTraceElement}. */
  public static final int NATIVE_METHOD = -2;

  private final Module module;

  public Traces(Module module) {
    this.module = module;
  }

  /** An uncaught exception as an outcome. */
  public Outcome.Threw outcome(GuestThrowable throwable) {
    return new Outcome.Threw(ClassTable.binaryName(throwable.className()), throwable.message(), text(throwable));
  }

  /** First line, frames, causes. */
  public String text(GuestThrowable throwable) {
    var text = new StringBuilder();
    append(text, throwable);
    int enclosing = lines(throwable).size();
    for (var cause = throwable.cause(); cause != null; cause = cause.cause()) {
      text.append("Caused by: ");
      append(text, cause);
      // A cause was caught where its wrapper was made, so the frames outside are those of the wrapper.
      if (enclosing > 0) text.append("\t... ").append(enclosing).append(" more\n");
      enclosing += lines(cause).size();
    }
    return text.toString();
  }

  private void append(StringBuilder text, GuestThrowable throwable) {
    text.append(ClassTable.binaryName(throwable.className()));
    if (throwable.message() != null) text.append(": ").append(throwable.message());
    text.append('\n');
    for (var line : lines(throwable)) text.append("\tat ").append(line).append('\n');
  }

  private List<String> lines(GuestThrowable throwable) {
    var lines = new ArrayList<String>();
    for (var frame : throwable.frames()) {
      // A position that was inlined stands for several frames, the innermost first.
      for (Position pos = frame.pos(); pos != null; pos = pos.inlinedAt()) {
        var function = pos.method() != null ? pos.method() : frame.function();
        if (!isHidden(function)) lines.add(line(function, pos));
      }
    }
    return lines.size() > GuestThrowable.MAX_FRAMES ? lines.subList(0, GuestThrowable.MAX_FRAMES) : lines;
  }

  /** Functions that Assay adds have a name in angle brackets that no class file may use. */
  static boolean isHidden(String function) {
    var method = methodName(function);
    return method.startsWith("<") && !method.equals("<init>") && !method.equals("<clinit>");
  }

  private String line(String function, Position pos) {
    var method = methodName(function);
    int dot = function.lastIndexOf("." + method);
    if (dot < 0) return function + "(Unknown Source)";
    var owner = function.substring(0, dot);
    var model = module.classModel(owner);
    var javaModule = model != null ? model.moduleName() : owner.startsWith("java/") ? "java.base" : null;
    var source = model == null ? null : model.sourceFile();
    var place = pos.line() == NATIVE_METHOD ? "Native Method"
        : source == null ? "Unknown Source"
        : pos.line() >= 0 ? source + ":" + pos.line()
        : source;
    return (javaModule == null ? "" : javaModule + "/") + ClassTable.binaryName(owner) + "." + method + "(" + place + ")";
  }

  private static String methodName(String function) {
    int paren = function.indexOf('(');
    var plain = paren < 0 ? function : function.substring(0, paren);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }
}
