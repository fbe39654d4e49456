package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A verified program under test, what it reads and what it wrote. */
final class Guest implements AutoCloseable {
  static final long HEAP_BYTES = 16 << 20;

  final Module module;
  final ReferenceInterpreter interpreter;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Guest(Module module, Level level, long heapBytes, int gcStress, String stdin) {
    this.module = module;
    assertEquals(List.of(), Verifier.verify(module, level));
    var io = new GuestIo(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), out, err);
    try {
      interpreter = ReferenceInterpreter.of(module, new CompileRequest(List.of(), heapBytes, gcStress, io));
    } catch (Refusal e) {
      throw new AssertionError(e);
    }
  }

  static Guest of(String text) {
    return of(text, HEAP_BYTES, "");
  }

  static Guest of(String text, long heapBytes, String stdin) {
    return new Guest(read(text), Level.HIGH, heapBytes, 0, stdin);
  }

  /** With a collection at every allocation of that number. */
  static Guest stressed(String text, long heapBytes, int gcStress) {
    return new Guest(read(text), Level.HIGH, heapBytes, gcStress, "");
  }

  static Guest of(Module module) {
    return new Guest(module, Level.HIGH, HEAP_BYTES, 0, "");
  }

  static Guest low(String text) {
    return new Guest(read(text), Level.LOW, HEAP_BYTES, 0, "");
  }

  static Module read(String text) {
    return Reader.read("test.ir", text).orThrow();
  }

  Outcome outcome(String function, long... args) {
    return interpreter.call(function, args);
  }

  /** Raw bits of the result. */
  long call(String function, long... args) {
    return assertInstanceOf(Outcome.Returned.class, outcome(function, args)).bits();
  }

  /** The same on this thread, which is quicker: a guest thread of its own takes a fraction of a millisecond. */
  long callHere(String function, long... args) {
    return interpreter.invoke(module.function(function), args);
  }

  /** First line and frames. */
  String trace(String function, long... args) {
    return assertInstanceOf(Outcome.Threw.class, outcome(function, args)).trace();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    interpreter.close();
  }
}
