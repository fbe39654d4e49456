package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Level;
import dev.assay.runtime.Interpreter;
import dev.assay.spi.Artefact;
import dev.assay.spi.Availability;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the harness sees. */
class BackendTest {
  private static final String HELLO = """
      class Main extends java/lang/Object {
      }
      entry @main
      func @main() {
      entry:
        %fd: i32 = const 1
        %s: ref = string "hello\\n"
        host print.string(%fd, %s)
        return
      }
      func @twice(%x: i32) -> i32 {
      entry:
        %y: i32 = add %x, %x
        return %y
      }
      """;

  private static Backend backend() {
    return ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get)
        .filter(b -> b.name().equals("interp"))
        .findFirst().orElseThrow();
  }

  @Test
  void runsThroughTheSpi() throws Refusal {
    var backend = backend();
    assertEquals(List.of("reference"), backend.variants());
    assertEquals(Availability.YES, backend.availability());
    assertEquals(Level.HIGH, backend.level());
    assertFalse(backend.version().contains("\n"));
    var out = new ByteArrayOutputStream();
    var request = new CompileRequest(List.of("twice"), 1 << 20, new GuestIo(InputStream.nullInputStream(), out, out));
    try (var executable = backend.compile(Guest.read(HELLO), "reference", request)) {
      assertEquals(new Outcome.Returned(0), executable.run(List.of("ignored")));
      assertEquals(new Outcome.Returned(0), executable.run(List.of()));
      assertEquals("hello\nhello\n", out.toString(StandardCharsets.UTF_8));
      assertEquals(new Outcome.Returned(-6), executable.call("twice", -3));
      assertEquals(Set.of("decode"), executable.report().phaseNanos().keySet());
      assertEquals(0, executable.report().codeBytes());
      for (var kind : Artefact.values()) {
        assertEquals(Optional.empty(), executable.artefact(kind, null));
        assertEquals(Optional.empty(), executable.artefact(kind, "twice"));
      }
      assertThrows(IllegalArgumentException.class, () -> executable.call("twice"));
    }
    assertThrows(Refusal.class, () -> backend.compile(Guest.read(HELLO), "fast", request));
  }

  @Test
  void isTheReferenceInterpreter() {
    assertInstanceOf(BaselineInterpreter.class, Interpreter.reference());
  }

  /**
   * HotSpot never compiles a method of more than 8,000 bytes, and an interpreter's loop that stays interpreted is lost.
   */
  @Test
  void noMethodIsTooLargeForTheHost() throws Exception {
    var root = Path.of(InterpBackend.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .resolve("dev/assay/interp");
    int methods = 0;
    try (var files = Files.list(root)) {
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) methods += checkMethods(file);
    }
    assertTrue(methods > 50, "found " + methods + " methods");
  }

  private static int checkMethods(Path file) throws IOException {
    int methods = 0;
    for (var method : ClassFile.of().parse(file).methods()) {
      methods++;
      int bytes = method.code().map(c -> ((CodeAttribute) c).codeLength()).orElse(0);
      assertTrue(bytes < 8000, file.getFileName() + " " + method.methodName() + " has " + bytes + " bytes");
    }
    return methods;
  }
}
