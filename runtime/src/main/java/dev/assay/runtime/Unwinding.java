package dev.assay.runtime;

/** Guest control flow that leaves a call other than by returning, on its way through Java frames. Carries no Java stack trace. */
public sealed abstract class Unwinding extends RuntimeException {
  private static final long serialVersionUID = 1;

  private Unwinding() {
    super(null, null, false, false);
  }

  /** A guest exception; the only kind a guest handler may catch. */
  public static final class Thrown extends Unwinding {
    private static final long serialVersionUID = 1;
    private final long ref;

    /**
     * @param ref the exception object in the object model it was made for
     */
    public Thrown(long ref) {
      this.ref = ref;
    }

    public long ref() {
      return ref;
    }
  }

  /** {@code System.exit}. */
  public static final class Exit extends Unwinding {
    private static final long serialVersionUID = 1;
    private final int code;

    public Exit(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /** An exception that the guest itself has found to be uncaught. */
  public static final class Uncaught extends Unwinding {
    private static final long serialVersionUID = 1;
    private final String className;
    private final String message;
    private final String trace;

    /**
     * @param className binary name
     * @param message null for none
     * @param trace its text, with frames and causes
     */
    public Uncaught(String className, String message, String trace) {
      this.className = className;
      this.message = message;
      this.trace = trace;
    }

    public String className() {
      return className;
    }

    @Override
    public String getMessage() {
      return message;
    }

    public String trace() {
      return trace;
    }
  }

  /** A requested stop. */
  public static final class Stop extends Unwinding {
    private static final long serialVersionUID = 1;
  }
}
