package dev.assay.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assay.harness.guest.Counts;
import dev.assay.spi.CompileMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole comparisons, with real processes. */
class ComparisonTest {
  private static final Policy FOUR_RUNS = new Policy(1, 4, 1, 1_000_000_000, 4, 1, 5, 5, 5);

  @TempDir
  private Path out;
  private Duration timeout = Duration.ofSeconds(30);
  private CompileMode compile = CompileMode.EAGER;

  private static ProgramSpec guest(String name, List<String> args, String stdinFile) throws Exception {
    var classes = Path.of(Counts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProgramSpec(name, classes.resolve("dev/assay/harness/guest/" + name + ".class").toString(),
        "dev.assay.harness.guest." + name,
        List.of(classes.toString()), args, stdinFile, "a test");
  }

  private Results compare(ProgramSpec program, String... backends) throws Exception {
    var columns = Arrays.stream(backends).map(b -> new Comparison.Column(b, "1", b.equals("absent") ? "not built" : ""))
        .toList();
    return compare(program, columns, Comparison.Launcher.java(List.of("-Xmx64m"), FakeCell.class.getName()),
        Comparison.Progress.NONE);
  }

  private Results compare(ProgramSpec program, List<Comparison.Column> columns, Comparison.Launcher launcher,
      Comparison.Progress progress)
      throws Exception {
    var options = new Comparison.Options(out, FOUR_RUNS, false, timeout, 64 << 20, 0, compile, 0, "abc", List.of("compare"));
    return new Comparison(options, List.of(program), columns, launcher, progress).run();
  }

  private JsonNode file() throws IOException {
    return JsonMapper.builder().build().readTree(out.resolve("results.json").toFile());
  }

  private static Results.Cell only(Results results, String backend) {
    return results.cells().stream().filter(c -> c.backend().equals(backend)).findFirst().orElseThrow();
  }

  @Test
  void agreeing() throws Exception {
    var results = compare(guest("Counts", List.of(), null), "counts", "host:xint", "host");
    assertEquals(List.of("host", "counts", "host:xint"), results.cells().stream().map(Results.Cell::backend).toList());
    for (var cell : results.cells()) {
      assertEquals("ok", cell.statusText(), cell::toString);
      assertEquals(4, cell.wallNanos().size());
      assertEquals(4, cell.outputs().size(), "each run printed something else");
      assertEquals(2, cell.summary().steadyRuns());
      assertEquals(cell.wallNanos().getFirst(), cell.summary().firstNanos());
    }
    var counts = only(results, "counts");
    assertEquals(6, counts.compileNanos().size());
    assertEquals(counts.compileNanos().getFirst(), counts.summary().compileColdNanos());
    assertEquals(5, counts.summary().compiles());
    assertEquals(3, counts.summary().irFunctions());
    assertEquals(12, counts.summary().irInsns());
    assertEquals(100, counts.summary().codeBytes());
    assertEquals("{build=5, optimise=7}", counts.preparationNanos().toString());
    assertEquals("{lower=3, emit=11}", counts.compilePhaseNanos().toString());
    assertFalse(results.hasFault());
    assertFalse(Files.exists(out.resolve("cells")), "nothing is left of cells that are ok");
    if (OS.LINUX.isCurrentOs()) assertTrue(counts.summary().peakRssBytes() > 1 << 20);

    var file = file();
    assertEquals("assay-results", file.get("schema").asText());
    assertEquals(1, file.get("version").asInt());
    assertEquals("host", file.get("reference").asText());
    assertEquals(64, file.get("programs").get(0).get("sha256").asText().length());
    assertEquals("ok", file.get("cells").get(1).get("status").asText());
    assertFalse(file.get("finishedAt").isNull());
  }

  /** A run adds 5 ns and 10 bytes to what its executable has compiled; the first one's count. */
  @Test
  void compilingLazily() throws Exception {
    compile = CompileMode.LAZY;
    var results = compare(guest("Counts", List.of(), null), "counts");
    var counts = only(results, "counts");
    assertEquals("ok", counts.statusText(), counts::toString);
    assertEquals(4, counts.wallNanos().size(), "the runs of compiles are none of the program's repetitions");
    assertEquals(110, counts.summary().codeBytes());
    assertEquals("{lower=3, emit=16}", counts.coldCompilePhaseNanos().toString());
    assertEquals("{lower=3, emit=16}", counts.compilePhaseNanos().toString());
    assertEquals("lazy", file().get("options").get("compile").asText());
  }

  @Test
  void executedInsns() throws Exception {
    var results = compare(guest("Counts", List.of(), null), "counts", "drifts", "host");
    assertEquals(List.of(1016L, 1032L, 1048L, 1064L), only(results, "counts").executedInsns());
    assertEquals(1056, only(results, "counts").summary().executedInsns(), "the median of the two steady runs");
    assertEquals("", only(results, "counts").note());
    var drifts = only(results, "drifts");
    assertEquals("ok", drifts.statusText());
    assertEquals("the runs are not alike: 1,017 to 1,068 IR instructions executed", drifts.note());
    assertEquals(List.of(), only(results, "host").executedInsns());
    assertNull(only(results, "host").summary().executedInsns());
  }

  @Test
  void wrongInOneRun() throws Exception {
    var results = compare(guest("Counts", List.of(), null), "miscounts");
    assertEquals("host", results.cells().getFirst().backend(), "the reference is added");
    var cell = only(results, "miscounts");
    assertEquals("wrong: run 2: stdout differs at line 1: expected \"run 2\", found \"run 7\"", cell.statusText());
    assertNull(cell.summary().steadyNanos());
    assertNull(cell.summary().firstNanos());
    assertEquals(4, cell.wallNanos().size(), "the samples are kept");
    assertTrue(results.hasFault());
    assertEquals("run 2\n", Files.readString(out.resolve("mismatch/Counts-miscounts/expected.stdout.txt")));
    assertEquals("run 7\n", Files.readString(out.resolve("mismatch/Counts-miscounts/found.stdout.txt")));
  }

  @Test
  void timeOutKeepsWhatWasMeasured() throws Exception {
    timeout = Duration.ofSeconds(4);
    var results = compare(guest("Counts", List.of(), null), "hangs");
    var cell = only(results, "hangs");
    assertEquals("time-out after 4 s, in run 3", cell.statusText());
    assertEquals(2, cell.wallNanos().size());
    assertNotNull(cell.summary().firstNanos());
    assertNull(cell.summary().steadyNanos());
    assertNotNull(cell.summary().compileColdNanos());
    assertFalse(results.hasFault());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void crash() throws Exception {
    var cell = only(compare(guest("Counts", List.of(), null), "crashes"), "crashes");
    assertTrue(cell.statusText().matches("crash: SIGSEGV \\(0xb\\) at .*, in run 3 \\(exit \\d+\\)"), cell::statusText);
    assertEquals(2, cell.wallNanos().size());
    assertTrue(Files.exists(out.resolve("cells/Counts-crashes/hs_err.log")));
  }

  @Test
  void deathInTheMiddleOfALine() throws Exception {
    var results = compare(guest("Counts", List.of(), null), "dies-writing");
    assertEquals("crash: exit 139 (SIGSEGV) in run 3", only(results, "dies-writing").statusText());
    assertEquals(2, only(results, "dies-writing").wallNanos().size());
    assertTrue(results.hasFault());
  }

  @Test
  void refusals() throws Exception {
    var results = compare(guest("Counts", List.of(), null), "refuses", "refuses-in-compile", "exits-65", "absent");
    assertEquals("refused: java.lang.Thread.start / reached from Main.main", only(results, "refuses").statusText());
    assertEquals("refused: no op frobnicate", only(results, "refuses-in-compile").statusText());
    assertEquals("refused: last line", only(results, "exits-65").statusText());
    assertEquals("unavailable: not built", only(results, "absent").statusText());
    assertFalse(results.hasFault());
  }

  @Test
  void failureOfAssay() throws Exception {
    var results = compare(guest("Counts", List.of(), null), "fails");
    assertEquals("crash: java.lang.IllegalStateException: broken", only(results, "fails").statusText());
    assertTrue(Files.readString(out.resolve("cells/Counts-fails/stderr.txt")).contains("\tat "));
  }

  @Test
  void exitIsOneRun() throws Exception {
    var results = compare(guest("Exits", List.of(), null), "exits", "exits-otherwise", "exits-then-crashes", "host:c1");
    var host = only(results, "host:c1");
    assertEquals("ok", host.statusText());
    assertEquals(1, host.wallNanos().size());
    assertEquals(3, host.outputs().getFirst().exitCode());
    assertEquals(6, host.outputs().getFirst().stdoutBytes());
    assertEquals("ok", only(results, "exits").statusText(), "259 is 3 to the system");
    assertEquals("crash: exit 139 (SIGSEGV) in warm compile 2", only(results, "exits-then-crashes").statusText());
    assertEquals(1, only(results, "exits").wallNanos().size(), "no more runs than the reference");
    assertEquals("wrong: run 1: ending differs: expected exited with 3, found exited with 4",
        only(results, "exits-otherwise").statusText());
  }

  @Test
  void inputIsSuppliedAgain() throws Exception {
    var stdin = out.resolve("in.txt");
    Files.writeString(stdin, "from stdin\n");
    var results = compare(guest("Echoes", List.of("one", "two words"), stdin.toString()), "host", "host:serial");
    assertEquals("ok", only(results, "host:serial").statusText());
    var outputs = only(results, "host").outputs();
    assertEquals(1, outputs.size(), outputs::toString);
    assertEquals(Capture.sha256("one\ntwo words\nfrom stdin\nend é".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        outputs.getFirst().stdoutSha256());
  }

  @Test
  void noReference() throws Exception {
    var columns = List.of(new Comparison.Column("host", "1", ""), new Comparison.Column("counts", "1", ""));
    Comparison.Launcher dying = (_, _, _) -> List.of("sh", "-c", "echo lost >&2; kill -SEGV $$");
    var results = compare(guest("Counts", List.of(), null), columns, dying, Comparison.Progress.NONE);
    assertEquals("crash: exit 139 (SIGSEGV) in preparation or run 1: lost", only(results, "host").statusText());
    assertEquals("unchecked: no run of host to compare with: crash: exit 139 (SIGSEGV) in preparation or run 1: lost",
        only(results, "counts").statusText());
  }

  @Test
  void everyCellIsInTheFileAtOnce() throws Exception {
    var seen = new ArrayList<Integer>();
    var progress = new Comparison.Progress() {
      @Override
      public void started(int index, int total, String program, String backend) {
        assertEquals(2, total);
      }

      @Override
      public void ended(int index, int total, Results.Cell cell, Results soFar) {
        try {
          assertTrue(file().get("finishedAt").isNull());
          seen.add(file().get("cells").size());
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      }
    };
    var columns = List.of(new Comparison.Column("counts", "1", ""));
    compare(guest("Counts", List.of(), null), columns, Comparison.Launcher.java(List.of(), FakeCell.class.getName()),
        progress);
    assertEquals(List.of(1, 2), seen);
  }

  @Test
  void unknownHostVariant() {
    var thrown = org.junit.jupiter.api.Assertions.assertThrows(IllegalArgumentException.class,
        () -> compare(guest("Counts", List.of(), null), "host:graal"));
    assertEquals("no backend host:graal; the host's are host, host:serial, host:c1, host:xint", thrown.getMessage());
  }
}
