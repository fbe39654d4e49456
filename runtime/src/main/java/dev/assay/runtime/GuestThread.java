package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import java.util.concurrent.Callable;

/** Runs guest code on a thread whose stack is large enough that only the guest's own limit is ever met. */
public final class GuestThread {
  /** Reserved, not used, until it is touched. */
  public static final long STACK_BYTES = 1L << 30;

  private GuestThread() {}

  /** Runs to the end, waits for it, and passes on the result or what was thrown. */
  public static <T> T run(Callable<T> body) {
    return run(STACK_BYTES, body);
  }

  /** As {@link #run(Callable)}. On a guest thread with that much stack it runs there: a thread costs 100 times what a short call does. */
  public static <T> T run(long stackBytes, Callable<T> body) {
    var run = new Run<>(body);
    if (Thread.currentThread() instanceof Guest guest && guest.stackBytes >= stackBytes) {
      run.run();
      return run.result();
    }
    var thread = new Guest(run, stackBytes);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
    return run.result();
  }

  private static final class Guest extends Thread {
    private final long stackBytes;

    Guest(Runnable body, long stackBytes) {
      super(null, body, "main", stackBytes);
      this.stackBytes = stackBytes;
    }
  }

  private static final class Run<T> implements Runnable {
    private final Callable<T> body;
    private T value;
    private Throwable thrown;

    Run(Callable<T> body) {
      this.body = body;
    }

    @Override
    public void run() {
      try {
        value = body.call();
      } catch (Throwable t) {
        thrown = t;
      }
    }

    T result() {
      return switch (thrown) {
        case null -> value;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new CompilerBug("guest thread", thrown);
      };
    }
  }
}
