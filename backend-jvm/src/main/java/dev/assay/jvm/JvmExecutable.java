package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.Type;
import dev.assay.runtime.Traces;
import dev.assay.runtime.Unwinding;
import dev.assay.spi.Artefact;
import dev.assay.spi.CompileReport;
import dev.assay.spi.Executable;
import dev.assay.spi.Outcome;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program compiled to class files and loaded. */
final class JvmExecutable implements Executable {
  private final ProgramCompiler compiled;
  private final Traces traces;
  private final GuestWorker worker = new GuestWorker();
  private final Map<String, MethodHandle> functions = new HashMap<>();
  private LoadedProgram program;

  JvmExecutable(ProgramCompiler compiled, LoadedProgram program) {
    this.compiled = compiled;
    this.program = program;
    this.traces = new Traces(program.module());
  }

  @Override
  public Outcome call(String function, long... args) {
    return invoke(program.module().function(function), args, List.of());
  }

  @Override
  public Outcome run(List<String> args) {
    return invoke(program.module().function(program.module().entry()), new long[0], args);
  }

  private Outcome invoke(Function function, long[] bits, List<String> texts) {
    var handle = functions.computeIfAbsent(function.name(), program::function);
    var args = new Object[function.params().size()];
    for (int i = 0; i < args.length; i++) {
      var type = function.params().get(i).type();
      args[i] = type == Type.REF ? program.strings(texts) : unboxed(type, bits[i]);
    }
    return worker.run(() -> outcome(function, handle, args));
  }

  private static Object unboxed(Type type, long bits) {
    return switch (type) {
      case I32 -> (int) bits;
      case I64 -> bits;
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case REF, PTR -> throw new CompilerBug("a reference from outside");
    };
  }

  private Outcome outcome(Function function, MethodHandle handle, Object[] args) {
    program.polls().request(false);
    try {
      var result = handle.invokeWithArguments(args);
      return new Outcome.Returned(function.result() == null ? 0 : bits(function.result(), result));
    } catch (Unwinding.Exit e) {
      return new Outcome.Exited(e.code());
    } catch (Unwinding.Stop _) {
      return new Outcome.Stopped();
    } catch (UncaughtException e) {
      return e.outcome();
    } catch (CompilerBug e) {
      throw e;
    } catch (Throwable t) {
      return traces.outcome(program.throwables().view(program.throwables().of(t)));
    } finally {
      program.console().flush();
    }
  }

  private static long bits(Type type, Object value) {
    return switch (type) {
      case I32 -> (Integer) value;
      case I64 -> (Long) value;
      case F32 -> Float.floatToRawIntBits((Float) value);
      case F64 -> Double.doubleToRawLongBits((Double) value);
      // A reference means nothing outside.
      case REF, PTR -> value == null ? 0 : 1;
    };
  }

  @Override
  public void stop() {
    program.polls().request(true);
  }

  @Override
  public CompileReport report() {
    Map<String, Long> phases = new LinkedHashMap<>();
    phases.put("emit", compiled.emitNanos());
    phases.put("define", program.defineNanos());
    long bytes = compiled.classFiles().values().stream().mapToLong(b -> b.length).sum();
    return new CompileReport(phases, bytes, compiled.methods().size());
  }

  @Override
  public Optional<String> artefact(Artefact kind, String function) {
    return kind == Artefact.BYTECODE ? Listing.of(compiled, function) : Optional.empty();
  }

  @Override
  public void close() {
    worker.close();
    functions.clear();
    program = null;
  }
}
