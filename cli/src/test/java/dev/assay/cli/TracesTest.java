package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Traces of what no Java program says, or not so plainly, on every backend. */
class TracesTest {
  private static final String MODULE = """
      class java/lang/IllegalStateException extends java/lang/RuntimeException {
      }
      class T extends java/lang/Object source "T.java" {
        static kept: ref = null
      }

      func @T.make(%n: i32) -> ref {
      entry:
        %one: i32 = const 1
        branch %n, deeper, made
      deeper:
        %m: i32 = sub %n, %one
        %e: ref = call @T.make(%m) !1:10
        return %e
      made:
        %text: ref = string "made"
        %new: ref = new java/lang/IllegalStateException
        %trace: ref = host trace.capture(%new) !2:11
        field.put java/lang/Throwable.backtrace, %new, %trace
        field.put java/lang/Throwable.detailMessage, %new, %text
        return %new
      }
      func @T.fail(%n: i32) {
      entry:
        %e: ref = call @T.make(%n) !1:12
        throw %e !2:13
      }

      func @T.branches(%which: i32, %n: i32) {
      entry:
        branch %which, left, right !1:20
      left:
        call @T.fail(%n) !2:21
        jump done
      right:
        call @T.fail(%n) !3:22
        jump done
      done:
        return
      }

      func @T.inlined(%n: i32) {
      entry:
        call @T.fail(%n) !"T.inner":2:30<"T.middle":4:31<6:32
        return
      }

      func @T.interpreted(%ok: i32, %n: i32) {
      entry:
        call @T.guarded(%ok, %n) !1:40
        return
      }
      func @T.guarded(%ok: i32, %n: i32) {
      entry:
        guard %ok, deopt @T.leaf entry:0 [%m = %n] < @T.guarded entry:0 [] !"T.leaf":1:50<2:41
        return
      }
      baseline func @T.guarded(%ok: i32, %n: i32) {
      entry:
        call @T.leaf(%n) !2:41
        return
      }
      func @T.leaf(%m: i32) {
      entry:
        call @T.fail(%m) !1:51
        return
      }
      baseline func @T.leaf(%m: i32) {
      entry:
        call @T.fail(%m) !1:51
        return
      }

      func @T.later(%ok: i32, %n: i32) {
      entry:
        call @T.keeps(%ok, %n) !1:60
        %e: ref = static.get T.kept
        %thrown: ref = check.null %e
        throw %thrown !2:61
      }
      func @T.keeps(%ok: i32, %n: i32) {
      entry:
        guard %ok, deopt @T.keeps entry:0 [%n = %n] !1:70
        return
      }
      baseline func @T.keeps(%ok: i32, %n: i32) {
      entry:
        call @T.fail(%n) to done unwind %e: caught(%e) !1:71
      caught(%exception: ref):
        static.put T.kept, %exception
        jump done
      done:
        return
      }
      """;

  private record Case(String function, List<Long> args, String frames) {}

  private static Map<String, Case> cases() {
    var cases = new LinkedHashMap<String, Case>();
    cases.put("made deep, thrown above", new Case("T.fail", List.of(2L), "make:11 make:10 make:10 fail:12"));
    cases.put("one of two like calls", new Case("T.branches", List.of(1L, 0L), "make:11 fail:12 branches:21"));
    cases.put("the other of them", new Case("T.branches", List.of(0L, 0L), "make:11 fail:12 branches:22"));
    cases.put("a call in inlined code", new Case("T.inlined", List.of(0L), "make:11 fail:12 inner:30 middle:31 inlined:32"));
    cases.put("made by the interpreter below native frames",
        new Case("T.interpreted", List.of(0L, 1L), "make:11 make:10 fail:12 leaf:51 guarded:41 interpreted:40"));
    cases.put("caught by the interpreter, thrown by native code",
        new Case("T.later", List.of(0L, 1L), "make:11 make:10 fail:12 keeps:71 later:60"));
    return cases;
  }

  private static String trace(String frames) {
    var text = new StringBuilder("java.lang.IllegalStateException: made\n");
    for (var frame : frames.split(" ")) text.append("\tat T.").append(frame.replace(":", "(T.java:")).append(")\n");
    return text.toString();
  }

  @TestFactory
  Stream<DynamicNode> framesOfCreation() {
    Module module = Target.verified(Reader.read("traces.ir", MODULE).orThrow());
    var exports = cases().values().stream().map(Case::function).distinct().toList();
    var targets = new ArrayList<>(Target.variants());
    targets.addAll(Target.standard());
    targets.addAll(Target.otherwiseCompiled());
    return Target.onEach(targets.stream().distinct().toList(),
        target -> cases().entrySet().stream().map(named -> dynamicTest(named.getKey(), () -> {
          target.announce(named.getKey());
          var wanted = named.getValue();
          try (var executable = target.compile(module, new CompileRequest(exports, 1 << 20, Target.silent()))) {
            long[] args = wanted.args().stream().mapToLong(Long::longValue).toArray();
            for (int i = 0; i < 2; i++) {
              var threw = assertInstanceOf(Outcome.Threw.class, executable.call(wanted.function(), args));
              assertEquals(trace(wanted.frames()), threw.trace());
            }
          }
        })));
  }
}
