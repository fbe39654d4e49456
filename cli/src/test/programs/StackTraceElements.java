/** What programs read of a stack trace. */
public class StackTraceElements {
  static class Inner {
    private final StackTraceElement[] trace;

    Inner() {
      trace = new Exception().getStackTrace();
    }

    static StackTraceElement[] viaLambda() {
      java.util.function.Supplier<StackTraceElement[]> s = () -> new Throwable().getStackTrace();
      return s.get();
    }
  }

  static void show(StackTraceElement[] trace) {
    for (var e : trace)
      System.out.println(e.getClassName() + " " + e.getMethodName() + " " + e.getLineNumber() + " " + e.getFileName() + " " + e.isNativeMethod() + " " + e);
  }

  public static void main(String[] args) {
    show(new Inner().trace);
    show(Inner.viaLambda());
    var e = new Exception("changed");
    e.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "c", "D.java", 5), new StackTraceElement("a.B", "c", null, -1),
        new StackTraceElement("a.B", "c", null, -2)});
    show(e.getStackTrace());
    e.printStackTrace();
    e.fillInStackTrace();
    System.out.println(e.getStackTrace().length + " " + e.getStackTrace()[0].equals(e.getStackTrace()[0]));
  }
}
