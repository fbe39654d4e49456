package dev.assay.runtime;

import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Stack traces as the host prints them ({@code Throwable.printStackTrace}). */
public final class Traces {
  /** The line number that stands for a native method, as in {@code StackTraceElement}. */
  private static final int NATIVE_METHOD = -2;

  /** The frame of {@code System.arraycopy}, where the host throws its exceptions. */
  public static final GuestThrowable.Frame ARRAYCOPY = new GuestThrowable.Frame("java/lang/System.arraycopy()",
      new Position(null, -1, NATIVE_METHOD, null));

  private final Module module;

  public Traces(Module module) {
    this.module = module;
  }

  /** An uncaught exception as an outcome. */
  public Outcome.Threw outcome(GuestThrowable throwable) {
    return new Outcome.Threw(ClassTable.binaryName(throwable.className()), throwable.message(), text(throwable));
  }

  /** First line, frames, causes; of a cause, the frames that are not those of the exception before. */
  public String text(GuestThrowable throwable) {
    var text = new StringBuilder();
    List<Line> enclosing = List.of();
    for (var each = throwable; each != null; each = each.cause()) {
      if (each != throwable) text.append("Caused by: ");
      text.append(ClassTable.binaryName(each.className()));
      if (each.message() != null) text.append(": ").append(each.message());
      text.append('\n');
      var lines = lines(each.frames());
      int common = common(lines, enclosing);
      for (var line : lines.subList(0, lines.size() - common)) text.append("\tat ").append(line).append('\n');
      if (common > 0) text.append("\t... ").append(common).append(" more\n");
      enclosing = lines;
    }
    return text.toString();
  }

  /** How many of the outermost frames are alike. The host compares what it prints of a frame, too. */
  private static int common(List<Line> lines, List<Line> enclosing) {
    int common = 0;
    while (common < lines.size() && common < enclosing.size()
        && lines.get(lines.size() - 1 - common).equals(enclosing.get(enclosing.size() - 1 - common)))
      common++;
    return common;
  }

  /**
   * A line of a trace.
   *
   * @param module the Java module of the class, or null
   * @param className binary name; "" if the function belongs to no class
   * @param file null if it is not known
   * @param line -1 if it is not known, -2 in a native method
   */
  public record Line(String module, String className, String method, String file, int line) {
    @Override
    public String toString() {
      if (className.isEmpty()) return method + "(Unknown Source)";
      var place = line == NATIVE_METHOD ? "Native Method" : file == null ? "Unknown Source" : line >= 0 ? file + ":" + line : file;
      return (module == null ? "" : module + "/") + className + "." + method + "(" + place + ")";
    }
  }

  /** The lines that frames make, innermost first, as many as the host keeps. */
  public List<Line> lines(List<GuestThrowable.Frame> frames) {
    var lines = new ArrayList<Line>();
    for (var frame : frames) {
      // A position that was inlined stands for several frames, the innermost first.
      for (Position pos = frame.pos(); pos != null; pos = pos.inlinedAt()) {
        var function = pos.method() != null ? pos.method() : frame.function();
        if (!isHidden(function)) lines.add(line(function, pos));
      }
    }
    return lines.size() > CallStack.Trace.MAX_LINES ? lines.subList(0, CallStack.Trace.MAX_LINES) : lines;
  }

  /** Functions and classes that Assay adds have a name in angle brackets that no class file of Java's has. */
  static boolean isHidden(String function) {
    var method = methodName(function);
    boolean isJava = method.equals("<init>") || method.equals("<clinit>");
    return method.startsWith("<") && !isJava || function.contains(">." + method + "(");
  }

  private Line line(String function, Position pos) {
    var method = methodName(function);
    int dot = function.lastIndexOf("." + method);
    if (dot < 0) return new Line(null, "", function, null, pos.line());
    var owner = function.substring(0, dot);
    var model = module.classModel(owner);
    var javaModule = model != null ? model.moduleName() : owner.startsWith("java/") ? "java.base" : null;
    return new Line(javaModule, ClassTable.binaryName(owner), method, model == null ? null : model.sourceFile(), pos.line());
  }

  private static String methodName(String function) {
    int paren = function.indexOf('(');
    var plain = paren < 0 ? function : function.substring(0, paren);
    return plain.substring(plain.lastIndexOf('.') + 1);
  }
}
