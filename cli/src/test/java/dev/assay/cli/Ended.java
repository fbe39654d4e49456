package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Module;
import dev.assay.passes.PipelineOptions;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How a run of a program ended, on the host or on a backend: what is compared. */
record Ended(int exitCode, String out, String err) {
  static final long HEAP_BYTES = 64 << 20;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Runs a class on the JVM that runs this test, in a process of its own. */
  static Ended onHost(List<Path> classPath, String mainClass, List<String> args, byte[] stdin) throws IOException, InterruptedException {
    return onHost(List.of(), classPath, mainClass, args, stdin);
  }

  /**
   * @param flags of the JVM, besides those of all such processes
   */
  static Ended onHost(List<String> flags, List<Path> classPath, String mainClass, List<String> args, byte[] stdin)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Starting fast matters, not running fast. The streams have the charset that guests use here.
    command.addAll(
        List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + HEAP_BYTES, "-XX:-OmitStackTraceInFastThrow"));
    command.addAll(List.of("-Dstdout.encoding=" + System.out.charset(), "-Dstderr.encoding=" + System.err.charset()));
    command.addAll(flags);
    command.addAll(
        List.of("-cp", String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()), mainClass.replace('/', '.')));
    command.addAll(args);
    var folder = Files.createTempDirectory("assay-host-");
    try {
      var in = Files.write(folder.resolve("in"), stdin);
      var out = folder.resolve("out");
      var err = folder.resolve("err");
      var builder = new ProcessBuilder(command).redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
      // Its command line flags would be told on standard error.
      builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
      var process = builder.start();
      assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS), () -> {
        process.destroyForcibly();
        return mainClass + " does not end on the host";
      });
      return new Ended(process.exitValue(), Files.readString(out, System.out.charset()), Files.readString(err, System.err.charset()));
    } finally {
      for (var name : List.of("in", "out", "err")) Files.deleteIfExists(folder.resolve(name));
      Files.delete(folder);
    }
  }

  /** Runs a built program as {@code assay run} does. The exit code is cut to what a process can return. */
  static Ended on(Target target, Module built, List<String> args, byte[] stdin) throws Refusal {
    return on(target, built, HEAP_BYTES, 0, args, stdin);
  }

  /**
   * @param gcStress see {@link CompileRequest}
   */
  static Ended on(Target target, Module built, long heapBytes, int gcStress, List<String> args, byte[] stdin) throws Refusal {
    var out = new ByteArrayOutputStream();
    var bytes = new ByteArrayOutputStream();
    var err = new LineOutput(bytes);
    var io = new GuestIo(new ByteArrayInputStream(stdin), out, err);
    var request = new CompileRequest(List.of(), heapBytes, gcStress, io).compiled(target.mode(), target.compileThreads());
    // Deep recursion takes long where each collection reads the stack.
    var limit = gcStress == 0 ? LIMIT : LIMIT.multipliedBy(5);
    var run = new GuestRun(target.choice(), PipelineOptions.of(target.passes()).withVerify(true), request, limit, false, err);
    int code = run.run(built, args);
    return new Ended(code & 0xff, out.toString(System.out.charset()), bytes.toString(System.err.charset()));
  }

  /** Without what follows the first line of standard error. */
  Ended firstLine() {
    return new Ended(exitCode, out, err.lines().findFirst().orElse(""));
  }

  /** Fails with the first line that differs. */
  void assertSameAs(Ended expected) {
    assertLines("standard output", expected.out, out);
    assertLines("standard error", expected.err, err);
    assertEquals(expected.exitCode, exitCode, "exit code");
  }

  private static void assertLines(String what, String expected, String got) {
    if (expected.equals(got)) return;
    var a = expected.split("\n", -1);
    var b = got.split("\n", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) assertEquals(a[i], b[i], what + ", line " + (i + 1));
    assertEquals(expected, got, what);
  }
}
