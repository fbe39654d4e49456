/** A trace that the program has set is the one that is printed at its end. */
public class UncaughtOwnTrace {
  public static void main(String[] args) {
    var error = new Error("elsewhere");
    error.setStackTrace(new StackTraceElement[] { new StackTraceElement("a.Other", "method", "Other.java", 7) });
    throw error;
  }
}
