package dev.assay.cranelift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cranelift.ffi.assay_cranelift_h;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Module;
import dev.assay.runtime.CannotThrow;
import dev.assay.runtime.Machine;
import dev.assay.runtime.NativeLinkage;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damaged buffers are errors, and what a compile takes it gives back. */
class RobustnessTest {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Something of everything. */
  private static final String ZOO = """
      class T source "T.java" {
        static x: i64 = 5
      }
      func @zoo(%a: i32, %b: i64, %f: f32, %d: f64) -> f64 {
      entry:
        %s: ptr = static.address T.x
        %old: i64 = load i64 %s + 0
        store i64 %s + 0, %b
        %n: i32 = check.nonzero %a
        %q: i32 = div %a, %n
        %zero: i32 = const 0
        %one: i32 = const 1
        switch %q, [-1: loop(%zero), 0: other, 7: loop(%one)] loop(%q)
      loop(%i: i32):
        poll
        %j: i32 = add %i, %one
        %go: i32 = lt %j, %a
        branch %go, loop(%j), done(%j)
      other:
        %c: ptr = class.pointer "[J"
        %x: ref = host new.array.slow(%c, %one) to made(%x) unwind %e: handler(%e)
      made(%y: ref):
        %k: i32 = check.bounds %zero, %one
        %p: ptr = address %y, %k * 8 + 16
        store i64 %p + 0, %old
        %r: i32 = call @callee(%y, %f) to done(%r) unwind %g: handler(%g)
      handler(%t: ref):
        %is: i32 = instanceof %t, java/lang/String
        branch %is, done(%is), throw
      throw:
        throw %t
      done(%z: i32):
        guard %z, deopt @zoo entry:0 [%a = %a, %b = %b, %f = %f, %d = %d]
        %w: f64 = itof %z
        %m: f64 = fma %w, %d, %d
        %v: f64 = rem %m, %d
        return %v
      }
      func @callee(%y: ref, %f: f32) -> i32 {
      entry:
        %u: ref = check.cast %y, java/lang/String
        %h: ref = string "text"
        %v: ref = check.null %h, "message"
        %one: i32 = const 1
        host print.float(%one, %f)
        %r: i32 = ftoi %f
        return %r
      }
      """;

  @BeforeEach
  void libraryIsThere() {
    Programs.assumeAvailable();
  }

  private static GuestIo io() {
    return new GuestIo(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }

  private static int[] encode(Module module, int flags) {
    try (var machine = new Machine(module, 1 << 16, io()); var linkage = new NativeLinkage(machine)) {
      var encoder = new Encoder(machine, CannotThrow.of(machine.module()), List.copyOf(machine.module().functions()), linkage::site);
      encoder.encodeBodies(_ -> true);
      return encoder.finish(flags, new int[] {0}, linkage::address, linkage::address).toArray();
    }
  }

  /** What was compiled is never run, so that the addresses in the words do not matter. */
  private static boolean compiles(int[] words) {
    try (var program = NativeProgram.compile(words, i -> "f" + i)) {
      return program.codeBytes() > 0;
    } catch (Refusal | CompilerBug e) {
      assertTrue(e.getMessage().startsWith("Cranelift: "), e.getMessage());
      return false;
    }
  }

  @Test
  void damagedBuffersAreErrors() {
    var module = Programs.read(ZOO);
    int verify = assay_cranelift_h.ASSAY_CRANELIFT_VERIFY();
    for (int flags : new int[] {verify, verify | assay_cranelift_h.ASSAY_CRANELIFT_OPTIMISE(), 0}) {
      int[] words = encode(module, flags);
      assertTrue(compiles(words));
      var random = new Random(flags);
      int good = 0;
      int rounds = 400;
      for (int i = 0; i < rounds; i++) if (compiles(damage(words, random))) good++;
      // Not every damage is noticed, as in a constant, but most is.
      assertTrue(good < rounds / 2, good + " of " + rounds + " damaged buffers compiled");
      for (int length = 0; length < words.length; length += 7)
        assertEquals(false, compiles(Arrays.copyOf(words, length)), "length " + length);
    }
  }

  private static int[] damage(int[] words, Random random) {
    int[] damaged = words.clone();
    // The flags stay, so that a run says for which they were.
    int at = 3 + random.nextInt(words.length - 3);
    switch (random.nextInt(4)) {
      case 0 -> damaged[at] = random.nextInt();
      case 1 -> damaged[at] += random.nextInt(7) - 3;
      case 2 -> damaged[at] = damaged[3 + random.nextInt(words.length - 3)];
      case 3 -> System.arraycopy(words, at, damaged, at - 1, words.length - at);
      default -> throw new AssertionError();
    }
    return damaged;
  }

  @Test
  void messagesSayTheFunction() {
    int[] words = encode(Programs.read(ZOO), 0);
    // The last word is the operand of the callee's return.
    words[words.length - 1] = 1000;
    var bug = assertThrows(CompilerBug.class, () -> NativeProgram.compile(words, List.of("zoo", "callee")::get));
    assertTrue(bug.getMessage().matches("Cranelift: @callee: word \\d+: value 1000 of \\d+"), bug.getMessage());
    words[0] = 1;
    bug = assertThrows(CompilerBug.class, () -> NativeProgram.compile(words, String::valueOf));
    assertEquals("Cranelift: word 1: this is no program of Assay", bug.getMessage());
  }

  @Test
  void wrongRequestsAreRefused() {
    var module = Programs.read(ZOO);
    var request = new CompileRequest(List.of("nowhere"), 1 << 16, io());
    assertEquals("no function nowhere to export",
        assertThrows(Refusal.class, () -> Programs.BACKEND.compile(module, "speed", request)).getMessage());
    assertEquals("cranelift has no variant O3, only [speed, none]",
        assertThrows(Refusal.class, () -> Programs.BACKEND.compile(module, "O3", request)).getMessage());
  }

  /** Small functions before large ones, so that a page's rest is left over again and again. */
  @Test
  void codeOfAnySizeFits() {
    var random = new Random(1);
    for (int round = 0; round < 30; round++) {
      var text = new StringBuilder();
      int functions = 1 + random.nextInt(8);
      for (int f = 0; f < functions; f++) {
        int checks = random.nextInt(2) << random.nextInt(9);
        text.append("func @f%d(%%x0: i32, %%n: i32) -> i32 {\nentry:\n".formatted(f));
        for (int i = 0; i < checks; i++) {
          text.append("  %%c%d: i32 = check.bounds %%x%d, %%n\n".formatted(i, i));
          text.append("  %%x%d: i32 = mul %%c%d, %%c%d\n".formatted(i + 1, i, i));
        }
        text.append("  return %%x%d\n}\n".formatted(checks));
      }
      try (var executable = Programs.compile(text.toString(), "none")) {
        for (int f = 0; f < functions; f++) assertEquals(new Outcome.Returned(1), executable.call("f" + f, 1, 5));
      }
    }
  }

  /** Code is executable and not writable, and gone once it is closed. */
  @Test
  void codeIsNeverWritableAndIsFreed() throws IOException {
    assumeTrue(Files.exists(MAPS));
    var executable = Programs.compile("func @one() -> i32 {\nentry:\n  %r: i32 = const 1\n  return %r\n}\n", "speed");
    long entry = executable.entry("one");
    assertEquals("r-xp", permissions(entry));
    executable.close();
    assertTrue(!permissions(entry).equals("r-xp"));
  }

  private static String permissions(long address) throws IOException {
    for (var line : Files.readAllLines(MAPS)) {
      var fields = line.split("[- ]", 3);
      if (Long.compareUnsigned(Long.parseUnsignedLong(fields[0], 16), address) <= 0
          && Long.compareUnsigned(address, Long.parseUnsignedLong(fields[1], 16)) < 0)
        return fields[2].substring(0, 4);
    }
    return "";
  }

  @Test
  void executablesDoNotLeak() throws IOException {
    assumeTrue(Files.exists(MAPS));
    var module = Programs.read(ZOO);
    executables(module, 100);
    long before = codeMappings();
    try (var _ = Programs.compile(module, "speed", new ByteArrayOutputStream())) {
      assertEquals(before + 2, codeMappings(), "the code and the calls out of it");
    }
    executables(module, 500);
    long after = codeMappings();
    assertEquals(before, after);
  }

  private static void executables(Module module, int count) {
    for (int i = 0; i < count; i++)
      try (var executable = Programs.compile(module, i % 2 == 0 ? "speed" : "none", new ByteArrayOutputStream())) {
        // (2 * 2.5 + 2.5) % 2.5
        assertEquals(new Outcome.Returned(0), executable.call("zoo", -1, 0, 0, Double.doubleToRawLongBits(2.5)));
      }
  }

  /** Mappings that are executable, not writable and of no file: none of them is the JVM's. */
  private static long codeMappings() throws IOException {
    return Files.readAllLines(MAPS).stream().filter(line -> line.contains(" r-xp ") && line.stripTrailing().endsWith(" 0")).count();
  }
}
