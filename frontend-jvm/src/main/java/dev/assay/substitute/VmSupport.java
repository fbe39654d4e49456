package dev.assay.substitute;

/**
 * What the language does by itself: exceptions that no {@code throw} of the program makes. Part of most programs, so it uses as little of
 * the library as can be.
 */
public final class VmSupport {
  private static final String MESSAGE = "java/lang/Throwable.detailMessage";
  private static final String CAUSE = "java/lang/Throwable.cause";
  private static final String BACKTRACE = "java/lang/Throwable.backtrace";
  private static final String DEPTH = "java/lang/Throwable.depth";
  private static final String STACK_TRACE = "java/lang/Throwable.stackTrace";

  /** An initialiser that has failed, and why. */
  private static final class Failure {
    private final String className;
    private final Throwable error;
    private final Failure next;

    Failure(String className, Throwable error, Failure next) {
      this.className = className;
      this.error = error;
      this.next = next;
    }
  }

  private static Failure failures;

  private VmSupport() {}

  /** What the use of a class throws whose initialiser threw this (JVMS §5.5, step 10). */
  static Throwable initialiserThrew(String className, Throwable thrown) {
    var text = "Exception ".concat(thrown.getClass().getName());
    if (Access.getObject(thrown, MESSAGE) instanceof String message) text = text.concat(": ").concat(message);
    var record = new ExceptionInInitializerError(text.concat(" [in thread \"main\"]"));
    // Its trace is that of the first.
    Access.putObject(record, BACKTRACE, Access.getObject(thrown, BACKTRACE));
    Access.putInt(record, DEPTH, Access.getInt(thrown, DEPTH));
    Access.putObject(record, STACK_TRACE, Access.getObject(thrown, STACK_TRACE));
    failures = new Failure(className, record, failures);
    return thrown instanceof Error ? thrown : new ExceptionInInitializerError(thrown);
  }

  /** What every later use throws. */
  static Throwable initialiserHasFailed(String className) {
    var error = new NoClassDefFoundError("Could not initialize class ".concat(className));
    for (var failure = failures; failure != null; failure = failure.next)
      if (failure.className.equals(className)) Access.putObject(error, CAUSE, failure.error);
    return error;
  }

  /** An error, which handlers of exceptions let pass. */
  static Throwable unsupported(String what) {
    return new InternalError("assay: ".concat(what));
  }

  static Throwable abstractMethod(String what) {
    return new AbstractMethodError(what);
  }

  /** The end of a program by an exception that says more of itself than the runtime can read off its fields. */
  static void uncaught(Throwable thrown) {
    var text = new TextStream();
    thrown.printStackTrace((java.io.PrintStream) (Object) text);
    Host.uncaught(thrown, thrown.getClass().getName(), thrown.getMessage(), text.toString());
  }

  // Tables of constants, as bytes in strings

  private static final String BYTES = "java/lang/String.value";

  private static long element(byte[] bytes, int index, int size) {
    long bits = 0;
    for (int i = size - 1; i >= 0; i--) bits = bits << 8 | bytes[index * size + i] & 0xff;
    return bits;
  }

  public static void fill(boolean[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length; i++) array[from + i] = (element(bytes, i, 1) & 1) != 0;
  }

  public static void fill(byte[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length; i++) array[from + i] = bytes[i];
  }

  public static void fill(char[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length / 2; i++) array[from + i] = (char) element(bytes, i, 2);
  }

  public static void fill(short[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length / 2; i++) array[from + i] = (short) element(bytes, i, 2);
  }

  public static void fill(int[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length / 4; i++) array[from + i] = (int) element(bytes, i, 4);
  }

  public static void fill(float[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length / 4; i++) array[from + i] = Float.intBitsToFloat((int) element(bytes, i, 4));
  }

  public static void fill(long[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length / 8; i++) array[from + i] = element(bytes, i, 8);
  }

  public static void fill(double[] array, int from, String values) {
    var bytes = (byte[]) Access.getObject(values, BYTES);
    for (int i = 0; i < bytes.length / 8; i++) array[from + i] = Double.longBitsToDouble(element(bytes, i, 8));
  }
}
