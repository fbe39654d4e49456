package dev.assay.interp;

import dev.assay.ir.Function;
import dev.assay.ir.Module;
import dev.assay.ir.Type;
import dev.assay.runtime.CallStack;
import dev.assay.runtime.Machine;
import dev.assay.runtime.MachineExecutable;
import dev.assay.runtime.Unwinding;
import dev.assay.spi.Artefact;
import dev.assay.spi.CompileMode;
import dev.assay.spi.CompileReport;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Refusal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A program that the reference interpreter runs, over a {@link Machine}. The module may stand at either level, or hold
 * instructions of both: running the result of the lowering checks the lowering.
 */
public final class ReferenceInterpreter extends MachineExecutable {
  private final Program program;
  private final Run run;

  private ReferenceInterpreter(Machine machine, Program program) {
    super(machine);
    this.program = program;
    this.run = new Run(machine, machine.host(), machine::stopRequested, CallStack.EMPTY,
        machine.stackBytes(Run.STACK_BYTES, Run.LEAST_STACK_BYTES));
    machine.runOn(run);
    machine.addFrames(run);
    machine.link(program::address);
  }

  /**
   * Takes a verified module of either level.
   *
   * @throws Refusal if there is no memory for the heap, or the heap has no room for the program's string literals
   */
  public static ReferenceInterpreter of(Module module, CompileRequest request) throws Refusal {
    Machine machine;
    try {
      machine = new Machine(module, request);
    } catch (IllegalArgumentException e) {
      throw new Refusal(e.getMessage());
    }
    try {
      var program = Program.of(module);
      if (request.mode() == CompileMode.EAGER) program.decode(machine);
      return new ReferenceInterpreter(machine, program);
    } catch (Unwinding.Thrown t) {
      machine.close();
      throw new Refusal("a heap of " + request.heapBytes() + " bytes has no room for the program's string literals");
    } catch (RuntimeException e) {
      machine.close();
      throw e;
    }
  }

  Machine machine() {
    return machine;
  }

  Run run() {
    return run;
  }

  @Override
  protected long invoke(Function function, long[] args) {
    run.executedInsns = 0;
    run.stackBytes = 0;
    run.leave(0);
    var params = function.params();
    if (args.length != params.size())
      throw new IllegalArgumentException(function + " takes " + params.size() + " arguments; got " + args.length);
    var code = program.code(function.name());
    long[] frame = code.newFrame(run);
    for (int i = 0; i < args.length; i++) {
      var type = params.get(i).type();
      frame[i] = type == Type.I32 || type == Type.F32 ? (int) args[i] : args[i];
    }
    try {
      return code.call(frame, run);
    } finally {
      // Nothing of a run that is over may be kept from the collector.
      run.returned = 0;
    }
  }

  /**
   * How many instructions of the IR the last call or run executed, constants and terminators included; one that threw
   * or failed counts. Of a try the body and the try are one. After a failed guard it counts on in the baseline.
   */
  @Override
  public OptionalLong executedInsns() {
    return OptionalLong.of(run.executedInsns);
  }

  @Override
  public CompileReport report() {
    return new CompileReport(Map.of("decode", program.decodeNanos()), 0, program.decodedCount());
  }

  @Override
  public Optional<String> artefact(Artefact kind, String function) {
    return Optional.empty();
  }
}
