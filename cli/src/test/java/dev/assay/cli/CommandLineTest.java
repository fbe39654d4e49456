package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.frontend.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user has them, in processes of their own: streams, arguments, exit codes, output of each form. */
class CommandLineTest {
  private static final String SOURCE = """
      class Program {
        static int twice(int x) { return x * 2; }
        public static void main(String[] args) throws java.io.IOException {
          for (String arg : args) System.out.println("<" + arg + ">");
          int sum = 0;
          for (int c = System.in.read(); c >= 0; c = System.in.read()) sum += c;
          System.out.println(twice(sum));
          System.err.println("on err");
          if (args.length > 1) System.exit(args.length + 10);
          System.out.println(sum / args.length);
        }
      }
      """;

  @TempDir
  static Path folder;

  private static Path source() throws IOException {
    return Files.writeString(folder.resolve("Program.java"), SOURCE);
  }

  /** Runs {@code assay} with the class path of this test. */
  static Ended assay(String stdin, List<String> args) throws IOException, InterruptedException {
    var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).toList();
    // As the launcher has them.
    var flags = List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:StackReservedPages=0",
        "-XX:MaxJavaStackTraceDepth=4096", "-Xmx1g");
    return Ended.onHost(flags, classPath, Main.class.getName(), args, stdin.getBytes(System.out.charset()));
  }

  @Test
  void trainingSaysNothing() throws IOException, InterruptedException {
    var ended = assay("", List.of("train", source().toString()));
    assertEquals(new Ended(0, "", ""), ended);
  }

  @Test
  void trainingFailsWithItsProgram() throws IOException, InterruptedException {
    var file = Files.writeString(folder.resolve("Threads.java"), """
        class Threads {
          public static void main(String[] args) {
            new Thread(() -> {}).start();
          }
        }
        """);
    var ended = assay("", List.of("train", file.toString()));
    assertEquals(65, ended.exitCode());
    assertTrue(ended.err().matches("assay: Threads on \\w+ ended with 65\n"), ended.err());
  }

  @TestFactory
  Stream<DynamicTest> runsLikeJava() {
    var choices = new ArrayList<>(List.of("host", "host:xint"));
    for (var backend : BackendChoice.all()) choices.add(backend.name());
    return choices.stream().map(choice -> dynamicTest(choice, () -> {
      var parsed = BackendChoice.of(choice);
      if (!parsed.isHost()) assumeTrue(parsed.backend().availability().available(), () -> parsed.backend().availability().reason());
      try (var program = JavaProgram.open(source())) {
        var classes = program.exportClassPath(Files.createTempDirectory(folder, "classes"));
        for (var args : List.of(List.<String>of(), List.of("--backend", "a b", "\u00e4"))) {
          var command = new ArrayList<>(List.of("run", "--backend", choice, source().toString()));
          command.addAll(args);
          var got = assay("input", command);
          // The host compiles the source once more and has other frames below main.
          var expected = Ended.onHost(classes, "Program", args, "input".getBytes(System.out.charset()));
          assertEquals(expected.out(), got.out());
          assertEquals(expected.exitCode(), got.exitCode());
          assertEquals(expected.err().lines().limit(3).toList(), got.err().lines().limit(3).toList());
        }
      }
    }));
  }

  @Test
  void theHeapOfTheJvmBackendIsThatOfItsProcess() throws Exception {
    var file = Files.writeString(folder.resolve("Fill.java"), """
        class Fill {
          public static void main(String[] args) {
            Object[] all = new Object[1000];
            int i = 0;
            try {
              while (true) all[i++] = new byte[1 << 20];
            } catch (OutOfMemoryError e) {
              all = null;
              System.out.println(e.getMessage() + " " + (i > 20 && i < 200));
            }
          }
        }
        """);
    for (var backend : BackendChoice.all()) {
      if (!backend.availability().available()) continue;
      var got = assay("", List.of("run", "--backend", backend.name(), "--heap", "100m", file.toString()));
      assertEquals(new Ended(0, "Java heap space true\n", ""), got, backend.name());
    }
  }

  @Test
  void statistics() throws Exception {
    var file = Files.writeString(folder.resolve("Hundred.java"), """
        class Hundred {
          public static void main(String[] args) {
            for (int i = 0; i < 100; i++) System.out.print(new int[i].length == i ? "" : "wrong");
          }
        }
        """);
    for (var backend : BackendChoice.all()) {
      if (!backend.availability().available()) continue;
      var got = assay("", List.of("run", "--backend", backend.name(), "--stats", "--gc-stress", "10", file.toString()));
      assertEquals(0, got.exitCode(), got.err());
      assertEquals("", got.out());
      var compiled = "assay: compiled: \\d+ functions, .* ms, \\d+ bytes of code\\R";
      var pattern = backend.name().equals("jvm") ? compiled
          : compiled + "assay: heap: \\d\\d collections, .* ms, the longest .* ms; \\d+ bytes allocated, \\d+ in use after the last\\R";
      assertTrue(got.err().matches(pattern), backend.name() + ": " + got.err());
    }
  }

  @Test
  void programsInClassesAndJars() throws Exception {
    try (var program = JavaProgram.open(source())) {
      var classes = program.exportClassPath(Files.createDirectory(folder.resolve("out"))).getFirst();
      var expected = "<x>\n256\n128\n";
      var jar = folder.resolve("Program.jar");
      try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
        out.write("Manifest-Version: 1.0\nMain-Class: Program\n\n".getBytes(StandardCharsets.UTF_8));
        out.putNextEntry(new ZipEntry("Program.class"));
        out.write(Files.readAllBytes(classes.resolve("Program.class")));
      }
      for (var where : List.of(List.of(classes.toString()), List.of(classes.resolve("Program.class").toString()), List.of(jar.toString()),
          List.of("--cp", classes.toString(), "--main", "Program"), List.of("--cp", jar.toString(), "--main", "Program"))) {
        var command = new ArrayList<>(List.of("run", "--backend", "interp"));
        command.addAll(where);
        command.add("x");
        assertEquals(new Ended(0, expected, "on err\n"), assay("5+ ", command));
      }
      var twice = assay("", List.of("emit", "--as", "ir", "--method", "twice", "--cp", jar.toString(), "--main", "Program"));
      assertTrue(twice.out().startsWith("func @\"Program.twice(I)I\""), twice.out());
    }
  }

  /** A line of ours begins a line, wherever the program stopped writing. */
  @Test
  void timeOutAfterAnUnfinishedLine() throws Exception {
    var file = Files.writeString(folder.resolve("Half.java"), """
        class Half {
          public static void main(String[] args) {
            System.err.print("half");
            while (true) {}
          }
        }
        """);
    for (var backend : List.of("interp", "jvm"))
      assertEquals(new Ended(124, "", "half\nassay: time-out after 0.3 s\n"),
          assay("", List.of("run", "--backend", backend, "--timeout", "300ms", file.toString())));
  }

  /** A source file in a package, with other sources in its own and in another one, as {@code java} finds them. */
  @Test
  void sourcesInPackages() throws Exception {
    var root = Files.createDirectories(folder.resolve("sources/a/b")).getParent().getParent();
    Files.createDirectories(root.resolve("a/c"));
    var main = Files.writeString(root.resolve("a/b/Start.java"), """
        package a.b;

        import a.c.Far;

        public class Start {
          public static void main(String[] args) {
            System.out.println(Near.VALUE[1] + Far.twice(4));
            Far.twice(Near.VALUE[3]);
          }
        }
        """);
    Files.writeString(root.resolve("a/b/Near.java"), "package a.b;\n\nclass Near {\n  static final int[] VALUE = {1, 2, 3};\n}\n");
    Files.writeString(root.resolve("a/c/Far.java"),
        "package a.c;\n\npublic class Far {\n  public static int twice(int x) {\n    return x * 2;\n  }\n}\n");
    try (var program = JavaProgram.open(main)) {
      var classes = program.exportClassPath(Files.createDirectory(folder.resolve("packages")));
      var expected = Ended.onHost(classes, "a.b.Start", List.of(), new byte[0]);
      assertEquals("10\n", expected.out());
      assertEquals(expected, assay("", List.of("run", "--backend", "interp", main.toString())));
    }
  }

  @Test
  void reachSaysWhatIsCompiledAndWhy() throws Exception {
    var file = source().toString();
    var table = assay("", List.of("reach", file));
    assertEquals(0, table.exitCode());
    assertTrue(table.out().lines().anyMatch(l -> l.matches(" +\\d+ +3  Program")), table.out());
    assertTrue(table.out().lines().anyMatch(l -> l.matches(" +\\d+ +twice\\(I\\)I")), table.out());
    var why = assay("", List.of("reach", "--why", "twice", file));
    assertTrue(why.out().equals("Program.main([Ljava.lang.String;)V\n  Program.twice(I)I\n"), why.out());
    var none = assay("", List.of("reach", "--why", "nowhere", file));
    assertEquals(64, none.exitCode());
    assertTrue(none.err().startsWith("assay: no method 'nowhere'"), none.err());
  }

  @Test
  void emits() throws Exception {
    var file = source().toString();
    var ir = assay("", List.of("emit", "--as", "ir", "--passes", "none", file));
    assertEquals(0, ir.exitCode());
    // What is printed can be run.
    var text = Files.writeString(folder.resolve("program.ir"), ir.out());
    assertEquals(new Ended(0, "<x>\n10\n5\n", "on err\n"), assay("\u0005", List.of("run", "--backend", "interp", text.toString(), "x")));
    var low = assay("", List.of("emit", "--as", "ir-low", "--method", "twice", file));
    assertTrue(low.out().startsWith("func @\"Program.twice(I)I\""), low.out());
    var dot = assay("", List.of("emit", "--as", "dot", "--method", "Program.main", file));
    assertTrue(dot.out().startsWith("digraph"), dot.out());
    for (var form : List.of("bytecode jvm", "llvm llvm", "asm llvm", "clif cranelift", "asm cranelift")) {
      var backend = BackendChoice.of(form.split(" ")[1]).backend();
      if (!backend.availability().available()) continue;
      var shown = assay("",
          List.of("emit", "--as", form.split(" ")[0], "--backend", backend.name(), "--method", "twice", "--passes", "none", file));
      assertEquals(0, shown.exitCode(), shown.err());
      assertTrue(shown.out().contains("twice"), form + ": " + shown.out());
    }
  }

  @Test
  void listsPassesAsTheyChange() throws Exception {
    var got = assay("\u0001", List.of("run", "--backend", "interp", "--print", "changed", "--verify", "each", source().toString(), "x"));
    assertEquals("<x>\n2\n1\n", got.out());
    assertTrue(got.err().startsWith("; after "), got.err());
  }

  @Test
  void listsBackends() throws Exception {
    var json = assay("", List.of("backends", "--json"));
    var rows = new ObjectMapper().readTree(json.out());
    var names = new ArrayList<String>();
    rows.forEach(row -> names.add(row.get("name").asText()));
    assertEquals(List.of("host", "cranelift", "interp", "jvm", "llvm"), names);
    rows.forEach(row -> assertEquals(0, row.has("opsMissing") ? row.get("opsMissing").size() : 0, row.toString()));
    var text = assay("", List.of("backends"));
    for (var name : names) assertTrue(text.out().contains(name), text.out());
  }
}
