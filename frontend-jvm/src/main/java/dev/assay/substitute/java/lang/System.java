package dev.assay.substitute.java.lang;

import dev.assay.substitute.ConsoleInput;
import dev.assay.substitute.ConsoleStream;
import dev.assay.substitute.Host;
import dev.assay.substitute.java.io.PrintStream;
import java.io.InputStream;

public final class System {
  public static InputStream in = new ConsoleInput();
  public static PrintStream out = new ConsoleStream(1);
  public static PrintStream err = new ConsoleStream(2);

  private System() {}

  public static void setIn(InputStream stream) {
    in = stream;
  }

  public static void setOut(PrintStream stream) {
    out = stream;
  }

  public static void setErr(PrintStream stream) {
    err = stream;
  }

  public static native void arraycopy(Object from, int fromIndex, Object to, int toIndex, int length);

  public static int identityHashCode(Object object) {
    return object == null ? 0 : Host.identityHash(object);
  }

  public static long nanoTime() {
    return Host.nanoTime();
  }

  public static long currentTimeMillis() {
    return Host.milliTime();
  }

  public static void exit(int code) {
    Host.exit(code);
  }

  public static void gc() {}

  public static String lineSeparator() {
    return "\n";
  }

  public static String getProperty(String name) {
    return getProperty(name, null);
  }

  public static String getProperty(String name, String otherwise) {
    if (name.isEmpty()) throw new IllegalArgumentException("key can't be empty");
    return name.equals("line.separator") ? "\n" : otherwise;
  }
}
