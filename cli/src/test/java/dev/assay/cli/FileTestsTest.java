package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.filetest.Call;
import dev.assay.filetest.FileTest;
import dev.assay.filetest.FileTests;
import dev.assay.ir.Module;
import dev.assay.passes.Compilation;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** The {@code call} lines of the file tests of {@code passes}, on every backend before and after the passes. */
class FileTestsTest {
  private static final Path FOLDER = Path.of("..", "passes", "src", "test", "filetests");
  private static final long HEAP_BYTES = 16 << 20;

  @TestFactory
  Stream<DynamicNode> calls() {
    var tests = FileTests.load(FOLDER).stream().filter(test -> !test.isRejection() && !test.calls().isEmpty()).toList();
    assertFalse(tests.isEmpty());
    return Target.onEach(Target.variants(), target -> tests.stream().flatMap(test -> Stream.of(
        dynamicTest(test.name() + " before", () -> check(target, test, test.before())),
        dynamicTest(test.name() + " after", () -> check(target, test, test.after())))));
  }

  private static void check(Target target, FileTest test, Module module) throws Refusal {
    assumeTrue(target.takes(Compilation.levelOf(module)), "low IR, and the backend takes high IR");
    target.announce(test.name());
    var out = new ByteArrayOutputStream();
    var io = new GuestIo(InputStream.nullInputStream(), out, out);
    var problems = new ArrayList<String>();
    try (var executable = target.compile(module, new CompileRequest(test.exports(), HEAP_BYTES, io))) {
      for (Call call : test.calls()) {
        out.reset();
        var outcome = executable.call(call.function(), call.argBits());
        call.mismatch(outcome, out.toString(StandardCharsets.UTF_8)).ifPresent(problems::add);
      }
    }
    assertEquals(List.of(), problems);
  }
}
