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
    private final transient GuestThrowable throwable;
    private final long ref;

    /**
     * @param ref the exception object in the object model it was made for
     */
    public Thrown(GuestThrowable throwable, long ref) {
      this.throwable = throwable;
      this.ref = ref;
    }

    public GuestThrowable throwable() {
      return throwable;
    }

    public long ref() {
      return ref;
    }

    @Override
    public String getMessage() {
      return throwable.className() + ": " + throwable.message();
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

  /** A requested stop. */
  public static final class Stop extends Unwinding {
    private static final long serialVersionUID = 1;
  }
}
