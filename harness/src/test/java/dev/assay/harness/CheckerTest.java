package dev.assay.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckerTest {
  @TempDir
  private Path directory;
  private CellLog log;

  @BeforeEach
  void open() throws IOException {
    log = new CellLog(directory);
  }

  private String keep(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var sha256 = Capture.sha256(bytes);
    log.text(sha256, bytes);
    return sha256;
  }

  private Run run(String outcome, Integer code, String exception, String trace, String out, String err) {
    return new Run(1, 1, 1, outcome, code, exception, trace.isEmpty() ? "" : keep(trace), keep(out), out.length(),
        keep(err), err.length(), null, null);
  }

  private Run printed(String out) {
    return run("returned", null, "", "", out, "");
  }

  private String difference(Run expected, Run found) throws IOException {
    return new Checker(directory, directory).compare(List.of(expected), List.of(found)).orElseThrow().text();
  }

  @Test
  void equal() throws IOException {
    assertTrue(new Checker(directory, directory).compare(List.of(printed("a")), List.of(printed("a"), printed("b")))
        .isEmpty());
  }

  @Test
  void lineCounts() throws IOException {
    assertEquals("run 1: stdout differs at line 2: expected \"\", found the end",
        difference(printed("a\n"), printed("a")));
    assertEquals("run 1: stdout differs at line 2: expected \"b\", found \"\"",
        difference(printed("a\nb"), printed("a\n")));
  }

  @Test
  void longLinesAreQuotedWhereTheyPart() throws IOException {
    var same = "x".repeat(1000);
    assertEquals(
        "run 1: stdout differs at line 1: expected …\"" + "x".repeat(30) + "1\", found …\"" + "x".repeat(30)
            + "2\\u0009\"",
        difference(printed(same + "1"), printed(same + "2\t")));
  }

  @Test
  void endings() throws IOException {
    assertEquals("run 1: ending differs: expected exited with 3, found returned",
        difference(run("exited", 3, "", "", "", ""), printed("")));
    assertEquals("run 1: ending differs: expected threw \"A: \\\"m\\\"\", found threw \"A\"",
        difference(run("threw", null, "A: \"m\"", "t", "", ""), run("threw", null, "A", "t", "", "")));
    assertEquals(
        "run 1: stack trace differs at line 2: expected \"\\u0009at x(A.java:1)\", found \"\\u0009at x(A.java:2)\"",
        difference(run("threw", null, "A", "A\n\tat x(A.java:1)\n", "", ""),
            run("threw", null, "A", "A\n\tat x(A.java:2)\n", "", "")));
    assertEquals("run 1: stderr differs at line 1: expected \"e\", found \"\"",
        difference(run("returned", null, "", "", "", "e"), printed("")));
  }

  @Test
  void tracesThatWereNotKept() throws IOException {
    assertTrue(new Checker(directory, directory).compare(List.of(run("threw", null, "A", "", "", "")),
        List.of(run("threw", null, "A", "trace", "", ""))).isEmpty());
  }

  @Test
  void textsBeyondTheLimit() throws IOException {
    for (int i = 0; i < 100; i++) printed("text " + i);
    assertEquals("run 1: stdout differs (too many texts to keep this one)",
        difference(printed("text 0"), printed("another")));
    try (var texts = Files.list(directory.resolve("texts"))) {
      assertTrue(texts.count() <= 64);
    }
  }

  @Test
  void longOutputs() {
    var a = new Capture();
    var b = new Capture();
    var block = new byte[1 << 20];
    for (int i = 0; i < 6; i++) {
      a.write(block, 0, block.length);
      for (int j = 0; j < 4; j++) b.write(block, j << 18, 1 << 18);
    }
    assertEquals(6L << 20, a.totalBytes());
    assertEquals(Capture.MAX_KEPT_BYTES, a.kept().length);
    assertEquals(Capture.sha256(new byte[6 << 20]), a.sha256());
    assertEquals(Capture.sha256(new byte[6 << 20]), b.sha256());
    a.reset();
    a.write(1);
    assertFalse(a.sha256().equals(b.sha256()));
    assertEquals(Capture.sha256(new byte[] {1}), a.sha256());
  }
}
