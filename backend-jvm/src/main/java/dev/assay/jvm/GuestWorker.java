package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;

/**
 * The thread on which a program's guest code runs, with a stack of a size of its own: the host's stack traces and its unwinding of an
 * overflow take time in proportion to the depth, so {@code GuestThread}'s gigabyte would take seconds. It is kept between calls, since
 * handing a call over costs a tenth of what starting a thread does.
 */
final class GuestWorker {
  /** Sixteen times what the host gives its main thread. With more, an overflow inside a {@code finally} would take many seconds. */
  static final long STACK_BYTES = 16L << 20;

  private record Job(Callable<?> body, SynchronousQueue<Result> result) {}

  private record Result(Object value, Throwable thrown) {}

  private static final Job END = new Job(null, null);

  private final SynchronousQueue<Job> jobs = new SynchronousQueue<>();
  private Thread thread;

  /** Runs to the end, waits for it, and passes on the result or what was thrown. */
  @SuppressWarnings("unchecked")
  <T> T run(Callable<T> body) {
    if (thread == null) {
      thread = new Thread(null, this::work, "main", STACK_BYTES);
      thread.setDaemon(true);
      thread.start();
    }
    var job = new Job(body, new SynchronousQueue<>());
    uninterruptibly(() -> {
      jobs.put(job);
      return null;
    });
    var result = uninterruptibly(job.result::take);
    return switch (result.thrown) {
      case null -> (T) result.value;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new CompilerBug("guest thread", result.thrown);
    };
  }

  private void work() {
    while (true) {
      var job = uninterruptibly(jobs::take);
      if (job == END) return;
      Result result;
      try {
        result = new Result(job.body.call(), null);
      } catch (Throwable t) {
        result = new Result(null, t);
      }
      var done = result;
      uninterruptibly(() -> {
        job.result.put(done);
        return null;
      });
    }
  }

  private static <T> T uninterruptibly(Callable<T> step) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return step.call();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (Exception e) {
          throw new CompilerBug("guest thread", e);
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  void close() {
    if (thread == null) return;
    uninterruptibly(() -> {
      jobs.put(END);
      return null;
    });
    thread = null;
  }
}
