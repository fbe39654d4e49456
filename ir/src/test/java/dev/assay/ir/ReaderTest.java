package dev.assay.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReaderTest {
  private static String errors(String text) {
    var read = Reader.read("t.ir", text);
    assertEquals(read.diagnostics().isEmpty(), read.module().isPresent());
    return read.diagnostics().stream().map(Diagnostic::toString).collect(Collectors.joining("\n"));
  }

  /** Errors of one line that stands third, in a function with %i: i32 and %r: ref. */
  private static String line(String line) {
    return errors("func @f(%i: i32, %r: ref) {\nentry:\n" + line + "\n  return\nblock:\n  return\n}\n");
  }

  @Test
  void instructions() {
    assertEquals("t.ir:3:1: found 'frobnicate', expected an instruction", line("frobnicate %i"));
    assertEquals("t.ir:3:11: found 'frobnicate', expected an instruction", line("%x: i32 = frobnicate %i"));
    assertEquals("t.ir:3:5: found 'i33', expected a type (i32, i64, f32, f64, ref, ptr)", line("%x: i33 = neg %i"));
    assertEquals("t.ir:3:15: found end of line, expected a value", line("%x: i32 = neg "));
    assertEquals("t.ir:3:18: found '%i', expected end of line", line("%x: i32 = neg %i %i"));
    assertEquals("t.ir:3:17: found end of line, expected ','", line("%x: i32 = add %i"));
    assertEquals("t.ir:3:15: found %y, which nothing in @f defines", line("%x: i32 = neg %y"));
    assertEquals("t.ir:3:6: found block nowhere, which is not in @f", line("jump nowhere"));
    assertEquals("t.ir:3:1: found neg without a result, expected %name: type = neg …", line("neg %i"));
    assertEquals("t.ir:3:11: found a result for jump, which gives none", line("%x: i32 = jump block"));
    assertEquals("t.ir:3:1: found a second definition of %i, expected one per value", line("%i: i32 = const 1"));
    assertEquals("t.ir:3:6: found 'nothing', expected a host function", line("host nothing()"));
    assertEquals("t.ir:3:9: found end of line, expected '(' and arguments", line("call @g "));
    assertEquals("t.ir:3:16: found 'i99', expected a memory type (bool, i8, u16, i16, i32, i64, f32, f64, ref, ptr)",
        line("%x: i32 = load i99 %i"));
    assertEquals("t.ir:3:34: found a terminator with to and unwind, expected a call, a check or the like",
        line("return to block unwind %e: block "));
  }

  @Test
  void constants() {
    assertEquals("t.ir:3:17: found '2147483648', expected an i32 constant", line("%x: i32 = const 2147483648"));
    assertEquals("t.ir:3:17: found '1.5', expected an i32 constant", line("%x: i32 = const 1.5"));
    assertEquals("t.ir:3:17: found '9223372036854775808', expected an i64 constant", line("%x: i64 = const 9223372036854775808"));
    assertEquals("t.ir:3:17: found '1.0f', expected an f32 constant", line("%x: f32 = const 1.0f"));
    assertEquals("t.ir:3:17: found '0x1p3', expected an f64 constant", line("%x: f64 = const 0x1p3"));
    assertEquals("t.ir:3:21: found '0x7f800000', expected an f32 NaN 0x…", line("%x: f32 = const nan:0x7f800000"));
    assertEquals("t.ir:3:17: found '0', expected 'null'", line("%x: ref = const 0"));
    assertEquals("t.ir:3:17: found '5', expected a ptr constant 0x…", line("%x: ptr = const 5"));
    assertEquals("t.ir:3:18: found a string without its closing '\"'", line("%x: ref = string \"abc"));
    assertEquals("t.ir:3:18: found an unknown escape, expected one of \\\" \\\\ \\n \\r \\t \\b \\f \\uXXXX",
        line("%x: ref = string \"a\\q\""));
    assertEquals("t.ir:3:18: found \\u, expected four hexadecimal digits after it", line("%x: ref = string \"\\u12g4\""));
  }

  @Test
  void several_errors_are_all_reported() {
    assertEquals("""
        t.ir:3:3: found 'bad', expected an instruction
        t.ir:4:17: found %y, which nothing in @f defines
        t.ir:5:14: found block nowhere, which is not in @f
        t.ir:5:23: found block gone, which is not in @f
        t.ir:7:1: found 'what', expected entry, class, func, baseline or profile
        t.ir:8:8: found end of line, expected '(' and parameters""", errors("""
        func @f(%i: i32) {
        entry:
          bad
          %x: i32 = add %y, %i
          branch %i, nowhere, gone
        }
        what
        func @g
        """));
  }

  @Test
  void outside_functions() {
    assertEquals("t.ir:1:8: found 'x', expected the module's name in quotes", errors("module x\n"));
    assertEquals("t.ir:2:1: found 'module', expected module on the first line only", errors("entry @f\nmodule \"x\"\n"));
    assertEquals("t.ir:2:7: found a second entry, expected one", errors("entry @f\nentry @f\n"));
    assertEquals("t.ir:3:7: found a second class A, expected each once", errors("class A {\n}\nclass A {\n}\n"));
    assertEquals("t.ir:1:9: found 'init2', expected '{' or one of extends, implements, source, module, init, in this order",
        errors("class A init2 {\n}\n").lines().findFirst().orElseThrow());
    assertEquals("t.ir:2:19: found '\"s\"', expected an i32 constant", errors("class A {\n  static x: i32 = \"s\"\n}\n"));
    assertEquals("t.ir:2:1: found 'func', expected static, field, method or '}'", errors("class A {\nfunc @f() {\nentry:\n  return\n}\n"));
    assertEquals("t.ir:5:1: found a second function @f, expected each once",
        errors("func @f() {\nentry:\n  return\n}\nfunc @f() {\nentry:\n  return\n}\n"));
    assertEquals("t.ir:4:1: found 'func', expected '}' at the end of @f",
        errors("func @f() {\nentry:\n  return\nfunc @g() {\nentry:\n  return\n}\n"));
    assertEquals("t.ir:2:1: found '}', expected the label of the entry block", errors("func @f() {\n}\n"));
    assertEquals("t.ir:2:3: found 'return', expected the label of the entry block", errors("func @f() {\n  return\n}\n"));
    assertEquals("t.ir:2:6: found '(', expected ':', as the entry block's parameters stand in the function's header",
        errors("func @f() {\nentry(%x: i32):\n  return\n}\n"));
    assertEquals("t.ir:4:1: found a second block entry, expected each once",
        errors("func @f() {\nentry:\n  return\nentry:\n  return\n}\n"));
    assertEquals("t.ir:1:16: found '-1', expected a count", errors("profile @f \"x\" -1\n"));
    assertEquals("", errors(""));
    assertEquals("", errors("; nothing\n"));
  }

  @Test
  void errors_end_at_some_number() {
    var read = Reader.read("t.ir", "x\n".repeat(100_000));
    assertEquals(101, read.diagnostics().size());
    assertEquals("t.ir:101:1: more than 100 errors, the rest is not shown", read.diagnostics().getLast().toString());
  }

  @Test
  void absurd_texts_are_rejected() {
    int big = 10_000_000;
    var header = "func @f(%x: i32) {\nentry:\n";
    for (var text : List.of("(".repeat(big), header + "(".repeat(big), header + "  call @f" + "(".repeat(big), "\"" + "x".repeat(big),
        "%".repeat(big),
        "func @f(" + "%a: i32, ".repeat(big / 8), header + "return !" + "1:1<".repeat(big / 4), header + "a".repeat(big), "-".repeat(big),
        header + "guard %x, deopt " + "@f entry:0 [] < ".repeat(big / 16), "1".repeat(big), "class " + "\"".repeat(big), "\\".repeat(big)))
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertFalse(Reader.read("t.ir", text).diagnostics().isEmpty()));
  }

  @Test
  void large_functions_take_linear_time() {
    for (var text : List.of(chain(64_000), wideSwitch(64_000), manyArguments(64_000), nestedTries(64_000)))
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
        var module = Reader.read("t.ir", text).orThrow();
        assertEquals(text, Printer.print(module));
        assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
      });
  }

  private static String chain(int n) {
    var out = new StringBuilder("module \"t\"\nfunc @f(%x: i32) -> i32 {\nentry:\n  jump c0(%x)\n");
    for (int i = 0; i < n; i++) {
      out.append("c" + i + "(%p" + i + ": i32):\n  %d" + i + ": i32 = check.nonzero %p" + i + " !" + i + ":1\n");
      out.append("  branch %d" + i + ", c" + (i + 1) + "(%d" + i + "), c" + Math.max(0, i - 7) + "(%x)\n");
    }
    return out.append("c" + n + "(%end: i32):\n  %q: i32 = div %x, %d" + (n - 1) + "\n  return %q\n}\n").toString();
  }

  private static String wideSwitch(int n) {
    var out = new StringBuilder("module \"t\"\nfunc @f(%x: i32) -> i32 {\nentry:\n  switch %x, [");
    out.append(IntStream.range(0, n).mapToObj(i -> i + ": c" + i).collect(Collectors.joining(", "))).append("] c0\n");
    for (int i = 0; i < n; i++) out.append("c" + i + ":\n  jump join(%x)\n");
    return out.append("join(%y: i32):\n  return %y\n}\n").toString();
  }

  private static String manyArguments(int n) {
    var params = IntStream.range(0, n).mapToObj(i -> "%p" + i + ": i32").collect(Collectors.joining(", "));
    var args = IntStream.range(0, n).mapToObj(i -> "%p" + i).collect(Collectors.joining(", "));
    return "module \"t\"\nfunc @f(" + params + ") {\nentry:\n  call @f(" + args + ")\n  jump a(" + args + ")\na("
        + params.replace("%p", "%q")
        + "):\n  jump a(" + args.replace("%p", "%q") + ")\n}\n";
  }

  private static String nestedTries(int n) {
    var out = new StringBuilder("module \"t\"\nfunc @f(%x: i32) {\nentry:\n  jump c0\n");
    for (int i = 0; i < n; i++) out.append("c" + i + ":\n  call @f(%x) to c" + (i + 1) + " unwind %e" + i + ": h(%e" + i + ", %x)\n");
    return out.append("c" + n + ":\n  return\nh(%e: ref, %y: i32):\n  throw %e\n}\n").toString();
  }

  /** Whatever becomes of a text, the reader answers, and what it accepts prints, reads back the same and can be verified. */
  @Test
  void mutated_texts_never_throw() {
    var random = new Random(42);
    var texts = List.of(Zoo.high(), Zoo.low());
    int accepted = 0;
    for (int round = 0; round < 1500; round++) {
      var text = new StringBuilder(texts.get(round % 2));
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) mutate(text, random);
      var read = Reader.read("t.ir", text.toString());
      if (read.module().isEmpty()) continue;
      accepted++;
      var module = read.orThrow();
      var printed = Printer.print(module);
      assertEquals(printed, Printer.print(Reader.read("t.ir", printed).orThrow()));
      for (var level : Level.values()) Verifier.verify(module, level, read.source());
    }
    assertTrue(accepted > 150, "accepted " + accepted);
  }

  private static void mutate(StringBuilder text, Random random) {
    var pieces = text.toString().split("(?<=[ ,()\\[\\]:\n])|(?=[ ,()\\[\\]:\n])");
    int from = random.nextInt(pieces.length);
    int to = random.nextInt(pieces.length);
    switch (random.nextInt(5)) {
      case 0 -> pieces[from] = "";
      case 1 -> pieces[from] = pieces[to];
      case 2 -> pieces[from] = pieces[from] + pieces[from];
      case 3 -> {
        // A whole line moves.
        var lines = text.toString().split("\n");
        int a = random.nextInt(lines.length);
        int b = random.nextInt(lines.length);
        var line = lines[a];
        lines[a] = lines[b];
        lines[b] = line;
        pieces = String.join("\n", lines).splitWithDelimiters("\n", -1);
      }
      default -> {
        int at = random.nextInt(text.length());
        text.setCharAt(at, (char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : 10 + random.nextInt(117)));
        return;
      }
    }
    text.setLength(0);
    text.append(String.join("", pieces));
  }
}
