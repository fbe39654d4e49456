package dev.assay.filetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The file tests of a folder. */
public final class FileTests {
  private FileTests() {}

  /** All {@code *.ir} files of the folder, by name. */
  public static List<FileTest> load(Path folder) {
    try (var files = Files.list(folder)) {
      var tests = new ArrayList<FileTest>();
      for (var file : files.filter(f -> f.toString().endsWith(".ir")).sorted().toList()) tests.add(FileTest.read(file));
      return tests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
