package dev.assay.llvm;

import dev.assay.ir.CompilerBug;
import dev.assay.runtime.GuestThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Where LLVM runs. It recurses over what it compiles; on a thread of the default size a large function would overflow it, and end the process. */
final class CompileThreads {
  static final long STACK_BYTES = 256L << 20;

  private CompileThreads() {}

  /** Applies a body to each input, all at the same time; the results in the order of the inputs. */
  static <T, R> List<R> each(List<T> inputs, Function<T, R> body) {
    if (inputs.size() == 1) return List.of(GuestThread.run(STACK_BYTES, () -> body.apply(inputs.getFirst())));
    var results = new ArrayList<R>();
    try (var threads = Executors.newFixedThreadPool(inputs.size(), r -> new Thread(null, r, "compile", STACK_BYTES))) {
      var running = new ArrayList<Future<R>>();
      for (var input : inputs) running.add(threads.submit(() -> body.apply(input)));
      for (var each : running) results.add(each.get());
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException r -> throw r;
        case Error r -> throw r;
        default -> throw new CompilerBug("compile", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompilerBug("interrupted", e);
    }
    return results;
  }
}
