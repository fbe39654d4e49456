package dev.assay.runtime;

import dev.assay.ir.Function;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Type;
import dev.assay.spi.Executable;
import dev.assay.spi.HeapStatistics;
import dev.assay.spi.Outcome;
import java.util.List;
import java.util.Optional;

/** What the executables over a {@link Machine} share: arguments, outcomes, collection between repetitions. */
public abstract class MachineExecutable implements Executable {
  protected final Machine machine;
  private final Traces traces;

  protected MachineExecutable(Machine machine) {
    this.machine = machine;
    this.traces = new Traces(machine.module());
  }

  /**
   * Calls a function on a {@link GuestThread}.
   *
   * @return raw bits of the result
   * @throws Unwinding if it does not return
   */
  protected abstract long invoke(Function function, long[] args);

  @Override
  public final Outcome call(String function, long... args) {
    var f = machine.module().function(function);
    return GuestThread.run(() -> outcome(f, args));
  }

  @Override
  public final Outcome run(List<String> args) {
    Module module = machine.module();
    var entry = module.function(module.entry());
    var outcome = GuestThread.run(
        () -> entry.params().isEmpty() ? outcome(entry, new long[0]) : outcome(entry, new long[] {arguments(args)}));
    machine.collect();
    return outcome;
  }

  private long arguments(List<String> args) {
    long array = machine.newArray("[Ljava/lang/String;", args.size());
    machine.hold(array);
    try {
      for (int i = 0; i < args.size(); i++) machine.store(MemType.REF, array, i, machine.newString(args.get(i)));
    } finally {
      machine.release();
    }
    return array;
  }

  private Outcome outcome(Function function, long[] args) {
    machine.requestStop(false);
    try {
      long bits = invoke(function, args);
      return new Outcome.Returned(function.result() == null ? 0 : narrow(function.result(), bits));
    } catch (Unwinding.Thrown t) {
      return traces.outcome(machine.throwable(t.ref()));
    } catch (Unwinding.Uncaught u) {
      return new Outcome.Threw(u.className(), u.getMessage(), u.trace());
    } catch (Unwinding.Exit e) {
      return new Outcome.Exited(e.code());
    } catch (Unwinding.Stop _) {
      return new Outcome.Stopped();
    } finally {
      machine.console().flush();
    }
  }

  private static long narrow(Type type, long bits) {
    return switch (type) {
      case I32, F32 -> (int) bits;
      case I64, F64, REF, PTR -> bits;
    };
  }

  @Override
  public final Optional<HeapStatistics> heap() {
    return Optional.of(machine.heapStatistics());
  }

  @Override
  public final void stop() {
    machine.requestStop(true);
  }

  @Override
  public void close() {
    machine.close();
  }
}
