package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.frontend.JavaProgram;
import dev.assay.frontend.World;
import dev.assay.ir.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small programs of one idea each, in {@code src/test/programs}: output, standard error and exit code on every backend, with and without
 * passes, are those of the host. With {@code -Dassay.long=true} on every variant, compiled in every way, the bundled programs besides, and with
 * collections at every allocation and in little memory.
 *
 * <p>Lines at the top of a program say how it is run:
 *
 * <pre>
 *   // args: 1 "two words"
 *   // stdin: text\n            with Java's escapes
 *   // stderr: first line       no more of standard error is compared
 *   // javac: -g                compiled with these options, and run from the class files
 *   // heap: 64m                is full at some time: on jvm it runs in a process of its own
 * </pre>
 */
class CorpusTest {
  private static final Path PROGRAMS = Path.of("src", "test", "programs");
  private static final Path BUNDLED = Path.of("..", "programs");
  private static final Pattern DIRECTIVE = Pattern.compile("// (args|stdin|stderr|javac|heap): (.*)");

  @TempDir
  static Path folder;

  /** A program, built once, and what the host made of it. */
  private static final class Program {
    private final Path source;
    private final String name;
    private final List<String> args = new ArrayList<>();
    private byte[] stdin = {};
    private boolean firstLineOnly;
    private long heapBytes = Ended.HEAP_BYTES;
    private boolean fillsTheHeap;
    private final List<String> options = new ArrayList<>();
    private Module module;
    private Ended expected;

    Program(Path source) throws IOException {
      this.source = source;
      this.name = source.getFileName().toString().replace(".java", "");
      for (var line : Files.readAllLines(source)) {
        var matcher = DIRECTIVE.matcher(line);
        if (!matcher.matches()) break;
        var value = matcher.group(2);
        switch (matcher.group(1)) {
          case "args" -> args.addAll(CompareCommand.arguments(value));
          case "heap" -> {
            heapBytes = Units.bytes("heap", value);
            fillsTheHeap = true;
          }
          case "javac" -> options.addAll(CompareCommand.arguments(value));
          case "stdin" -> stdin = value.translateEscapes().getBytes(System.out.charset());
          default -> firstLineOnly = true;
        }
      }
    }

    /** On first use, so that a program that cannot be built fails its own tests alone. */
    void prepare() throws Exception {
      if (expected != null) return;
      var classes = Files.createDirectories(folder.resolve(name));
      try (var program = JavaProgram.open(options.isEmpty() ? source : compiled(classes))) {
        module = Target.verified(World.build(program));
        expected = Ended.onHost(List.of("-Xmx" + heapBytes), program.exportClassPath(classes), program.mainClass(), args, stdin);
      }
    }

    private Path compiled(Path classes) {
      var command = new ArrayList<>(options);
      command.addAll(List.of("-d", classes.toString(), source.toString()));
      assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)));
      return classes;
    }

    void check(Target target) throws Exception {
      prepare();
      target.announce(name);
      boolean wouldFillOurs = fillsTheHeap && target.backend().name().equals("jvm");
      assertLikeTheHost(wouldFillOurs ? inItsOwnProcess(target) : Ended.on(target, module, heapBytes, 0, args, stdin));
    }

    private Ended inItsOwnProcess(Target target) throws Exception {
      var command = new ArrayList<>(List.of("run", "--backend", target.choice().text(), "--passes", target.passes().name(), "--compile",
          target.mode().name().toLowerCase(Locale.ROOT), "--heap", Long.toString(heapBytes), source.toString()));
      command.addAll(args);
      return CommandLineTest.assay(new String(stdin, System.out.charset()), command);
    }

    /** With a collection at every so many allocations, or in little memory, which may be too little. */
    void check(Target target, long heapBytes, int gcStress) throws Exception {
      prepare();
      target.announce(name + " heap " + heapBytes + " stress " + gcStress);
      var got = Ended.on(target, module, heapBytes, gcStress, args, stdin);
      if (!got.err().contains("java.lang.OutOfMemoryError")) assertLikeTheHost(got);
    }

    private void assertLikeTheHost(Ended got) {
      if (firstLineOnly) got.firstLine().assertSameAs(expected.firstLine());
      else got.assertSameAs(expected);
    }
  }

  @TestFactory
  Stream<DynamicNode> likeTheHost() throws IOException {
    var programs = programs(PROGRAMS);
    assertTrue(programs.size() >= 150);
    var targets = Target.standard();
    if (Target.LONG) {
      targets.addAll(Target.otherwiseCompiled());
      targets.addAll(Target.variants());
    }
    return Target.onEach(targets, target -> programs.stream().map(program -> dynamicTest(program.name, () -> program.check(target))));
  }

  /** The bundled programs, on what they are compared on. They loop more than those above; the interpreter takes them in the longer set only. */
  @TestFactory
  Stream<DynamicNode> bundledLikeTheHost() throws IOException {
    var programs = programs(BUNDLED);
    assertTrue(programs.size() >= 32);
    var targets = Target.LONG ? Target.otherwiseCompiled()
        : Target.standard().stream().filter(t -> t.passes().name().equals("default") && !t.backend().name().equals("interp")).toList();
    return Target.onEach(targets, target -> programs.stream().map(program -> dynamicTest(program.name, () -> program.check(target))));
  }

  @TestFactory
  Stream<DynamicNode> collectsGarbage() throws IOException {
    if (!Target.LONG) return Stream.empty();
    var targets = Target.otherwiseCompiled().stream().filter(target -> !target.backend().name().equals("jvm")).toList();
    var programs = programs(PROGRAMS);
    return Target.onEach(targets, target -> programs.stream().flatMap(program -> Stream.of(
        dynamicTest(program.name + " in 16 MB", () -> program.check(target, 16 << 20, 0)),
        dynamicTest(program.name + " stress 97", () -> program.check(target, Ended.HEAP_BYTES, 97)),
        dynamicTest(program.name + " stress 1", () -> program.check(target, Ended.HEAP_BYTES, 1)))));
  }

  private static List<Program> programs(Path folder) throws IOException {
    var programs = new ArrayList<Program>();
    try (var files = Files.list(folder)) {
      for (var file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) programs.add(new Program(file));
    }
    return programs;
  }
}
