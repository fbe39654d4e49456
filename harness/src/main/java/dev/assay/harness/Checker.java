package dev.assay.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares the runs of a cell with the reference's, run by run, and says where they part. */
final class Checker {
  private static final int MAX_QUOTE = 60;

  private final Path expectedDirectory;
  private final Path foundDirectory;

  /** Of the two logs. */
  Checker(Path expectedDirectory, Path foundDirectory) {
    this.expectedDirectory = expectedDirectory;
    this.foundDirectory = foundDirectory;
  }

  /**
   * The first difference.
   *
   * @param run index of the run
   * @param text which run, what, where, expected, found, on one line
   */
  record Difference(int run, String text) {}

  /** Runs that the reference did not make are not compared: the policy of a cell sees to it that there are none. */
  Optional<Difference> compare(List<Run> expected, List<Run> found) throws IOException {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      var text = compare(expected.get(i), found.get(i));
      if (text != null) return Optional.of(new Difference(i, "run " + (i + 1) + ": " + text));
    }
    return Optional.empty();
  }

  // How it ended comes last: where an output differs, that is nearer to the cause.
  private String compare(Run expected, Run found) throws IOException {
    if (!expected.stdoutSha256().equals(found.stdoutSha256()))
      return texts("stdout", expected.stdoutSha256(), found.stdoutSha256());
    if (!ending(expected).equals(ending(found)))
      return "ending differs: expected " + ending(expected) + ", found " + ending(found);
    if (!expected.stderrSha256().equals(found.stderrSha256()))
      return texts("stderr", expected.stderrSha256(), found.stderrSha256());
    // The trace of an overflow is not kept; both sides then have the same exception.
    if (!expected.traceSha256().equals(found.traceSha256()) && !expected.traceSha256().isEmpty()
        && !found.traceSha256().isEmpty())
      return texts("stack trace", expected.traceSha256(), found.traceSha256());
    return null;
  }

  private static String ending(Run run) {
    return switch (run.outcome()) {
      case "threw" -> "threw " + quote(run.exception());
      case Run.EXITED -> "exited with " + run.exitCode();
      default -> run.outcome();
    };
  }

  private String texts(String what, String expectedSha256, String foundSha256) throws IOException {
    var expected = CellLog.text(expectedDirectory, expectedSha256);
    var found = CellLog.text(foundDirectory, foundSha256);
    if (expected.isEmpty() || found.isEmpty()) return what + " differs (too many texts to keep this one)";
    var expectedLines = lines(expected.get());
    var foundLines = lines(found.get());
    for (int i = 0; i < Math.max(expectedLines.length, foundLines.length); i++) {
      var e = i < expectedLines.length ? expectedLines[i] : null;
      var f = i < foundLines.length ? foundLines[i] : null;
      if (!Objects.equals(e, f)) {
        // Long lines may agree at first: begin the quotes near where they part.
        int from = e == null || f == null ? 0 : Math.max(0, commonPrefix(e, f) - MAX_QUOTE / 2);
        return what + " differs at line " + (i + 1) + ": expected " + quote(e, from) + ", found " + quote(f, from);
      }
    }
    return what + " differs behind the first " + (Capture.MAX_KEPT_BYTES >> 20) + " MiB";
  }

  // Keeps empty lines at the end: one \n more is a difference. Bytes that are no UTF-8 differ as replacement
  // characters at least.
  private static String[] lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).split("\n", -1);
  }

  private static int commonPrefix(String a, String b) {
    int n = 0;
    while (n < a.length() && n < b.length() && a.charAt(n) == b.charAt(n)) n++;
    return n;
  }

  private static String quote(String text, int from) {
    if (text == null) return "the end";
    return from == 0 ? quote(text) : "…" + quote(text.substring(from));
  }

  private static String quote(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints().limit(MAX_QUOTE).forEach(c -> {
      if (c == '"' || c == '\\') quoted.append('\\').appendCodePoint(c);
      else if (Character.isISOControl(c)) quoted.append(String.format("\\u%04x", c));
      else quoted.appendCodePoint(c);
    });
    return quoted.append(text.codePointCount(0, text.length()) > MAX_QUOTE ? "\"…" : "\"").toString();
  }

  /** Writes both sides of a run as files {@code expected.*} and {@code found.*}, as far as they were kept. */
  void save(Run expected, Run found, Path to) throws IOException {
    Files.createDirectories(to);
    save(expectedDirectory, expected, to, "expected");
    save(foundDirectory, found, to, "found");
  }

  private static void save(Path directory, Run run, Path to, String name) throws IOException {
    save(directory, run.stdoutSha256(), to.resolve(name + ".stdout.txt"));
    save(directory, run.stderrSha256(), to.resolve(name + ".stderr.txt"));
    save(directory, run.traceSha256(), to.resolve(name + ".trace.txt"));
  }

  private static void save(Path directory, String sha256, Path file) throws IOException {
    var text = CellLog.text(directory, sha256);
    if (text.isPresent() && text.get().length > 0) Files.write(file, text.get());
  }
}
