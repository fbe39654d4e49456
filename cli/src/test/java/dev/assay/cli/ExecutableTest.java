package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.ir.Module;
import dev.assay.ir.OpSamples;
import dev.assay.ir.Reader;
import dev.assay.spi.Artefact;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Executable;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@link Executable} and {@link dev.assay.spi.Backend} promise, on every backend: repetition, stopping, limits, freeing. */
class ExecutableTest {
  private static final long HEAP_BYTES = 8 << 20;

  @TempDir
  static Path folder;

  private static final Map<String, Module> BUILT = new LinkedHashMap<>();

  private interface Check {
    void on(Target target) throws Exception;
  }

  @TestFactory
  Stream<DynamicNode> everyBackend() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("statics persist from run to run", ExecutableTest::repeats);
    checks.put("the program's arguments", ExecutableTest::arguments);
    checks.put("what statics reach survives between runs", ExecutableTest::survives);
    checks.put("what statics do not reach is freed between runs", ExecutableTest::frees);
    checks.put("a full heap throws, and the next run has room", ExecutableTest::fullHeap);
    checks.put("a loop stops when asked to", target -> stops(target, "loop"));
    checks.put("no handler catches a stop", target -> stops(target, "guarded"));
    checks.put("a loop of calls stops", target -> stops(target, "calls"));
    checks.put("a stack that overflows throws, again and again", ExecutableTest::overflows);
    checks.put("an uncaught exception is told", ExecutableTest::throwsOut);
    checks.put("exit ends a run but not the executable", ExecutableTest::exits);
    checks.put("two executables share nothing", ExecutableTest::independent);
    checks.put("compiling and closing many times", ExecutableTest::cycles);
    checks.put("the report of a compile", ExecutableTest::reports);
    checks.put("artefacts", ExecutableTest::artefacts);
    checks.put("every op of its level is supported", ExecutableTest::coverage);
    checks.put("a function of many blocks", ExecutableTest::manyBlocks);
    var targets = Target.variants();
    targets.addAll(Target.otherwiseCompiled());
    return Target.onEach(targets, target -> checks.entrySet().stream().map(check -> dynamicTest(check.getKey(), () -> {
      target.announce(check.getKey());
      check.getValue().on(target);
    })));
  }

  // Programs

  /** The module of a class {@code P} with these members. */
  private static Module java(String members) throws IOException, Refusal {
    var built = BUILT.get(members);
    if (built == null) {
      var file = Files.writeString(folder.resolve("P.java"), "class P {\n" + members + "}\n");
      try (var program = JavaProgram.open(file)) {
        built = Target.verified(World.build(program));
      }
      BUILT.put(members, built);
    }
    return built;
  }

  /** An executable and what it writes. */
  private static final class Session implements AutoCloseable {
    private final GuestIo io;
    private final Executable executable;
    private ByteArrayOutputStream out = new ByteArrayOutputStream();

    Session(Target target, Module module, String... exports) throws Refusal {
      io = new GuestIo(new ByteArrayInputStream(new byte[0]), out, out);
      executable = target.compile(module, new CompileRequest(List.of(exports), HEAP_BYTES, io));
    }

    /** Runs with new streams, as a harness does. */
    Outcome run(String stdin, String... args) {
      out = new ByteArrayOutputStream();
      io.replace(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), out, out);
      return executable.run(List.of(args));
    }

    String printed() {
      return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      executable.close();
    }
  }

  private static void returned(Outcome outcome) {
    assertEquals(new Outcome.Returned(0), outcome);
  }

  // Checks

  private static void repeats(Target target) throws Exception {
    var module = java("""
          static int runs = start();
          static int start() { System.out.print("init "); return 0; }
          public static void main(String[] args) throws java.io.IOException {
            runs++;
            System.out.print(runs + " " + (char) System.in.read());
          }
        """);
    try (var session = new Session(target, module)) {
      returned(session.run("a"));
      assertEquals("init 1 a", session.printed());
      for (int i = 2; i < 6; i++) {
        returned(session.run("b"));
        assertEquals(i + " b", session.printed());
      }
    }
  }

  private static void arguments(Target target) throws Exception {
    var module = java("""
          public static void main(String[] args) {
            for (String arg : args) System.out.print("<" + arg + ">");
            System.out.print(args.length);
          }
        """);
    try (var session = new Session(target, module)) {
      returned(session.run(""));
      assertEquals("0", session.printed());
      returned(session.run("", "a b", "", "\u00e4\ud83d\ude00"));
      assertEquals("<a b><><\u00e4\ud83d\ude00>3", session.printed());
    }
  }

  private static void survives(Target target) throws Exception {
    var module = java("""
          static Object[] chain;
          static String[] texts = new String[3];
          static int[][] rows = new int[50][];
          static int run;
          public static void main(String[] args) {
            run++;
            // Garbage between what is kept, so that what is kept must move.
            for (int i = 0; i < 50; i++) {
              long[] garbage = new long[500];
              garbage[3] = i;
              Object[] link = new Object[2];
              link[0] = chain;
              link[1] = "link " + run + " " + i;
              chain = link;
              if (i % run == 0) {
                rows[i] = new int[i + run];
                rows[i][i] = i * run;
              }
            }
            texts[run % 3] = "text " + run;
            int length = 0;
            Object[] at = chain;
            while (at != null) {
              length++;
              String text = (String) at[1];
              if (length % 37 == 0) System.out.print(text + ",");
              at = (Object[]) at[0];
            }
            long sum = 0;
            for (int[] row : rows) if (row != null) for (int x : row) sum = sum * 31 + x;
            System.out.print(length + " " + sum + " " + texts[0] + texts[1] + texts[2]);
          }
        """);
    try (var session = new Session(target, module)) {
      for (int run = 1; run <= 4; run++) {
        returned(session.run(""));
        assertEquals(survivors(run), session.printed());
      }
    }
  }

  /** What run number {@code last} of the program above prints. */
  private static String survivors(int last) {
    var links = new ArrayList<String>();
    var texts = new String[3];
    var rows = new int[50][];
    for (int run = 1; run <= last; run++) {
      for (int i = 0; i < 50; i++) {
        links.addFirst("link " + run + " " + i);
        if (i % run == 0) {
          rows[i] = new int[i + run];
          rows[i][i] = i * run;
        }
      }
      texts[run % 3] = "text " + run;
    }
    var out = new StringBuilder();
    for (int i = 36; i < links.size(); i += 37) out.append(links.get(i)).append(',');
    long sum = 0;
    for (int[] row : rows) if (row != null) for (int x : row) sum = sum * 31 + x;
    return out.append(links.size()).append(' ').append(sum).append(' ').append(texts[0]).append(texts[1]).append(texts[2]).toString();
  }

  private static void frees(Target target) throws Exception {
    var module = java("""
          public static void main(String[] args) {
            int sum = 0;
            for (int i = 0; i < 60; i++) {
              int[] a = new int[25000];
              for (int x : a) sum += x;
              a[i] = i + 1;
            }
            System.out.print(sum);
          }
        """);
    try (var session = new Session(target, module)) {
      for (int i = 0; i < 20; i++) {
        returned(session.run(""));
        // A new array is zero, whatever lay there in the run before.
        assertEquals("0", session.printed());
      }
    }
  }

  private static void fullHeap(Target target) throws Exception {
    assumeFalse(target.backend().name().equals("jvm"), "its heap is that of its JVM");
    var module = java("""
          static int made;
          public static void main(String[] args) {
            made = 0;
            Object[] kept = new Object[1000];
            while (true) {
              kept[made] = new double[20000];
              made++;
            }
          }
        """);
    try (var session = new Session(target, module)) {
      for (int i = 0; i < 3; i++) {
        var threw = assertInstanceOf(Outcome.Threw.class, session.run(""));
        assertEquals("java.lang.OutOfMemoryError", threw.className());
        assertEquals("Java heap space", threw.message());
        assertTrue(threw.trace().startsWith("java.lang.OutOfMemoryError: Java heap space\n\tat P.main(P.java:7)\n"), threw.trace());
      }
    }
  }

  private static void stops(Target target, String which) throws Exception {
    var module = java("""
          static int turns;
          static void loop() { while (true) turns++; }
          static void guarded() {
            while (true) {
              try {
                loop();
              } catch (Throwable t) {
                System.out.print("caught");
              } finally {
                System.out.print("finally");
              }
            }
          }
          static int step(int x) { return x * 31 + turns; }
          static void calls() { while (true) turns = step(turns); }
          public static void main(String[] args) {
            if (args.length == 0) return;
            if (args[0] == null) System.out.print("null");
            switch (Integer.parseInt(args[0])) {
              case 0: loop();
              case 1: guarded();
              default: calls();
            }
          }
        """);
    try (var session = new Session(target, module)) {
      for (int i = 0; i < 2; i++) {
        var stopper = Thread.ofPlatform().daemon().start(() -> {
          try {
            // A run begins by taking back an earlier request, so once may be too early.
            while (true) {
              Thread.sleep(50);
              session.executable.stop();
            }
          } catch (InterruptedException _) {
            // The run has ended.
          }
        });
        assertEquals(new Outcome.Stopped(), session.run("", String.valueOf(List.of("loop", "guarded", "calls").indexOf(which))));
        stopper.interrupt();
        stopper.join();
        assertEquals("", session.printed());
      }
      returned(session.run(""));
    }
  }

  private static void overflows(Target target) throws Exception {
    var module = java("""
          static int down(int n) { return down(n + 1) + 1; }
          static long wide(long a, double b, int[] c) { c[0]++; return wide(a * 2, b / 3, c) + (long) b; }
          public static void main(String[] args) {
            if (args.length == 0) System.out.print(down(0));
            else System.out.print(wide(1, 2, new int[1]));
          }
        """);
    try (var session = new Session(target, module)) {
      for (int i = 0; i < 4; i++) {
        var threw = assertInstanceOf(Outcome.Threw.class, i % 2 == 0 ? session.run("") : session.run("", "wide"));
        assertEquals("java.lang.StackOverflowError", threw.className());
        assertEquals(null, threw.message());
        // As many frames as the host shows.
        assertEquals(1 + 1024, threw.trace().lines().count());
      }
    }
  }

  private static void throwsOut(Target target) throws Exception {
    var module = java("""
          static int f(int x) {
            return 10 /
              x;
          }
          public static void main(String[] args) {
            System.out.print("before");
            f(args.length);
          }
        """);
    try (var session = new Session(target, module)) {
      for (int i = 0; i < 2; i++) {
        assertEquals(new Outcome.Threw("java.lang.ArithmeticException", "/ by zero",
            "java.lang.ArithmeticException: / by zero\n\tat P.f(P.java:3)\n\tat P.main(P.java:8)\n"), session.run(""));
        assertEquals("before", session.printed());
        returned(session.run("", "x"));
      }
    }
  }

  private static void exits(Target target) throws Exception {
    var module = java("""
          static int runs;
          public static void main(String[] args) {
            System.out.print(++runs);
            try {
              if (args.length > 0) System.exit(Integer.parseInt(args[0]));
            } finally {
              System.out.print("end");
            }
          }
        """);
    try (var session = new Session(target, module)) {
      for (int code : new int[] {0, 1, -1, 300}) assertEquals(new Outcome.Exited(code), session.run("", Integer.toString(code)));
      assertEquals("4", session.printed());
      returned(session.run(""));
      assertEquals("5end", session.printed());
    }
  }

  private static void independent(Target target) throws Exception {
    var module = java("""
          static int[] state = new int[1];
          public static void main(String[] args) {
            state[0] += args.length;
            System.out.print(state[0]);
          }
        """);
    try (var one = new Session(target, module)) {
      try (var two = new Session(target, module)) {
        returned(one.run("", "a", "b"));
        returned(two.run("", "a"));
        returned(one.run("", "a"));
        assertEquals("3", one.printed());
        assertEquals("1", two.printed());
      }
      returned(one.run("", "a"));
      assertEquals("4", one.printed());
    }
  }

  private static void cycles(Target target) throws Exception {
    var module = java("""
          static int calls;
          static int f(int x) { calls++; return x < 2 ? x : f(x - 1) + f(x - 2); }
          public static void main(String[] args) { System.out.print(f(10) + " " + calls); }
        """);
    for (int i = 0; i < 30; i++) {
      try (var session = new Session(target, module)) {
        returned(session.run(""));
        assertEquals("55 177", session.printed());
      }
    }
  }

  private static void reports(Target target) throws Exception {
    var module = java("  public static void main(String[] args) { System.out.print(args.length * 3); }\n");
    try (var session = new Session(target, module)) {
      var report = session.executable.report();
      report.phaseNanos().forEach((phase, nanos) -> assertTrue(nanos >= 0, phase));
      boolean interprets = target.backend().name().equals("interp");
      assertEquals(interprets, report.codeBytes() == 0, "code bytes " + report.codeBytes());
      if (!interprets) assertTrue(report.totalNanos() > 0);
    }
  }

  private static void artefacts(Target target) throws Exception {
    var module = java("""
          static int twice(int x) { return x * 2; }
          public static void main(String[] args) { System.out.print(twice(args.length)); }
        """);
    var function = "P.twice(I)I";
    int kinds = 0;
    try (var session = new Session(target, module, function)) {
      returned(session.run(""));
      assertEquals(new Outcome.Returned(42), session.executable.call(function, 21));
      for (var kind : Artefact.values()) {
        var whole = session.executable.artefact(kind, null);
        var one = session.executable.artefact(kind, function);
        assertEquals(whole.isPresent(), one.isPresent(), kind.toString());
        if (whole.isEmpty()) continue;
        kinds++;
        assertTrue(whole.get().contains("twice"), kind + " of all");
        assertTrue(one.get().contains("twice"), kind + " of one");
        assertTrue(one.get().length() < whole.get().length(), kind + " of one is shorter");
      }
    }
    assertEquals(target.backend().name().equals("interp"), kinds == 0, "artefacts: " + kinds);
  }

  private static void coverage(Target target) {
    var missing = new ArrayList<String>();
    for (var sample : OpSamples.at(target.backend().level()))
      target.backend().unsupported(sample.insn()).ifPresent(why -> missing.add(sample.name() + ": " + why));
    assertEquals(List.of(), missing);
    assertFalse(target.backend().version().isBlank());
  }

  /** A chain of conditions, each of which may leave for the one block at the end. */
  private static void manyBlocks(Target target) throws Exception {
    int blocks = Target.LONG ? 1 << 13 : 1 << 11;
    var text = new StringBuilder("func @f(%x: i32) -> i32 {\nentry:\n  %zero: i32 = const 0\n  %k: i32 = const 31\n  jump b0(%zero)\n");
    var step = """
        bI(%sI: i32):
          %cI: i32 = eq %x, %sI
          branch %cI, done(%sI), bJ
        bJ:
          %mI: i32 = mul %sI, %k
          %tI: i32 = sub %mI, %x
          jump bN(%tI)
        """;
    for (int i = 0; i < blocks; i += 2) text.append(step.replace("I", "" + i).replace("J", "" + (i + 1)).replace("N", "" + (i + 2)));
    text.append("b%d(%%last: i32):\n  jump done(%%last)\ndone(%%r: i32):\n  return %%r\n}\n".formatted(blocks));
    var module = Target.verified(Reader.read("blocks", text.toString()).orThrow());
    try (var executable = target.compile(module, new CompileRequest(List.of("f"), HEAP_BYTES, Target.silent()))) {
      for (int x : new int[] {0, 1, 7, -3}) {
        int s = 0;
        for (int i = 0; i < blocks && x != s; i += 2) s = s * 31 - x;
        assertEquals(new Outcome.Returned(s), executable.call("f", x));
      }
    }
  }
}
