package dev.assay.filetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.spi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a file test fails when it should. */
class FileTestTest {
  private static final String FUNCTION = """
      func @f(%x: i32, %y: f64) -> i32 {
      entry:
        %d: i32 = check.nonzero %x
        %u: i32 = add %x, %x
        return %d
      }
      """;

  @TempDir
  Path folder;

  private FileTest test(String text) throws IOException {
    var file = folder.resolve("t.ir");
    Files.writeString(file, text);
    return FileTest.read(file);
  }

  @Test
  void readsCalls() throws IOException {
    var test = test(FUNCTION + """
        ; call: @f(7, -0.0) == 7
        ; call: @f(0, NaN) throws java.lang.ArithmeticException: / by zero
        ; call: @f(2147483647, 1e10) == -1 prints "a\\n"
        """);
    assertEquals(List.of(), test.check());
    var calls = test.calls();
    assertEquals(3, calls.size());
    assertEquals(List.of(7L, Double.doubleToRawLongBits(-0.0)), calls.get(0).args());
    assertEquals(Optional.empty(), calls.get(0).mismatch(new Outcome.Returned(7), ""));
    assertEquals(Optional.of("line 7: expected returned 7, got returned 8"), calls.get(0).mismatch(new Outcome.Returned(8), ""));
    assertEquals(Optional.empty(), calls.get(1).mismatch(new Outcome.Threw("java.lang.ArithmeticException", "/ by zero", ""), ""));
    assertTrue(calls.get(1).mismatch(new Outcome.Threw("java.lang.ArithmeticException", "other", ""), "").isPresent());
    assertEquals("a\n", calls.get(2).printed());
    assertTrue(calls.get(2).mismatch(new Outcome.Returned(-1), "b\n").isPresent());
    assertEquals(List.of("f"), test.exports());
  }

  @Test
  void reportsAnotherResult() throws IOException {
    var test = test("; run: dead-code\n" + FUNCTION + "; expect: unchanged\n");
    assertEquals(1, test.check().size());
    assertTrue(test.check().getFirst().startsWith("t.ir:8: expected no change, got\n"));
    var other = test(
        "; run: dead-code\n" + FUNCTION + "; expect:\n;| func @f(%x: i32, %y: f64) -> i32 {\n;| entry:\n;|   return %x\n;| }\n");
    assertTrue(other.check().getFirst().startsWith("t.ir:8: expected\n"));
    assertEquals(List.of(), test(other.blessed()).check());
    assertEquals(other.blessed(), test(other.blessed()).blessed());
  }

  @Test
  void reportsErrorsThatAreNotThere() throws IOException {
    assertEquals(List.of("t.ir:3: expected an error with 'type'"),
        test(FUNCTION.replace("check.nonzero %x", "check.nonzero %x ; error: type")).check());
    var wrong = FUNCTION.replace("add %x, %x", "add %x, %y");
    assertEquals(1, test(wrong).check().size());
    var expected = test(wrong.replace("%x, %y\n", "%x, %y ; error: add wants i32, i32; got i32, f64\n"));
    assertEquals(List.of(), expected.check());
    assertTrue(expected.isRejection());
  }

  @Test
  void reportsWhatItCannotRead() throws IOException {
    assertEquals(1, test("; run: dead\n" + FUNCTION).check().size());
    assertEquals(1, test("; run: none\n; run: none\n" + FUNCTION).check().size());
    assertEquals(List.of("t.ir:7:1: found 1 arguments, expected 2"), test(FUNCTION + "; call: @f(1) == 2\n").check());
    assertEquals(List.of("t.ir:7:1: no function @g"), test(FUNCTION + "; call: @g(1) == 2\n").check());
    assertEquals(1, test(FUNCTION + "; call: @f(1.5, 1.5) == 2\n").check().size());
    assertEquals(1, test(FUNCTION + "; call: f(1, 1.5)\n").check().size());
    assertEquals(1, test("; expect:\n" + FUNCTION).check().size());
  }
}
