package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.frontend.JavaProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Whatever is wrong with a command line or a program: one line on standard error that begins with {@code assay: }, and the exit code. */
class BadInputTest {
  private static final String HELLO = "class Hello {\n  public static void main(String[] args) {\n    int[] a = {1, 2};\n    for (int x : a) if (x > 5) f(x);\n  }\n"
      + "  static long f(int x) {\n    try {\n      return x / (x - 3);\n    } catch (ArithmeticException e) {\n      return 1;\n    }\n  }\n}\n";
  private static final String ENDLESS = "class Endless {\n  static int n;\n  public static void main(String[] args) {\n    while (true) n++;\n  }\n}\n";

  @TempDir
  static Path folder;

  private static Path hello;
  private static byte[] classFile;

  private record Result(int exitCode, String out, String err) {}

  @BeforeAll
  static void makeFiles() throws Exception {
    hello = write("Hello.java", HELLO);
    try (var program = JavaProgram.open(hello)) {
      classFile = program.classPath().find("Hello").orElseThrow().bytes();
    }
  }

  private static Path write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Path write(String name, byte[] bytes) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private static Result execute(String... args) {
    var out = System.out;
    var err = System.err;
    var written = new ByteArrayOutputStream();
    var told = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
    try {
      int code = Main.execute(args);
      System.out.flush();
      return new Result(code, written.toString(StandardCharsets.UTF_8), told.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** Fails unless there is one line, with the exit code and with each of these words. */
  private static void rejected(int exitCode, List<String> args, String... words) {
    var result = execute(args.toArray(String[]::new));
    var described = args + " gave " + result;
    assertTrue(result.err.startsWith("assay: ") && result.err.endsWith("\n"), described);
    assertEquals(1, result.err.lines().count(), described);
    assertEquals("", result.out, described);
    for (var word : words) assertTrue(result.err.contains(word), "no '" + word + "': " + described);
    assertEquals(exitCode, result.exitCode, described);
  }

  private static DynamicTest test(int exitCode, String args, String... words) {
    var list = new ArrayList<String>();
    for (var arg : args.split(" ")) list.add(arg.equals("HELLO") ? hello.toString() : arg);
    return dynamicTest(args, () -> rejected(exitCode, list, words));
  }

  // The command line

  @TestFactory
  Stream<DynamicTest> usage() {
    return Stream.of(
        test(64, "frobnicate", "unknown command 'frobnicate'"),
        test(64, "--frobnicate", "--frobnicate"),
        test(64, "run --frobnicate HELLO", "unknown option or argument '--frobnicate'", "assay run --help"),
        test(64, "run", "no program"),
        test(64, "run --backend nosuch HELLO", "unknown backend 'nosuch'", "interp", "llvm", "cranelift", "host"),
        test(64, "run --backend llvm:O9 HELLO", "unknown variant 'llvm:O9'", "llvm:O2"),
        test(64, "run --backend interp: HELLO", "unknown variant 'interp:'"),
        test(64, "run --backend host:warp HELLO", "unknown variant 'host:warp'", "host:xint"),
        test(64, "run --backend", "--backend"),
        test(64, "run --passes nosuch HELLO", "nosuch", "dead-code"),
        test(64, "run --passes lowering,dead-code HELLO", "dead-code", "lowering"),
        test(64, "run --passes , HELLO", "pass"),
        test(64, "run --timeout soon HELLO", "--timeout", "soon"),
        test(64, "run --timeout -1s HELLO", "--timeout"),
        test(64, "run --timeout 0 HELLO", "above zero"),
        test(64, "run --heap lots HELLO", "--heap", "lots"),
        test(64, "run --heap 1 HELLO", "--heap"),
        test(64, "run --heap 99999999999g HELLO", "--heap"),
        test(64, "run --gc-stress often HELLO", "--gc-stress"),
        test(64, "run --gc-stress -1 HELLO", "--gc-stress", "-1"),
        test(64, "run --compile never HELLO", "'never'", "eager", "lazy"),
        test(64, "compare --compile never", "'never'", "eager", "lazy"),
        test(64, "run --compile-threads 0 HELLO", "--compile-threads", "0"),
        test(64, "run --compile-threads many HELLO", "--compile-threads", "many"),
        test(64, "compare --gc-stress -1 HELLO", "--gc-stress", "-1"),
        test(64, "run --print most HELLO", "--print"),
        test(64, "run --verify never HELLO", "--verify"),
        test(64, "run --fuel -1 HELLO", "--fuel"),
        test(64, "run --fuel some HELLO", "--fuel"),
        test(64, "run --cp . HELLO", "--cp and --main go together"),
        test(64, "run --main Hello HELLO", "--cp and --main go together"),
        test(64, "emit HELLO", "--as"),
        test(64, "emit --as poem HELLO", "unknown form 'poem'"),
        test(64, "emit --as ir", "PROGRAM"),
        test(64, "emit --as ir --method nosuch HELLO", "no method 'nosuch'", "Hello.main"),
        test(64, "emit --as ir --after nosuch HELLO", "nosuch"),
        test(64, "emit --as clif --backend interp HELLO", "interp"),
        test(64, "emit --as asm --backend host HELLO", "host"),
        test(64, "emit --as ir HELLO more", "found 2 programs"),
        test(64, "compare --backends interp,nosuch HELLO", "unknown backend 'nosuch'"),
        test(64, "compare --timeout x HELLO", "--timeout"),
        test(64, "backends --xml", "--xml"));
  }

  @Test
  void withoutArgumentsTheUsageIsShown() {
    var result = execute();
    assertEquals(64, result.exitCode);
    assertTrue(result.err.contains("Usage: assay"), result.err);
  }

  @Test
  void helpAndVersionAreNoErrors() {
    for (var args : List.of(List.of("--help"), List.of("--version"), List.of("help", "run"), List.of("run", "--help"),
        List.of("emit", "--help"))) {
      var result = execute(args.toArray(String[]::new));
      assertEquals(0, result.exitCode);
      assertEquals("", result.err);
      assertFalse(result.out.isBlank());
    }
  }

  // Programs

  private static DynamicTest program(Path file, String... words) {
    return dynamicTest(folder.relativize(file).toString(), () -> {
      rejected(65, List.of("run", "--backend", "interp", file.toString()), words);
      rejected(65, List.of("emit", "--as", "ir", file.toString()), words);
    });
  }

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    tests.add(program(folder.resolve("missing.java"), "missing.java", "no such file"));
    tests.add(program(folder.resolve("missing"), "no such file"));
    tests.add(program(Files.createDirectories(folder.resolve("empty-folder")), "empty-folder", "no class"));
    tests.add(program(write("readme.txt", "text"), "readme.txt", "expected a .java, .class, .jar or .ir file"));
    tests.add(program(write("none/Empty.java", ""), "declares no class"));
    tests.add(program(write("none/Binary.java", new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}), "Binary.java"));
    tests.add(program(write("none/Wrong.java", "class Wrong {\n  int x = ;\n}\n"), "Wrong.java:2", "does not compile",
        "illegal start of expression"));
    tests.add(
        program(write("none/Many.java", "class Many {\n  void f() { int x = \"\"; int y = 1.5; z(); }\n}\n"), "Many.java:2", "2 more"));
    tests.add(program(write("none/NoMain.java", "class NoMain {\n  static void f() {}\n}\n"), "NoMain", "main"));
    tests.add(program(write("none/Instance.java", "class Instance {\n  Instance(int x) {}\n\n  void main() {}\n}\n"), "Instance",
        "no main method"));
    tests.add(program(write("none/Private.java", "class Private {\n  private static void main(String[] args) {}\n}\n"), "no main method"));
    tests.add(program(write("none/Interface.java", "interface Interface {}\n"), "main"));
    for (var name : List.of("A", "B"))
      write("two/" + name + ".class", compiled(name, "class " + name + " { public static void main(String[] a) {} }"));
    tests.add(program(folder.resolve("two"), "several classes", "A, B", "--main"));
    tests.add(program(write("none/Empty.class", new byte[0]), "Empty.class", "not a class file"));
    tests.add(program(write("none/Garbage.class", "this is no class file at all"), "Garbage.class", "not a class file"));
    tests.add(program(write("none/Newer.class", newer(classFile)), "Newer.class", "version 99", "--release 25"));
    tests.add(program(write("none/Library.class", compiled("Library", "class Library { static int f() { return 1; } }")), "main"));
    tests.add(program(write("jars/Empty.jar", new byte[0]), "Empty.jar"));
    tests.add(program(write("jars/Garbage.jar", "PK but not really"), "Garbage.jar"));
    tests.add(program(jar("jars/NoManifest.jar", Map.of("Hello.class", classFile)), "Main-Class"));
    tests.add(program(
        jar("jars/NoMainClass.jar",
            Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8), "Hello.class", classFile)),
        "Main-Class", "--main"));
    tests.add(program(
        jar("jars/Absent.jar",
            Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: Absent\n\n".getBytes(StandardCharsets.UTF_8))),
        "Absent", "not found"));
    tests.add(dynamicTest("class path", () -> {
      rejected(65, List.of("run", "--backend", "interp", "--cp", folder.resolve("nowhere").toString(), "--main", "Hello"), "nowhere");
      rejected(65, List.of("run", "--backend", "interp", "--cp", folder.toString(), "--main", "Absent"), "Absent", "not found");
      rejected(65, List.of("run", "--backend", "interp", "--cp", hello.toString(), "--main", "Hello"), "Hello.java");
      rejected(65, List.of("run", "--backend", "host", folder.resolve("missing.java").toString()), "no such file");
    }));
    return tests.stream();
  }

  private static byte[] compiled(String name, String source) throws IOException {
    var file = write("sources/" + name + ".java", source + " class Starter$" + name + " {}");
    var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
    assertEquals(0, compiler.run(null, null, null, "-d", folder.resolve("compiled").toString(), file.toString()));
    return Files.readAllBytes(folder.resolve("compiled").resolve(name + ".class"));
  }

  private static byte[] newer(byte[] classFile) {
    var newer = classFile.clone();
    newer[7] = 99;
    return newer;
  }

  private static Path jar(String name, Map<String, byte[]> entries) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (var out = new JarOutputStream(Files.newOutputStream(file))) {
      for (var entry : new java.util.TreeMap<>(entries).entrySet()) {
        ZipEntry e = new JarEntry(entry.getKey());
        out.putNextEntry(e);
        out.write(entry.getValue());
        out.closeEntry();
      }
    }
    return file;
  }

  @TestFactory
  Stream<DynamicTest> truncatedClassFiles() {
    int step = Math.max(1, classFile.length / (Target.LONG ? 1000 : 100));
    return IntStream.iterate(0, n -> n < classFile.length, n -> n + step)
        .mapToObj(n -> dynamicTest(n + " of " + classFile.length + " bytes", () -> {
          var file = write("truncated/" + n + "/Hello.class", java.util.Arrays.copyOf(classFile, n));
          rejected(65, List.of("run", "--backend", "interp", file.toString()), "Hello.class");
        }));
  }

  /** A class file with wrong bytes may still make sense, and then is built; else it is refused. It never is an internal error. */
  @TestFactory
  Stream<DynamicTest> damagedClassFiles() {
    return IntStream.range(0, Target.LONG ? 3000 : 300).mapToObj(seed -> dynamicTest("seed " + seed, () -> {
      var random = new Random(seed);
      var damaged = classFile.clone();
      for (int i = 0; i <= seed % 4; i++)
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(8));
      var file = write("damaged/" + seed + "/Hello.class", damaged);
      var result = execute("emit", "--as", "ir", "--passes", "default", "--verify", "each", file.toString());
      var described = "exit " + result.exitCode + ": " + result.err;
      assertTrue(result.exitCode == 0 || result.exitCode == 65, described);
      if (result.exitCode != 0) assertTrue(result.err.startsWith("assay: ") && result.err.lines().count() == 1, described);
    }));
  }

  @TestFactory
  Stream<DynamicTest> unsupported() throws IOException {
    record Case(String what, String body, String... words) {}
    return Stream.of(
        new Case("thread", "new Thread().start();", "threads", "java.lang.Thread"),
        new Case("native", "Thread.onSpinWait(); f(Runtime.getRuntime());", "java.lang.Thread.onSpinWait"),
        new Case("own native", "g();", "the native method Main.g"),
        new Case("monitor", "args.notify();", "the native method java.lang.Object.notify"),
        new Case("reflection", "f(Main.class.getDeclaredMethods());", "java.lang.Class.getDeclaredMethods"),
        new Case("class by name", "try { f(Class.forName(args[0])); } catch (ClassNotFoundException e) {}", "java.lang.Class.forName"),
        new Case("method handle", "try { ((java.lang.invoke.MethodHandle) null).invoke(); } catch (Throwable e) {}", "a method handle"),
        new Case("file", "f(java.nio.file.Path.of(\"x\"));", "files"),
        new Case("date", "f(java.time.LocalDate.of(2000, 1, 1));", "dates"))
        .map(c -> dynamicTest(c.what, () -> {
          var file = write("unsupported/" + c.what.replace(' ', '_') + "/Main.java",
              "class Main {\n  static void f(Object o) {}\n  static void f(int i) {}\n  static native void g();\n"
                  + "  static void inner(String[] args) { " + c.body + " }\n  static void outer(String[] args) { inner(args); }\n"
                  + "  public static void main(String[] args) { if (args.length > 3) outer(args); }\n}\n");
          var words = new ArrayList<>(List.of(c.words));
          // The path by which it is reached.
          words.addAll(List.of("not supported", "Main.main", "Main.outer", "Main.inner"));
          rejected(65, List.of("run", "--backend", "interp", file.toString()), words.toArray(String[]::new));
        }));
  }

  @Test
  void aClassThatIsMissing() throws IOException {
    compiled("Uses", "class Uses { static class Gone { static int x = 1; } public static void main(String[] a) { Gone.x++; } }");
    var uses = folder.resolve("missing-class");
    Files.createDirectories(uses);
    Files.copy(folder.resolve("compiled/Uses.class"), uses.resolve("Uses.class"));
    rejected(65, List.of("run", "--backend", "interp", uses.resolve("Uses.class").toString()), "Uses$Gone", "not in the class path",
        "Uses.main");
  }

  @Test
  void aClassThatIsBroken() throws IOException {
    compiled("Half", "class Half { static class Part { static int x = 1; } public static void main(String[] a) { Part.x++; } }");
    Files.createDirectories(folder.resolve("broken-class"));
    Files.copy(folder.resolve("compiled/Half.class"), folder.resolve("broken-class/Half.class"));
    write("broken-class/Half$Part.class", java.util.Arrays.copyOf(classFile, 50));
    rejected(65, List.of("run", "--backend", "interp", folder.resolve("broken-class/Half.class").toString()), "Half$Part.class");
  }

  /** Neither may loop or overflow the stack. */
  @TestFactory
  Stream<DynamicTest> aClassAboveItself() throws IOException {
    write("cycle/Self.class", headed("Self", "Self"));
    write("cycle/One.class", headed("One", "Two"));
    write("cycle/Two.class", headed("Two", "Three"));
    write("cycle/Three.class", headed("Three", "One"));
    write("cycle/Itself.class", headed("Itself", "java/lang/Object", "Itself"));
    return Stream.of("Self", "One", "Itself").map(name -> program(folder.resolve("cycle").resolve(name + ".class"), "own superclass"));
  }

  private static byte[] headed(String name, String superclass, String... interfaces) {
    var cw = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    cw.visit(Opcodes.V1_5, Opcodes.ACC_SUPER, name, null, superclass, interfaces);
    cw.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null).visitInsn(Opcodes.RETURN);
    var main = cw.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
    main.visitInsn(Opcodes.RETURN);
    main.visitMaxs(0, 0);
    return cw.toByteArray();
  }

  // IR

  @TestFactory
  Stream<DynamicTest> ir() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    int i = 0;
    for (var text : List.of("what is this?", "func", "func @f(", "func @f() {", "func @f() {\ne:\n  return\n",
        "module \"x\"\nmodule \"y\"\n", "entry @f\nentry @g\n",
        "func @f() {\ne:\n  frob\n}\n", "func @f() -> i32 {\ne:\n  %x: i32 = add %y, %z\n  return %x\n}\n", "class K {",
        "\u0000\u0001\u0002", "\"",
        "func @f() {\ne:\n  jump nowhere\n}\n", "func @f() {\ne:\n  %x: i32 = const 99999999999\n  return\n}\n"))
      tests.add(program(write("ir/read" + i++ + ".ir", text), "read" + (i - 1) + ".ir:"));
    i = 0;
    // One breach of the verifier's rules each.
    for (var text : List.of("entry @g\nfunc @f() {\ne:\n  return\n}\n", "func @f() {\ne:\n  %x: i32 = const 1\n}\n",
        "func @f(%a: i32, %b: i32) -> i32 {\ne:\n  %x: i32 = div %a, %b\n  return %x\n}\n",
        "func @f(%a: i64) -> i32 {\ne:\n  return %a\n}\n",
        "func @f() {\ne:\n  call @g()\n  return\n}\n", "func @f() {\ne:\n  jump e\n}\n",
        "func @f(%c: i32) -> i32 {\ne:\n  branch %c, a, b\na:\n  %x: i32 = const 1\n  jump b\nb:\n  return %x\n}\n",
        "func @f(%a: f32) -> f32 {\ne:\n  %x: f32 = and %a, %a\n  return %x\n}\n"))
      tests.add(program(write("ir/verify" + i++ + ".ir", text), "verify" + (i - 1) + ".ir"));
    var library = write("ir/library.ir", "func @f() {\ne:\n  return\n}\n");
    tests.add(dynamicTest("no entry", () -> rejected(65, List.of("run", "--backend", "interp", library.toString()), "names no entry")));
    var empty = write("ir/empty.ir", "");
    tests.add(dynamicTest("empty", () -> rejected(65, List.of("run", "--backend", "interp", empty.toString()), "names no entry")));
    var latin = write("ir/latin.ir", new byte[] {'m', (byte) 0xe4, (byte) 0xff});
    tests.add(program(latin, "UTF-8"));
    var good = write("ir/good.ir", "entry @f\nfunc @f() {\ne:\n  return\n}\n");
    tests.add(dynamicTest("the host runs no IR", () -> rejected(65, List.of("run", "--backend", "host", good.toString()), "IR")));
    tests.add(dynamicTest("comparing needs Java", () -> rejected(65,
        List.of("compare", "--backends", "interp", "--out", folder.resolve("report").toString(), good.toString()), "Java")));
    return tests.stream();
  }

  // Time-outs

  @TestFactory
  Stream<DynamicNode> timeOuts() throws IOException {
    var java = write("Endless.java", ENDLESS);
    var ir = write("endless.ir", "entry @f\nfunc @f() {\ne:\n  jump l\nl:\n  jump l\n}\n");
    var tests = Target.onEach(Target.standard(),
        target -> Stream.of(java, ir).map(file -> dynamicTest(file.getFileName().toString(), () -> rejected(124,
            List.of("run", "--backend", target.choice().text(), "--passes", target.passes().name(), "--timeout", "200ms", file.toString()),
            "time-out after 0.2 s"))));
    var host = dynamicTest("host",
        () -> rejected(124, List.of("run", "--backend", "host", "--timeout", "1.5s", java.toString()), "time-out after 1.5 s"));
    return Stream.concat(tests, Stream.of(host));
  }
}
