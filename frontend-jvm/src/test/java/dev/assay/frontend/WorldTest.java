package dev.assay.frontend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Printer;
import dev.assay.ir.Reader;
import dev.assay.ir.Terminator;
import dev.assay.ir.Verifier;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorldTest {
  @TempDir
  private Path folder;

  private Module build(String body) throws IOException, Refusal {
    var file = folder.resolve("T.java");
    Files.writeString(file, "public class T {\n" + body + "\n}\n");
    try (var program = JavaProgram.open(file)) {
      var module = World.build(program);
      assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
      var text = Printer.print(module);
      assertEquals(text, Printer.print(Reader.read("T.ir", text).orThrow()), "text round trip");
      return module;
    }
  }

  private String refusal(String body) {
    return assertThrows(Refusal.class, () -> build(body)).getMessage();
  }

  private static long count(Module module, String function, Class<?> shape) {
    return module.function(function).blocks().stream().flatMap(b -> b.insns().stream()).filter(shape::isInstance).count();
  }

  @Test
  void onlyWhatIsReachedIsBuilt() throws Exception {
    var module = build("static void used() {} static void unused() { new Object(); } public static void main(String[] a) { used(); }");
    assertNotNull(module.function("T.used()V"));
    assertNull(module.function("T.unused()V"));
  }

  @Test
  void methodsOfTheJdkAreBuiltFromTheirBytecode() throws Exception {
    var module = build("public static void main(String[] a) { System.out.println(Math.floorMod(-7, 3) + Integer.rotateLeft(1, 3)); }");
    assertNotNull(module.function("java/lang/Math.floorMod(II)I"));
    assertEquals("java.base", module.classModel("java/lang/Math").moduleName());
  }

  @Test
  void intrinsicsAreNotCalls() throws Exception {
    var module = build("static int f(long x) { return Long.bitCount(x); } public static void main(String[] a) { f(a.length); }");
    assertEquals(0, count(module, "T.f(J)I", Insn.Call.class));
    assertEquals(1, count(module, "T.f(J)I", Insn.Unary.class));
  }

  @Test
  void parametersArePrunedWhereALocalIsDead() throws Exception {
    var module = build("""
        static int f(int n) {
          int t = 0;
          for (int i = 0; i < n; i++) { t = i * 3; }
          return n;
        }
        public static void main(String[] a) { f(3); }""");
    // The loop header carries i alone: t is written and never read.
    var headers = module.function("T.f(I)I").blocks().stream().filter(b -> !b.params().isEmpty()).skip(1).toList();
    assertEquals(List.of(1), headers.stream().map(b -> b.params().size()).distinct().toList());
  }

  @Test
  void aConditionThatIsFalseForNanAsksTheOppositeQuestion() throws Exception {
    var module = build("static int f(double x) { if (x < 1) return 1; return 2; } public static void main(String[] a) { f(2); }");
    assertEquals(1, count(module, "T.f(D)I", Insn.Compare.class));
    assertEquals(1, count(module, "T.f(D)I", Terminator.Branch.class));
  }

  @Test
  void ownClassNeedsNoInitialisationCheckAndOthersDo() throws Exception {
    var module = build("""
        static int x = Integer.parseInt("3");
        static class Other { static int y = x + 1; static int get() { return y; } }
        static int own() { return x; }
        public static void main(String[] a) { own(); Other.get(); }""");
    assertEquals(0, count(module, "T.own()I", Insn.ClassInit.class));
    assertEquals(0, count(module, "T$Other.get()I", Insn.ClassInit.class));
    assertEquals(1, count(module, "T.main([Ljava/lang/String;)V", Insn.ClassInit.class));
    assertTrue(module.classModel("T$Other").hasInitializer());
  }

  @Test
  void insideATryRegionWhatThrowsEndsItsBlock() throws Exception {
    var module = build("""
        static int f(int[] a, int i) {
          try { return a[i] / i; } catch (ArithmeticException e) { return -1; }
        }
        public static void main(String[] a) { f(new int[1], 0); }""");
    assertEquals(3, count(module, "T.f([II)I", Terminator.Try.class), "null, bounds and zero");
    assertFalse(module.function("T.f([II)I").blocks().stream().flatMap(b -> b.insns().stream()).anyMatch(Insn.Check.class::isInstance));
  }

  @Test
  void assertionsAreOff() throws Exception {
    var module = build("public static void main(String[] a) { assert a.length > 5 : \"no\"; }");
    assertEquals(0, count(module, "T.main([Ljava/lang/String;)V", Terminator.Branch.class));
  }

  @Test
  void onlyMethodsOfClassesThatHaveObjectsAreReachedByDispatch() throws Exception {
    var module = build("""
        interface Shape { int area(); }
        record Square(int side) implements Shape { public int area() { return side * side; } }
        record Circle(int radius) implements Shape { public int area() { return 3 * radius * radius; } }
        static int area(Shape s) { return s.area(); }
        public static void main(String[] a) { area(new Square(3)); }""");
    assertNotNull(module.function("T$Square.area()I"));
    assertNull(module.function("T$Circle.area()I"));
    assertEquals("T$Square.area()I", module.classModel("T$Square").methods().get("area()I"));
  }

  @Test
  void aLambdaIsAClassOfItsOwn() throws Exception {
    var module = build("public static void main(String[] a) { int n = a.length; Runnable r = () -> System.out.println(n); r.run(); }");
    var lambda = module.classes().stream().filter(c -> c.name().startsWith("T$$Lambda<")).findFirst().orElseThrow();
    assertEquals(List.of("java/lang/Runnable"), lambda.interfaces());
    assertEquals(1, lambda.fields().size());
  }

  @Test
  void splittingOnOneConstantCharacterNeedsNoRegularExpressions() throws Exception {
    assertNull(build("public static void main(String[] a) { \"a.b\".split(\"\\\\.\"); }").classModel("java/util/regex/Pattern"));
    assertNotNull(build("public static void main(String[] a) { \"a.b\".split(\"[.]\"); }").classModel("java/util/regex/Pattern"));
  }

  @Test
  void anInitialiserThatOnlyAsksForAssertionsIsNone() throws Exception {
    var module = build("static class A { static void f(int i) { assert i > 0; } } public static void main(String[] a) { A.f(1); }");
    assertFalse(module.classModel("T$A").hasInitializer());
  }

  @Test
  void exceptionsThatWordThemselvesAreAskedAtTheEnd() throws Exception {
    var plain = build("public static void main(String[] a) { throw new RuntimeException(); }");
    assertTrue(plain.entry().endsWith("<start>"));
    var own = build("""
        static class E extends RuntimeException { public String getMessage() { return "own"; } }
        public static void main(String[] a) { throw new E(); }""");
    assertTrue(own.entry().endsWith("<guard>"));
  }

  @Test
  void whatIsNotSupportedIsRefusedWithThePath() {
    var message = refusal("""
        static void g() { new Thread(() -> {}).start(); }
        static void f() { g(); }
        public static void main(String[] a) { f(); }""");
    assertEquals("the use of threads (java.lang.Thread.<init>) is not supported yet, in T.g, reached by T.main → T.f → T.g", message);
    assertEquals("the method java.lang.Class.getMethods is not supported yet, in T.main, reached by T.main",
        refusal("public static void main(String[] a) { T.class.getMethods(); }"));
    assertTrue(refusal("static native void n(); public static void main(String[] a) { n(); }").contains("native method T.n"));
    assertTrue(refusal("public static void main(String[] a) throws Throwable { ((java.lang.invoke.MethodHandle) null).invoke(); }")
        .contains("calling a method handle"));
  }

  @Test
  void whatTheLibraryMayNotNeedIsAThrow() throws Exception {
    // Fork and join stand behind parallel streams.
    var module = build("public static void main(String[] a) { java.util.stream.IntStream.range(0, 9).parallel().sum(); }");
    assertTrue(module.functions().stream().anyMatch(f -> f.name().startsWith("dev/assay/substitute/<VmSupport>.unsupported")));
  }

  @Test
  void smallProgramsStaySmall() throws Exception {
    assertTrue(build("public static void main(String[] a) { System.out.println(\"hello\"); }").functions().size() < 220);
    var objects = build("""
        record Point(int x, int y) {}
        enum Color { RED, GREEN }
        public static void main(String[] a) {
          var text = new StringBuilder();
          for (var c : Color.values()) text.append(c).append(new Point(1, c.ordinal()));
          System.out.println(text + " " + Integer.parseInt("7") + 1.5 + "a,b".split(",").length);
        }""");
    assertTrue(objects.functions().size() < 400, objects.functions().size() + " functions");
  }

  @Test
  void reasonsLeadBackToMain() throws Exception {
    var file = Files.writeString(folder.resolve("R.java"),
        "class R { static int f() { return Integer.parseInt(\"1\"); } public static void main(String[] a) { f(); } }");
    try (var program = JavaProgram.open(file)) {
      var path = World.reach(program).path("java/lang/Integer.parseInt(Ljava/lang/String;)I");
      assertEquals(List.of("R.main([Ljava/lang/String;)V", "R.f()I", "java/lang/Integer.parseInt(Ljava/lang/String;)I"), path);
    }
  }

  @Test
  void sourceThatDoesNotCompileIsOneLineWithItsPlace() {
    var message = refusal("void main( { }");
    assertEquals(1, message.lines().count());
    assertTrue(message.contains("T.java:2: does not compile"), message);
  }

  @Test
  void positionsHaveBytecodeIndexAndLine() throws Exception {
    var module = build("static int f(int a) {\n  int b = a;\n  return 7 / b;\n}\npublic static void main(String[] a) { f(1); }");
    var check = module.function("T.f(I)I").blocks().stream().flatMap(b -> b.insns().stream()).filter(Insn.Check.class::isInstance)
        .findFirst()
        .orElseThrow();
    assertEquals(4, check.pos().line());
    // iload_0, istore_1, bipush 7, iload_1, idiv
    assertEquals(5, check.pos().bci());
  }

  private static final String SIXTEEN = "1, -2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16";

  private long storesOfInitialiser(String body) throws IOException, Refusal {
    return count(build("static int n; " + body + " public static void main(String[] a) { }"), "T.<clinit>()V", Insn.ArrayStore.class);
  }

  @Test
  void aTableOfConstantsIsOneCall() throws Exception {
    assertEquals(0, storesOfInitialiser("static int[] t = {" + SIXTEEN + "};"));
    assertEquals(2, storesOfInitialiser("static double[][] t = {{" + SIXTEEN + "}, {" + SIXTEEN + ", -0.0}};"), "two inner arrays");
    assertEquals(0,
        storesOfInitialiser("static char[] t = {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p'};"));
  }

  @Test
  void whatIsNotConstantOrFewIsStored() throws Exception {
    assertEquals(15, storesOfInitialiser("static int[] t = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};"));
    assertEquals(2, storesOfInitialiser("static int[] t = {" + SIXTEEN + ", n, 18};"), "what comes after the constants");
    assertEquals(17, storesOfInitialiser("static int[] t = {n, " + SIXTEEN + "};"), "a table must begin with constants");
    assertEquals(16, storesOfInitialiser("static Object[] t = {" + SIXTEEN + "};"), "boxes");
    var outside = build("static int f() { int[] t = {" + SIXTEEN + "}; return t[1]; } public static void main(String[] a) { f(); }");
    assertEquals(16, count(outside, "T.f()I", Insn.ArrayStore.class), "only initialisers run once");
  }
}
