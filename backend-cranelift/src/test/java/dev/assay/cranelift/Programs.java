package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import dev.assay.runtime.GuestThread;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Low IR as text to an executable, for the tests of this package. */
final class Programs {
  static final CraneliftBackend BACKEND = new CraneliftBackend();
  private static final long HEAP_BYTES = 1 << 22;

  private Programs() {}

  /** Tests without the library, on a machine without cargo, have nothing to say. */
  static void assumeAvailable() {
    var availability = BACKEND.availability();
    assumeTrue(availability.available(), availability.reason());
  }

  static Module read(String text) {
    var result = Reader.read("test", text);
    assertEquals(List.of(), result.diagnostics());
    var module = result.module().orElseThrow();
    assertEquals(List.of(), Verifier.verify(module, Level.LOW, result.source()));
    return module;
  }

  static CraneliftExecutable compile(String text, String variant) {
    return compile(read(text), variant, new ByteArrayOutputStream());
  }

  /** Exports every function whose parameters are no references. */
  static CraneliftExecutable compile(Module module, String variant, ByteArrayOutputStream out) {
    return compile(module, variant, 0, out);
  }

  /** With a collection at every allocation of that number. */
  static CraneliftExecutable stressed(String text, String variant, int gcStress) {
    return compile(read(text), variant, gcStress, new ByteArrayOutputStream());
  }

  private static CraneliftExecutable compile(Module module, String variant, int gcStress, ByteArrayOutputStream out) {
    assumeAvailable();
    var exports = module.functions().stream().filter(f -> f.paramTypes().stream().noneMatch(t -> t.isAddress())).map(f -> f.name())
        .toList();
    var io = new GuestIo(new ByteArrayInputStream(new byte[0]), out, out);
    try {
      return (CraneliftExecutable) BACKEND.compile(module, variant, new CompileRequest(exports, HEAP_BYTES, gcStress, io));
    } catch (Refusal e) {
      throw new AssertionError(e);
    }
  }

  /** Compiles, calls the first function, closes. */
  static Outcome run(String text, String variant, long... args) {
    var module = read(text);
    try (var executable = compile(module, variant, new ByteArrayOutputStream())) {
      return executable.call(module.functions().iterator().next().name(), args);
    }
  }

  static long result(String text, String variant, long... args) {
    return bits(run(text, variant, args));
  }

  static long bits(Outcome outcome) {
    return ((Outcome.Returned) outcome).bits();
  }

  /** Many calls on one thread, since a thread per call would take most of the time. */
  static void onGuestThread(Runnable body) {
    GuestThread.run(() -> {
      body.run();
      return null;
    });
  }
}
