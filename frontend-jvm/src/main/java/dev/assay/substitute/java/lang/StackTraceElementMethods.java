package dev.assay.substitute.java.lang;

import dev.assay.substitute.Host;

/** Bodies of methods of {@code StackTraceElement}. */
public final class StackTraceElementMethods {
  private StackTraceElementMethods() {}

  /** The frames of a throwable's backtrace. How many there are is asked here only: to find out may take longer than to capture them. */
  public static StackTraceElement[] of(Object trace, int unused) {
    int depth = Host.depth(trace);
    var frames = new StackTraceElement[depth];
    for (int i = 0; i < depth; i++)
      frames[i] = new StackTraceElement(null, Host.frameModule(trace, i), null, Host.frameClass(trace, i), Host.frameMethod(trace, i),
          Host.frameFile(trace, i), Host.frameLine(trace, i));
    return frames;
  }
}
