package dev.assay.runtime;

/** What {@link Layout#CONTEXT_PENDING} holds when it is no exception. No handler may run for these. */
public final class Pending {
  public static final long NONE = 0;
  public static final long EXIT = 1;
  public static final long STOP = 2;
  /** Assay's own code failed inside an upcall. */
  public static final long BUG = 3;
  /** The guest has found that nobody catches an exception. */
  public static final long UNCAUGHT = 4;

  private Pending() {}
}
