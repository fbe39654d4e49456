package dev.assay.filetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads the file tests, runs their passes and compares the IR. Their calls are run on the backends by the tests of {@code cli}. With
 * {@code -Dassay.bless=true} the {@code expect} blocks are rewritten instead.
 */
class FileTestsTest {
  static final Path FOLDER = Path.of("src/test/filetests");

  @TestFactory
  Stream<DynamicTest> files() {
    var tests = FileTests.load(FOLDER);
    assertTrue(!tests.isEmpty());
    return tests.stream().map(test -> dynamicTest(test.name(), () -> check(test)));
  }

  private static void check(FileTest test) throws IOException {
    if (Boolean.getBoolean("assay.bless") && !test.isRejection()) Files.writeString(test.file(), test.blessed());
    assertEquals(List.of(), FileTest.read(test.file()).check());
  }
}
