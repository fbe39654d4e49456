package dev.assay.cli;

import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Reader;
import dev.assay.ir.Type;
import dev.assay.runtime.GuestThread;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.Outcome;
import dev.assay.spi.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The meaning of each op, as something every backend can be held to: functions of IR text, and for each the Java expression that says what a
 * call must give. The expressions stand here and are not the folds of the enums, which interpreter and constant folding share.
 *
 * <p>One group per op and type is one module, compiled once and called with every combination of edge values. Values come as parameters
 * and, in functions of their own, as constants, because code generators treat both differently.
 *
 * <p>A new row of an enum shows here twice: the switches over ops have no default, so this does not compile, and the coverage test wants a
 * group for every type the row accepts.
 */
final class ConformanceKit {
  static final long HEAP_BYTES = 8 << 20;

  /** What is wrong is told in this many lines; the next would say the same. */
  private static final int MAX_MISMATCHES = 5;

  /** What a call gives: raw bits of the result, 0 for none. An exception is what the call throws, by class and message. */
  interface Expectation {
    /**
     * @param out takes what the call writes to standard output
     */
    long of(long[] args, StringBuilder out);
  }

  /**
   * A function and what it must do.
   *
   * @param params types of the parameters
   * @param result type of the result, or null
   * @param inputs raw bits of the arguments, one array per call
   */
  record Probe(String function, List<Type> params, Type result, List<long[]> inputs, Expectation expectation) {}

  /**
   * The probes of one module.
   *
   * @param subjects what they test, in the words of {@link dev.assay.ir.OpSamples}
   */
  record Group(String name, List<String> subjects, Level level, Module module, List<Probe> probes) {}

  /** A group under construction: text of functions and their probes. */
  static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<Probe> probes = new ArrayList<>();

    /** Text that is no function under test: classes, callees. */
    Builder text(String more) {
      text.append(more);
      return this;
    }

    /**
     * Adds a function.
     *
     * @param types of the parameters, which are called {@code %a %b %c …}
     * @param body the lines of its blocks, the first of which begins without label
     */
    Builder probe(String function, List<Type> types, Type result, List<long[]> inputs, String body, Expectation expectation) {
      text.append("func @").append(function).append('(');
      for (int i = 0; i < types.size(); i++) text.append(i == 0 ? "" : ", ").append('%').append(param(i)).append(": ").append(types.get(i));
      text.append(')').append(result == null ? "" : " -> " + result).append(" {\nentry:\n").append(body).append("}\n");
      probes.add(new Probe(function, types, result, inputs, expectation));
      return this;
    }

    private static String param(int i) {
      return i < 26 ? String.valueOf((char) ('a' + i)) : "p" + i;
    }

    /** The finished group, named after what it tests. */
    Group group(Level level, String... subjects) {
      return named(String.join(", ", subjects), level, subjects);
    }

    Group named(String name, Level level, String... subjects) {
      var module = Target.verified(Reader.read(name, text.toString()).orThrow());
      return new Group(name, List.of(subjects), level, module, List.copyOf(probes));
    }
  }

  private ConformanceKit() {}

  /** All groups, by name, in order. */
  static List<Group> groups() {
    var groups = new ArrayList<Group>();
    groups.addAll(ArithmeticProbes.groups());
    groups.addAll(MemoryProbes.groups());
    groups.addAll(ControlProbes.groups());
    groups.addAll(ObjectProbes.groups());
    groups.addAll(HostProbes.groups());
    Map<String, Group> byName = new LinkedHashMap<>();
    for (var group : groups) if (byName.put(group.name, group) != null) throw new AssertionError("two groups " + group.name);
    return groups;
  }

  /** Every combination of one value per parameter. */
  static List<long[]> product(List<List<Long>> values) {
    List<long[]> rows = List.of(new long[0]);
    for (var column : values) {
      var longer = new ArrayList<long[]>();
      for (var row : rows) {
        for (long value : column) {
          var extended = java.util.Arrays.copyOf(row, row.length + 1);
          extended[row.length] = value;
          longer.add(extended);
        }
      }
      rows = longer;
    }
    return rows;
  }

  /** Compiles a group, calls everything, and says what is wrong: op and types, operands, expected, got. */
  static List<String> run(Target target, Group group) throws Refusal {
    target.announce(group.name);
    var out = new ByteArrayOutputStream();
    var io = new GuestIo(new ByteArrayInputStream(new byte[0]), out, out);
    var exports = group.probes.stream().map(Probe::function).toList();
    var problems = new ArrayList<String>();
    try (var executable = target.compile(group.module, new CompileRequest(exports, HEAP_BYTES, io))) {
      // A guest thread of its own per call would take most of the time.
      GuestThread.run(() -> {
        for (var probe : group.probes) {
          for (var input : probe.inputs) {
            out.reset();
            var expected = new StringBuilder();
            var outcome = expected(probe, input, expected);
            var got = executable.call(probe.function, input);
            var written = out.toString(StandardCharsets.UTF_8);
            if (same(probe.result, outcome, got) && written.contentEquals(expected)) continue;
            problems.add(group.name + ": @" + probe.function + arguments(probe, input) + ": expected " + describe(probe.result, outcome)
                + written(expected.toString()) + ", got " + describe(probe.result, got) + written(written));
            if (problems.size() == MAX_MISMATCHES) return null;
          }
        }
        return null;
      });
    }
    return problems;
  }

  private static Outcome expected(Probe probe, long[] input, StringBuilder out) {
    try {
      return new Outcome.Returned(probe.expectation.of(input, out));
    } catch (Ends e) {
      return e.outcome;
    } catch (RuntimeException | Error e) {
      return new Outcome.Threw(e.getClass().getName(), e.getMessage(), "");
    }
  }

  /** An expectation that a call ends otherwise than by a result or an exception of the host's classes. */
  static final class Ends extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Outcome outcome;

    Ends(Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }

  private static boolean same(Type type, Outcome expected, Outcome got) {
    if (expected instanceof Outcome.Returned e && got instanceof Outcome.Returned g) return sameBits(type, e.bits(), g.bits());
    if (expected instanceof Outcome.Threw e && got instanceof Outcome.Threw g)
      return e.className().equals(g.className()) && java.util.Objects.equals(e.message(), g.message());
    return expected.equals(got);
  }

  // Java does not say which NaN an operation gives.
  private static boolean sameBits(Type type, long a, long b) {
    if (a == b || type == null) return true;
    return switch (type) {
      case F32 -> Float.isNaN(f32(a)) && Float.isNaN(f32(b));
      case F64 -> Double.isNaN(f64(a)) && Double.isNaN(f64(b));
      case I32, I64, REF, PTR -> false;
    };
  }

  private static String arguments(Probe probe, long[] input) {
    var text = new StringBuilder("(");
    for (int i = 0; i < input.length; i++) text.append(i == 0 ? "" : ", ").append(value(probe.params.get(i), input[i]));
    return text.append(')').toString();
  }

  private static String describe(Type result, Outcome outcome) {
    return outcome instanceof Outcome.Returned r && result != null ? value(result, r.bits()) : Outcome.describe(outcome);
  }

  private static String value(Type type, long bits) {
    return switch (type) {
      case I32, I64, REF, PTR -> Long.toString(bits);
      case F32 -> f32(bits) + " (0x" + Integer.toHexString((int) bits) + ")";
      case F64 -> f64(bits) + " (0x" + Long.toHexString(bits) + ")";
    };
  }

  private static String written(String text) {
    return text.isEmpty() ? "" : " writing \"" + text.replace("\n", "\\n") + "\"";
  }

  // Raw bits and Java's values

  static float f32(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  static double f64(long bits) {
    return Double.longBitsToDouble(bits);
  }

  static long bits(float value) {
    return Float.floatToRawIntBits(value);
  }

  static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }

  static long bit(boolean value) {
    return value ? 1 : 0;
  }

  /** A constant as the text form has it. */
  static String literal(Type type, long bits) {
    return switch (type) {
      case I32, I64 -> Long.toString(bits);
      case F32 -> Float.isNaN(f32(bits)) ? String.format("nan:0x%08x", (int) bits) : Float.toString(f32(bits));
      case F64 -> Double.isNaN(f64(bits)) ? String.format("nan:0x%016x", bits) : Double.toString(f64(bits));
      case REF -> "null";
      case PTR -> "0x" + Long.toHexString(bits);
    };
  }
}
