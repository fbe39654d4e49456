package dev.assay.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The host as a subject must do what the {@code java} launcher does. */
class HostSubjectTest {
  private final InputStream in = System.in;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final Capture capturedOut = new Capture();
  private final Capture capturedErr = new Capture();

  @AfterEach
  void restoreStreams() {
    System.setIn(in);
    System.setOut(out);
    System.setErr(err);
  }

  private Subject subject(String name) throws Exception {
    var io = new GuestIo(new ByteArrayInputStream(new byte[0]), capturedOut, capturedErr);
    var location = HostSubjectTest.class.getProtectionDomain().getCodeSource().getLocation();
    var loader = new URLClassLoader(new URL[] {location}, ClassLoader.getPlatformClassLoader());
    return HostSubject.load(loader, "dev.assay.harness.guest." + name, io);
  }

  private static String launcherStderr(String name) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classes = Path.of(HostSubjectTest.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    var process = new ProcessBuilder(java, "-cp", classes, "dev.assay.harness.guest." + name)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    var text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(10, TimeUnit.SECONDS);
    return text;
  }

  @Test
  void tracesAreTheLaunchers() throws Exception {
    for (var name : List.of("Throws", "FailsToStart")) {
      capturedErr.reset();
      var threw = assertInstanceOf(Outcome.Threw.class, subject(name).run(List.of()));
      var stderr = new String(capturedErr.kept(), StandardCharsets.UTF_8);
      assertEquals(launcherStderr(name), stderr + "Exception in thread \"main\" " + threw.trace());
    }
  }

  @Test
  void classAndMessage() throws Exception {
    var threw = assertInstanceOf(Outcome.Threw.class, subject("Throws").run(List.of()));
    assertEquals("java.lang.IllegalStateException", threw.className());
    assertEquals("no result", threw.message());
  }

  @Test
  void inheritedInstanceMainWithoutParameters() throws Exception {
    assertInstanceOf(Outcome.Returned.class, subject("NoArgs").run(List.of()));
    assertEquals("NoArgs\n", new String(capturedOut.kept(), StandardCharsets.UTF_8));
  }

  @Test
  void stackOverflowIsAnOutcome() throws Exception {
    var threw = assertInstanceOf(Outcome.Threw.class, subject("Overflows").run(List.of()));
    assertEquals("java.lang.StackOverflowError", threw.className());
  }

  @Test
  void noSuchClassOrMain() {
    assertThrows(Refusal.class, () -> subject("Missing"));
    assertThrows(Refusal.class, () -> subject("Missing$Inner"));
  }
}
