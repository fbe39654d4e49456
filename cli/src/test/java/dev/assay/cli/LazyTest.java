package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.passes.Pipelines;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** What compiling functions at their first call promises beyond the same results: that it happens then, once, and not otherwise. */
class LazyTest {
  private static final long HEAP_BYTES = 1 << 20;

  private static final String MODULE = """
      class A extends java/lang/Object source "T.java" {
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
      func @T.virtual(%which: i32) -> i32 {
      entry:
        %o: ref = call @T.made(%which)
        %c: ref = check.null %o
        %r: i32 = call.virtual A "m()I"(%c)
        return %r
      }

      func @T.either(%which: i32) -> i32 {
      entry:
        branch %which, one, other
      one:
        %a: i32 = call @T.one(%which)
        return %a
      other:
        %b: i32 = call @T.other(%which)
        return %b
      }
      func @T.one(%x: i32) -> i32 {
      entry:
        %r: i32 = call @T.shared(%x)
        return %r
      }
      func @T.other(%x: i32) -> i32 {
      entry:
        %r: i32 = call @T.shared(%x)
        %s: i32 = neg %r
        return %s
      }
      func @T.shared(%x: i32) -> i32 {
      entry:
        %k: i32 = const 10
        %r: i32 = add %x, %k
        return %r
      }

      func @T.sum(%n: i32) -> i64 {
      entry:
        %one: i32 = const 1
        %zero: i64 = const 0
        branch %n, more, done
      more:
        %m: i32 = sub %n, %one
        %s: i64 = call @T.sum(%m)
        %w: i64 = sext %n
        %r: i64 = add %s, %w
        return %r
      done:
        return %zero
      }

      func @T.guarded(%ok: i32, %n: i32) -> i32 {
      entry:
        guard %ok, deopt @T.guarded entry:0 [%n = %n]
        %r: i32 = call @T.shared(%n)
        return %r
      }
      baseline func @T.guarded(%ok: i32, %n: i32) -> i32 {
      entry:
        %r: i32 = call @T.slow(%n)
        return %r
      }
      func @T.slow(%n: i32) -> i32 {
      entry:
        %r: i32 = neg %n
        return %r
      }
      baseline func @T.slow(%n: i32) -> i32 {
      entry:
        %r: i32 = neg %n
        return %r
      }

      func @T.caught(%x: i32, %y: i32) -> i32 {
      entry:
        %r: i32 = call @T.quotient(%x, %y) to done(%r) unwind %e: failed !1:30
      done(%q: i32):
        return %q
      failed:
        %s: i32 = call @T.shared(%x)
        return %s
      }
      func @T.uncaught(%x: i32, %y: i32) -> i32 {
      entry:
        %r: i32 = call @T.quotient(%x, %y) !1:40
        return %r
      }
      func @T.quotient(%x: i32, %y: i32) -> i32 {
      entry:
        %d: i32 = check.nonzero %y !1:50
        %q: i32 = div %x, %d
        return %q
      }
      """;

  private static final List<String> EXPORTS = List.of("T.virtual", "T.either", "T.sum", "T.guarded", "T.caught", "T.uncaught");

  private interface Check {
    void on(Session session);
  }

  /** A program of which nothing has been called yet, and how many functions have been compiled. */
  private record Session(dev.assay.spi.Executable executable) {
    /** Calls a function, which compiles so many. */
    void call(int compiles, long expected, String function, long... args) {
      int before = executable.report().functions();
      assertEquals(new Outcome.Returned(expected), executable.call(function, args), function);
      assertEquals(compiles, executable.report().functions() - before, "functions compiled by " + function);
    }
  }

  @TestFactory
  Stream<DynamicNode> atTheFirstCall() {
    Map<String, Check> checks = new LinkedHashMap<>();
    checks.put("only what is called, and once", s -> {
      assertEquals(0, s.executable.report().functions());
      s.call(3, 11, "T.either", 1);
      s.call(0, 11, "T.either", 1);
      s.call(1, -10, "T.either", 0);
      s.call(0, 11, "T.either", 1);
    });
    checks.put("recursion", s -> {
      s.call(1, 5050, "T.sum", 100);
      s.call(0, 500500, "T.sum", 1000);
    });
    checks.put("what an object selects", s -> {
      s.call(3, 1, "T.virtual", 0);
      s.call(0, 1, "T.virtual", 0);
      s.call(1, 2, "T.virtual", 1);
      s.call(0, 1, "T.virtual", 0);
      s.call(0, 2, "T.virtual", 1);
    });
    checks.put("a failed guard compiles nothing of what it leads to", s -> {
      s.call(1, -7, "T.guarded", 0, 7);
      s.call(1, 17, "T.guarded", 1, 7);
      s.call(0, -8, "T.guarded", 0, 8);
    });
    checks.put("exceptions of what is compiled, to what is compiled then", s -> {
      s.call(2, 4, "T.caught", 9, 2);
      s.call(1, 19, "T.caught", 9, 0);
      var threw = assertInstanceOf(Outcome.Threw.class, s.executable.call("T.uncaught", 1, 0));
      assertEquals("java.lang.ArithmeticException: / by zero\n\tat T.quotient(Unknown Source)\n\tat T.uncaught(Unknown Source)\n",
          threw.trace().replaceAll("\\(T.java:\\d+\\)", "(Unknown Source)"));
    });
    checks.put("what it costs", s -> {
      var before = s.executable.report();
      s.call(3, 11, "T.either", 1);
      var after = s.executable.report();
      assertTrue(after.totalNanos() > before.totalNanos());
      if (after.codeBytes() > 0) assertTrue(after.codeBytes() > before.codeBytes());
    });
    Module module = Target.verified(Reader.read("lazy.ir", MODULE).orThrow());
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all())
      for (var variant : backend.variants()) targets.add(new Target(backend, variant, Pipelines.none()).lazily());
    return Target.onEach(targets, target -> checks.entrySet().stream().map(check -> dynamicTest(check.getKey(), () -> {
      target.announce(check.getKey());
      try (var executable = target.compile(module, new CompileRequest(EXPORTS, HEAP_BYTES, Target.silent()))) {
        check.getValue().on(new Session(executable));
      }
    })));
  }

  /** The same functions, compiled before the start: all are, and calls change nothing. */
  @TestFactory
  Stream<DynamicNode> beforeTheStart() {
    Module module = Target.verified(Reader.read("lazy.ir", MODULE).orThrow());
    var targets = new ArrayList<Target>();
    for (var backend : BackendChoice.all()) targets.add(new Target(backend, backend.variants().getFirst(), Pipelines.none()));
    return Target.onEach(targets, target -> Stream.of(dynamicTest("all", () -> {
      try (var executable = target.compile(module, new CompileRequest(EXPORTS, HEAP_BYTES, Target.silent()))) {
        // All 14, or without the one that only a baseline calls.
        assertTrue(executable.report().functions() >= 13, "functions compiled: " + executable.report().functions());
        new Session(executable).call(0, 11, "T.either", 1);
      }
    })));
  }
}
