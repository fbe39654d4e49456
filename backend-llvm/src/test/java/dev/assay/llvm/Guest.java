package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A compiled program under test, what it reads and what it wrote. All its functions are exported unless it says which. */
final class Guest implements AutoCloseable {
  static final long HEAP_BYTES = 4 << 20;

  final Module module;
  final Executable executable;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Guest(Module module, String variant, long heapBytes, int gcStress) {
    this.module = module;
    var io = new GuestIo(new ByteArrayInputStream("in".getBytes(StandardCharsets.UTF_8)), out, out);
    try {
      executable = new LlvmBackend().compile(module, variant, new CompileRequest(callable(module), heapBytes, gcStress, io));
    } catch (Refusal e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> callable(Module module) {
    return module.functions().stream().filter(f -> f.params().stream().noneMatch(p -> p.type().isAddress())).map(f -> f.name()).toList();
  }

  static Guest of(String variant, String text) {
    return of(variant, text, HEAP_BYTES);
  }

  static Guest of(String variant, String text, long heapBytes) {
    return of(variant, Reader.read("test.ir", text).orThrow(), heapBytes);
  }

  static Guest of(String variant, Module module, long heapBytes) {
    assertEquals(List.of(), Verifier.verify(module, Level.LOW));
    return new Guest(module, variant, heapBytes, 0);
  }

  /** With a collection at every allocation of that number. */
  static Guest stressed(String variant, String text, long heapBytes, int gcStress) {
    var module = Reader.read("test.ir", text).orThrow();
    assertEquals(List.of(), Verifier.verify(module, Level.LOW));
    return new Guest(module, variant, heapBytes, gcStress);
  }

  Outcome outcome(String function, long... args) {
    return executable.call(function, args);
  }

  /** Raw bits of the result. */
  long call(String function, long... args) {
    return assertInstanceOf(Outcome.Returned.class, outcome(function, args)).bits();
  }

  Outcome.Threw threw(String function, long... args) {
    return assertInstanceOf(Outcome.Threw.class, outcome(function, args));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    executable.close();
  }
}
