package dev.assay.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Reader;
import dev.assay.spi.Artefact;
import dev.assay.spi.Backend;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LifecycleTest {
  private static final String FIB = """
      module "fib"
      func @fib(%n: i32) -> i32 {
      entry:
        %one: i32 = const 1
        %two: i32 = const 2
        %small: i32 = lt %n, %two
        branch %small, base, more
      base:
        return %n
      more:
        %a: i32 = sub %n, %one
        %b: i32 = sub %n, %two
        %x: i32 = call @fib(%a) !3:10
        %y: i32 = call @fib(%b) !8:10
        %s: i32 = call @"sum of"(%x, %y)
        return %s
      }
      func @"sum of"(%x: i32, %y: i32) -> i32 {
      entry:
        %s: i32 = add %x, %y
        return %s
      }
      func @unused(%x: f64) -> f64 {
      entry:
        %s: f64 = rem %x, %x
        return %s
      }
      """;

  private static CompileRequest request(String... exports) {
    return new CompileRequest(List.of(exports), 1 << 20,
        new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
  }

  @Test
  void isFoundAndSaysWhatItIs() {
    Backend backend = ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get).filter(b -> b.name().equals("llvm"))
        .findFirst().orElseThrow();
    assertEquals(List.of("O2", "O0", "O1", "O3"), backend.variants());
    assertTrue(backend.availability().available(), backend.availability().reason());
    assertEquals("", backend.availability().reason());
    assertTrue(backend.version().startsWith("LLVM 20.1."), backend.version());
  }

  @Test
  void reportsPhasesAndShowsWhatItMade() throws Refusal {
    var module = Reader.read("fib.ir", FIB).orThrow();
    for (var variant : new LlvmBackend().variants())
      try (var executable = new LlvmBackend().compile(module, variant, request("fib"))) {
        assertEquals(List.of("emit", "parse", "verify", "optimise", "codegen", "link"),
            List.copyOf(executable.report().phaseNanos().keySet()));
        assertTrue(executable.report().codeBytes() > 50);
        var llvm = executable.artefact(Artefact.LLVM, null).orElseThrow();
        assertTrue(llvm.contains("@\"fn:fib\"(") && llvm.contains("@entry.0"), llvm);
        assertFalse(llvm.contains("unused"));
        assertTrue(executable.artefact(Artefact.LLVM, "fib").orElseThrow().startsWith("; Function Attrs"));
        var assembly = executable.artefact(Artefact.ASM, null).orElseThrow();
        assertTrue(assembly.contains("@fib: ; ") && assembly.contains("call @fib"), assembly);
        assertTrue(assembly.contains("rt.stack.overflow"), assembly);
        assertTrue(executable.artefact(Artefact.ASM, "fib").orElseThrow().startsWith("@fib: ; "));
        assertTrue(executable.artefact(Artefact.ASM, "unused").orElseThrow().startsWith("; @unused has no code of its own"));
        assertTrue(executable.artefact(Artefact.ASM, "nobody").isEmpty());
        assertTrue(executable.artefact(Artefact.CLIF, null).isEmpty());
        assertEquals(new Outcome.Returned(55), executable.call("fib", 10));
      }
  }

  @Test
  void refusesWhatItCannotCompile() {
    var backend = new LlvmBackend();
    var high = Reader.read("high.ir", """
        func @f(%a: ref) -> i32 {
        entry:
          %b: ref = check.null %a
          %zero: i32 = const 0
          %n: i32 = array.load i32 %b, %zero
          return %n
        }
        """).orThrow();
    assertEquals("llvm: @f: ArrayLoad stands above the lowering only",
        assertThrows(Refusal.class, () -> backend.compile(high, "O2", request("f"))).getMessage());
    var module = Reader.read("fib.ir", FIB).orThrow();
    assertEquals("llvm has no variant O9; it has O2, O0, O1, O3",
        assertThrows(Refusal.class, () -> backend.compile(module, "O9", request("fib"))).getMessage());
    assertEquals("llvm: the module has no function @fub",
        assertThrows(Refusal.class, () -> backend.compile(module, "O2", request("fub"))).getMessage());
  }

  @Test
  void callsOnlyWhatIsExported() throws Refusal {
    try (var executable = new LlvmBackend().compile(Reader.read("fib.ir", FIB).orThrow(), "O0", request("fib"))) {
      assertThrows(CompilerBug.class, () -> executable.call("unused", 0));
    }
  }

  @Test
  void faultsOfLlvmAreValues() {
    var llvm = Llvm.get();
    assertSame(llvm, Llvm.get());
    try (var module = new LlvmModule(llvm, Variant.O2, Variant.O2, false)) {
      var bug = assertThrows(CompilerBug.class, () -> module.parse("define i32 @f() {\nentry:\n  ret i33 0\n}\n"));
      assertTrue(bug.getMessage().contains("3:"), bug.getMessage());
    }
    try (var module = new LlvmModule(llvm, Variant.O2, Variant.O2, false)) {
      module.parse(
          "define i32 @f(i1 %c) {\nentry:\n  br i1 %c, label %a, label %b\na:\n  %x = add i32 1, 1\n  br label %b\nb:\n  ret i32 %x\n}\n");
      assertTrue(assertThrows(CompilerBug.class, module::verify).getMessage().contains("dominate"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void closingFreesEverything() throws Exception {
    var module = Reader.read("fib.ir", FIB).orThrow();
    long bytes = 0;
    long mappings = 0;
    for (int i = 0; i < 200; i++) {
      if (i == 50) {
        // Java's own warm-up and LLVM's caches come first.
        bytes = residentBytes();
        mappings = codeMappings();
      }
      try (var executable = new LlvmBackend().compile(module, i % 2 == 0 ? "O2" : "O0", request("fib"))) {
        assertEquals(new Outcome.Returned(55), executable.call("fib", 10));
      }
    }
    long kept = codeMappings() - mappings;
    // HotSpot may map a little more of its own code cache.
    assertTrue(kept < 20, "kept " + kept + " mappings of code of 150 programs");
    long grown = residentBytes() - bytes;
    assertTrue(grown < 24 << 20, "grown by " + grown + " bytes over 150 programs");
  }

  private static long codeMappings() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains(" r-xp ")).count();
    }
  }

  private static long residentBytes() throws IOException {
    System.gc();
    for (var line : Files.readAllLines(Path.of("/proc/self/status")))
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    throw new AssertionError("no VmRSS");
  }
}
