package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.passes.Compilation;
import dev.assay.passes.Pipelines;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs compiled, run and dropped leave nothing behind: no class, no mapping, no memory of Java's or of the system. The first half of
 * the cycles is for what is made once: the host's code for ours, its pools and arenas. On a busy machine the host is not done by then, so a
 * half that took too much is followed by others: what leaks takes as much in each.
 *
 * <p>What is allowed to a half is far below a program's own: one keeps at least a mapping, a thread's stack or a class loader.
 */
class MemoryTest {
  private static final int CYCLES = Target.LONG ? 1000 : 100;

  // Of a program's hundreds of KB a tenth, and what the host takes for compiled code meanwhile.
  private static final long MAX_RESIDENT_KB = 24 << 10;
  private static final long MAX_HEAP_BYTES = 2 << 20;
  private static final long MAX_CLASSES = 40;
  private static final long MAX_MAPPINGS = 40;
  private static final long NOISE_KB = 1 << 10;
  private static final int MAX_COLLECTIONS = 40;
  private static final int MAX_HALVES = 4;

  // Not in Java: what that draws in of the JDK would be most of the time.
  private static final String MODULE = """
      class A extends java/lang/Object {
        static kept: ref = null
        field next: ref
        method "m()I" = @A.m
      }
      class B extends A {
        method "m()I" = @B.m
      }
      func @A.m(this %self: ref) -> i32 {
      entry:
        %r: i32 = const 1
        return %r
      }
      func @B.m(this %self: ref) -> i32 {
      entry:
        %r: i32 = const 2
        return %r
      }
      func @T.made(%which: i32) -> ref {
      entry:
        branch %which, b, a
      a:
        %x: ref = new A
        return %x
      b:
        %y: ref = new B
        return %y
      }
      func @T.sum(%n: i32) -> i32 {
      entry:
        %one: i32 = const 1
        %zero: i32 = const 0
        branch %n, more, done
      more:
        %m: i32 = sub %n, %one
        %o: ref = call @T.made(%m)
        %c: ref = check.null %o
        static.put A.kept, %c
        %v: i32 = call.virtual A "m()I"(%c)
        %s: i32 = call @T.sum(%m)
        %r: i32 = add %s, %v
        return %r
      done:
        return %zero
      }
      func @T.quotient(%x: i32, %y: i32) -> i32 {
      entry:
        %d: i32 = check.nonzero %y
        %q: i32 = div %x, %d
        return %q
      }
      func @T.run(%n: i32) -> i32 {
      entry:
        %zero: i32 = const 0
        %text: ref = string "literal"
        static.put A.kept, %text
        %s: i32 = call @T.sum(%n)
        %q: i32 = call @T.quotient(%s, %zero) to done(%q) unwind %e: failed
      done(%r: i32):
        return %r
      failed:
        return %s
      }
      """;

  private static final CompileRequest REQUEST = new CompileRequest(List.of("T.run"), 1 << 20, Target.silent());

  private record Use(long residentKb, long mappings, long classes, long heapBytes) {
    /** What is in use once the host has given back what it can. */
    static Use now() throws IOException, InterruptedException {
      // Twice at least: what the first collection finds unreachable may have held what the second frees. And G1 gives free regions back
      // when it has the time, up to 200 MB later.
      collect();
      long resident = resident();
      for (int i = 0, unchanged = 0; i < MAX_COLLECTIONS && unchanged < 3; i++) {
        collect();
        long least = Math.min(resident, resident());
        unchanged = resident - least < NOISE_KB ? unchanged + 1 : 0;
        resident = least;
      }
      return new Use(resident, Files.readAllLines(Path.of("/proc/self/maps")).size(),
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    boolean exceeds(Use before) {
      return residentKb - before.residentKb > MAX_RESIDENT_KB || mappings - before.mappings > MAX_MAPPINGS
          || classes - before.classes > MAX_CLASSES || heapBytes - before.heapBytes > MAX_HEAP_BYTES;
    }

    private static void collect() throws InterruptedException {
      System.gc();
      Thread.sleep(100);
    }

    private static long resident() throws IOException {
      for (var line : Files.readAllLines(Path.of("/proc/self/status")))
        if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
      throw new IOException("/proc/self/status has no VmRSS");
    }
  }

  @TestFactory
  Stream<DynamicNode> droppedProgramsLeaveNothing() {
    assumeTrue(Files.exists(Path.of("/proc/self/maps")), "the figures are Linux's");
    var built = Target.verified(Reader.read("memory.ir", MODULE).orThrow());
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all()) {
      var target = new Target(backend, backend.variants().getFirst(), Pipelines.none());
      targets.add(target);
      targets.add(target.lazily());
    }
    return Target.onEach(targets, target -> Stream.of(dynamicTest(CYCLES + " cycles", () -> {
      target.announce("memory");
      var prepared = Compilation.prepare(built, target.backend().level());
      var uses = new ArrayList<Use>();
      do {
        cycles(target, prepared, CYCLES / 2);
        uses.add(Use.now());
      } while (uses.size() < 2 || uses.getLast().exceeds(uses.get(uses.size() - 2)) && uses.size() < MAX_HALVES);
      assertFalse(uses.getLast().exceeds(uses.get(uses.size() - 2)), uses::toString);
    })));
  }

  private static void cycles(Target target, Module prepared, int count) throws Refusal {
    for (int i = 0; i < count; i++) {
      var request = REQUEST.compiled(target.mode(), target.compileThreads());
      try (var executable = target.backend().compile(prepared, target.variant(), request)) {
        // One of 10 selects A's method, which gives 1, and nine B's.
        assertEquals(new Outcome.Returned(19), executable.call("T.run", 10));
      }
    }
  }
}
