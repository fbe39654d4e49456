package dev.assay.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Verifier;
import dev.assay.spi.Artefact;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A verified program, compiled, with what it wrote. */
final class Guest implements AutoCloseable {
  final Module module;
  final Executable executable;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Guest(Module module, String stdin) throws Refusal {
    this.module = module;
    assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
    var io = new GuestIo(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), out, out);
    var exports = module.functions().stream().map(f -> f.name()).toList();
    executable = new JvmBackend().compile(module, "default", new CompileRequest(exports, 1 << 20, io));
  }

  static Guest of(String text) {
    return of(read(text), "");
  }

  static Guest of(String text, String stdin) {
    return of(read(text), stdin);
  }

  static Guest of(Module module) {
    return of(module, "");
  }

  private static Guest of(Module module, String stdin) {
    try {
      return new Guest(module, stdin);
    } catch (Refusal e) {
      throw new AssertionError(e);
    }
  }

  /** Why the program is refused. */
  static String refusal(Module module) {
    try (var guest = new Guest(module, "")) {
      throw new AssertionError("compiled: " + guest.executable.report());
    } catch (Refusal e) {
      return e.getMessage();
    }
  }

  static Module read(String text) {
    return Reader.read("test.ir", text).orThrow();
  }

  Outcome outcome(String function, long... args) {
    return executable.call(function, args);
  }

  /** Raw bits of the result. */
  long call(String function, long... args) {
    return assertInstanceOf(Outcome.Returned.class, outcome(function, args)).bits();
  }

  /** First line, frames, causes. */
  String trace(String function, long... args) {
    return assertInstanceOf(Outcome.Threw.class, outcome(function, args)).trace();
  }

  /** The bytecode of a function, one instruction a line, without labels, lines and frames. */
  List<String> bytecode(String function) {
    return executable.artefact(Artefact.BYTECODE, function).orElseThrow().lines().map(String::strip)
        .filter(l -> l.matches("[A-Z][A-Z_0-9]*( .*)?") && !l.matches("(FRAME|LINENUMBER|MAXSTACK|MAXLOCALS|TRYCATCHBLOCK|L[0-9]+).*"))
        .toList();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    executable.close();
  }
}
