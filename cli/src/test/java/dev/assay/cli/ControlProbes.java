package dev.assay.cli;

import static dev.assay.cli.ConformanceKit.bits;
import static dev.assay.cli.ConformanceKit.f32;
import static dev.assay.cli.ConformanceKit.f64;
import static dev.assay.cli.ConformanceKit.product;
import static dev.assay.ir.Type.F32;
import static dev.assay.ir.Type.F64;
import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;

import dev.assay.ir.Level;
import dev.assay.ir.Type;
import dev.assay.spi.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** Terminators, calls, exceptions, guards. */
final class ControlProbes {
  private static final List<Long> SMALL = List.of(0L, 1L, 2L, 3L, 4L, 5L, 10L, 11L);

  private ControlProbes() {}

  static List<ConformanceKit.Group> groups() {
    var groups = new ArrayList<ConformanceKit.Group>();
    groups.add(jumps());
    groups.add(branches());
    groups.add(switches());
    groups.add(calls());
    groups.add(recursion());
    groups.add(throwing());
    groups.add(tries());
    groups.add(handlers());
    groups.add(classInit());
    groups.add(guards());
    groups.add(guardsInlined());
    return groups;
  }

  // Jumps and branches

  private static ConformanceKit.Group jumps() {
    var group = new ConformanceKit.Builder();
    group.probe("swap", List.of(I32, I32, I32), I32, product(List.of(SMALL, List.of(3L, -7L), List.of(100L))), """
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero, %b, %c)
        head(%i: i32, %x: i32, %y: i32):
          %more: i32 = lt %i, %a
          branch %more, body, done
        body:
          %j: i32 = add %i, %one
          poll
          jump head(%j, %y, %x)
        done:
          %m: i32 = const 1000
          %z: i32 = mul %x, %m
          %r: i32 = add %z, %y
          return %r
        """, (a, _) -> a[0] % 2 == 0 ? a[1] * 1000 + a[2] : a[2] * 1000 + a[1]);
    group.probe("rotate", List.of(I32, F64, F64, F64), F64,
        product(List.of(SMALL, List.of(bits(1.5)), List.of(bits(2.5)), List.of(bits(4.0)))), """
              %zero: i32 = const 0
              %one: i32 = const 1
              jump head(%zero, %b, %c, %d)
            head(%i: i32, %x: f64, %y: f64, %z: f64):
              %more: i32 = lt %i, %a
              branch %more, body, done
            body:
              %j: i32 = add %i, %one
              poll
              jump head(%j, %y, %z, %x)
            done:
              %s: f64 = sub %x, %y
              %r: f64 = div %s, %z
              return %r
            """, (a, _) -> {
          double x = f64(a[1]);
          double y = f64(a[2]);
          double z = f64(a[3]);
          for (int i = 0; i < a[0]; i++) {
            double first = x;
            x = y;
            y = z;
            z = first;
          }
          return bits((x - y) / z);
        });
    // The value of the turn before is needed after the parameter has changed.
    group.probe("lost_copy", List.of(I32), I32, product(List.of(SMALL)), """
          %zero: i32 = const 0
          %one: i32 = const 1
          jump head(%zero)
        head(%i: i32):
          %j: i32 = add %i, %one
          poll
          %more: i32 = lt %j, %a
          branch %more, head(%j), done
        done:
          return %i
        """, (a, _) -> Math.max(0, a[0] - 1));
    group.probe("chain", List.of(I64), I64, product(List.of(EdgeValues.I64)), """
          jump one(%a, %a)
        one(%x: i64, %y: i64):
          %s: i64 = add %x, %y
          jump two(%s, %x)
        two(%u: i64, %v: i64):
          %r: i64 = sub %u, %v
          jump three(%r)
        three(%w: i64):
          return %w
        """, (a, _) -> a[0]);
    group.probe("irreducible", List.of(I32, I32), I32, product(List.of(List.of(0L, 1L), SMALL)), """
          %zero: i32 = const 0
          %one: i32 = const 1
          %ten: i32 = const 10
          branch %a, left(%b, %zero), right(%b, %zero)
        left(%i: i32, %s: i32):
          %s1: i32 = add %s, %one
          %go: i32 = gt %i, %zero
          %i1: i32 = sub %i, %one
          poll
          branch %go, right(%i1, %s1), done(%s1)
        right(%j: i32, %t: i32):
          %t1: i32 = add %t, %ten
          %on: i32 = gt %j, %zero
          %j1: i32 = sub %j, %one
          poll
          branch %on, left(%j1, %t1), done(%t1)
        done(%r: i32):
          return %r
        """, (a, _) -> {
      boolean left = a[0] != 0;
      int sum = 0;
      for (long i = a[1]; i >= 0; i--) {
        sum += left ? 1 : 10;
        left = !left;
      }
      return sum;
    });
    group.probe("void", List.of(I32), null, product(List.of(SMALL)), "  poll\n  return\n", (_, _) -> 0);
    group.probe("unreachable", List.of(I32), I32, product(List.of(SMALL)), """
          return %a
        dead(%x: i32):
          %y: i32 = add %x, %a
          jump dead(%y)
        """, (a, _) -> a[0]);
    return group.group(Level.HIGH, "jump", "poll", "return");
  }

  private static ConformanceKit.Group branches() {
    var group = new ConformanceKit.Builder();
    // Any condition but 0 is true.
    group.probe("condition", List.of(I32), I32, product(List.of(EdgeValues.I32)), """
          %yes: i32 = const 1
          %no: i32 = const 0
          branch %a, join(%yes), join(%no)
        join(%r: i32):
          return %r
        """, (a, _) -> a[0] != 0 ? 1 : 0);
    group.probe("constant", List.of(I32, I32), I32, product(List.of(SMALL, SMALL)), """
          %k: i32 = const 4
          %z: i32 = const 0
          branch %k, one, two
        one:
          branch %z, two, three
        two:
          return %a
        three:
          return %b
        """, (a, _) -> a[1]);
    group.probe("same_target", List.of(I32, I64, I64), I64, product(List.of(SMALL, List.of(5L), List.of(6L))), """
          branch %a, join(%b, %c), join(%c, %b)
        join(%x: i64, %y: i64):
          %k: i32 = const 8
          %z: i64 = shl %x, %k
          %r: i64 = or %z, %y
          return %r
        """, (a, _) -> a[0] != 0 ? 5 << 8 | 6 : 6 << 8 | 5);
    group.probe("nested", List.of(I32, I32, F32), F32, product(List.of(SMALL, SMALL, EdgeValues.F32)), """
          %ab: i32 = lt %a, %b
          branch %ab, less, more
        less:
          %z: f32 = const 0.0
          %pos: i32 = gt %c, %z
          branch %pos, join(%c), negate
        negate:
          %n: f32 = neg %c
          jump join(%n)
        more:
          %eq: i32 = eq %a, %b
          %two: f32 = const 2.0
          %d: f32 = mul %c, %two
          branch %eq, join(%d), join(%two)
        join(%r: f32):
          return %r
        """, (a, _) -> {
      float c = f32(a[2]);
      return bits(a[0] < a[1] ? c > 0 ? c : -c : a[0] == a[1] ? c * 2 : 2);
    });
    return group.group(Level.HIGH, "branch");
  }

  private static ConformanceKit.Group switches() {
    var group = new ConformanceKit.Builder();
    var wide = new int[300];
    for (int i = 0; i < wide.length; i++) wide[i] = i * i - 20000;
    int[][] tables = {{}, {0}, {7}, {-1, 0, 1}, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {10, 11, 12, 14, 15, 17}, {-1000, 0, 1000},
      {Integer.MIN_VALUE, Integer.MAX_VALUE},
      {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, 0, Integer.MAX_VALUE - 1, Integer.MAX_VALUE}, {1, 10, 100, 1000, 10000, 100000}, wide};
    for (int t = 0; t < tables.length; t++) {
      int[] keys = tables[t];
      IntUnaryOperator java = v -> {
        for (int i = 0; i < keys.length; i++) if (keys[i] == v) return i % 7 == 6 ? 100 : i;
        return -1;
      };
      var values = new TreeSet<>(EdgeValues.I32);
      for (int key : keys) for (int d = -1; d <= 1; d++) values.add((long) key + d == key + d ? key + d : (long) key);
      var inputs = product(List.of(List.copyOf(values)));
      // Every seventh key goes where another goes.
      var blocks = new StringBuilder();
      var arms = new StringBuilder();
      var args = new StringBuilder();
      for (int i = 0; i < keys.length; i++) {
        var sep = i == 0 ? "" : ", ";
        arms.append(sep).append(keys[i]).append(": ").append(i % 7 == 6 ? "shared" : "case" + i);
        args.append(sep).append(keys[i]).append(": join(%k").append(i % 7 == 6 ? "s" : i).append(")");
        if (i % 7 != 6)
          blocks.append("case").append(i).append(":\n  %r").append(i).append(": i32 = const ").append(i).append("\n  return %r").append(i)
              .append('\n');
      }
      group.probe("blocks" + t, List.of(I32), I32, inputs,
          "  switch %a, [" + arms + "] other\n" + blocks
              + "shared:\n  %rs: i32 = const 100\n  return %rs\nother:\n  %m: i32 = const -1\n  return %m\n",
          (a, _) -> java.applyAsInt((int) a[0]));
      var constants = new StringBuilder("  %ks: i32 = const 100\n  %m: i32 = const -1\n");
      for (int i = 0; i < keys.length; i++)
        if (i % 7 != 6) constants.append("  %k").append(i).append(": i32 = const ").append(i).append('\n');
      group.probe("values" + t, List.of(I32), I32, inputs,
          constants + "  switch %a, [" + args + "] join(%m)\njoin(%r: i32):\n  return %r\n",
          (a, _) -> java.applyAsInt((int) a[0]));
    }
    return group.group(Level.HIGH, "switch");
  }

  // Calls

  private static final List<Type> CYCLE = List.of(I32, I64, F32, F64);
  private static final int PARAMS = 24;

  /** Many parameters of mixed types, handed on in another order: what registers cannot take goes over the stack. */
  private static ConformanceKit.Group calls() {
    var group = new ConformanceKit.Builder();
    var types = new ArrayList<Type>();
    for (int i = 0; i < PARAMS; i++) types.add(CYCLE.get(i % CYCLE.size()));
    var header = new StringBuilder();
    var given = new StringBuilder();
    for (int i = 0; i < PARAMS; i++) {
      header.append(i == 0 ? "" : ", ").append("%x").append(i).append(": ").append(types.get(i));
      // Each takes the place of the next of its type.
      given.append(i == 0 ? "" : ", ").append('%').append((char) ('a' + (i + CYCLE.size()) % PARAMS));
    }
    var inputs = new ArrayList<long[]>();
    for (int row = 0; row < 3; row++) {
      long[] input = new long[PARAMS];
      for (int i = 0; i < PARAMS; i++) {
        var values = EdgeValues.of(types.get(i));
        input[i] = row == 0 ? values.get(i % values.size()) : row == 1 ? values.get((7 * i + 11) % values.size())
            : switch (types.get(i)) {
              case I32, I64 -> i;
              case F32 -> bits((float) i);
              case F64 -> bits((double) i);
              case REF, PTR -> throw new IllegalArgumentException();
            };
      }
      inputs.add(input);
    }
    for (int k = 0; k < PARAMS; k++) {
      int picked = k;
      group.text("func @pick" + k + "(" + header + ") -> " + types.get(k) + " {\nentry:\n  return %x" + k + "\n}\n");
      group.probe("direct" + k, types, types.get(k), inputs, "  return %" + (char) ('a' + k) + "\n", (a, _) -> a[picked]);
      group.probe("through" + k, types, types.get(k), inputs,
          "  %out: " + types.get(k) + " = call @pick" + k + "(" + given + ")\n  return %out\n",
          (a, _) -> a[(picked + CYCLE.size()) % PARAMS]);
    }
    group.text("""
        func @hand(%a: i32, %x: ref, %b: f64, %y: ref, %c: i64) -> ref {
        entry:
          branch %a, first, second
        first:
          return %x
        second:
          return %y
        }
        class K {
          static count: i32 = 0
        }
        func @count(%by: i32) {
        entry:
          %c: i32 = static.get K.count
          %d: i32 = add %c, %by
          static.put K.count, %d
          return
        }
        """);
    group.probe("references", List.of(I32), I32, product(List.of(List.of(0L, 1L))), """
          %three: i32 = const 3
          %four: i32 = const 4
          %x: ref = new.array "[I", %three
          %y: ref = new.array "[I", %four
          %b: f64 = const 1.5
          %c: i64 = const 9
          %z: ref = call @hand(%a, %x, %b, %y, %c)
          %q: ref = check.null %z
          %r: i32 = array.length %q
          return %r
        """, (a, _) -> a[0] != 0 ? 3 : 4);
    int[] count = new int[1];
    group.probe("reset", List.of(), null, product(List.of()), "  %z: i32 = const 0\n  static.put K.count, %z\n  return\n",
        (_, _) -> count[0] = 0);
    group.probe("counted", List.of(I32), I32, product(List.of(SMALL)), "  call @count(%a)\n  %r: i32 = static.get K.count\n  return %r\n",
        (a, _) -> count[0] += (int) a[0]);
    return group.group(Level.HIGH, "call i32", "call i64", "call f32", "call f64", "call ref");
  }

  private static ConformanceKit.Group recursion() {
    var group = new ConformanceKit.Builder();
    group.probe("fib", List.of(I32), I32, product(List.of(SMALL)), """
          %two: i32 = const 2
          %small: i32 = lt %a, %two
          branch %small, base, step
        base:
          return %a
        step:
          %one: i32 = const 1
          %n1: i32 = sub %a, %one
          %x: i32 = call @fib(%n1)
          %n2: i32 = sub %a, %two
          %y: i32 = call @fib(%n2)
          %r: i32 = add %x, %y
          return %r
        """, (a, _) -> fib((int) a[0]));
    group.text("""
        func @odd(%n: i32) -> i32 {
        entry:
          branch %n, step, base
        base:
          return %n
        step:
          %one: i32 = const 1
          %m: i32 = sub %n, %one
          %r: i32 = call @even(%m)
          return %r
        }
        """);
    group.probe("even", List.of(I32), I32, product(List.of(List.of(0L, 1L, 2L, 1001L, 4000L))), """
          %one: i32 = const 1
          branch %a, step, base
        base:
          return %one
        step:
          %m: i32 = sub %a, %one
          %r: i32 = call @odd(%m)
          return %r
        """, (a, _) -> a[0] % 2 == 0 ? 1 : 0);
    return group.named("recursion", Level.HIGH);
  }

  private static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  // Exceptions

  private static final String THROWERS = """
      func @state(%a: i32) -> i32 {
      entry:
        branch %a, ok, bad
      ok:
        return %a
      bad:
        %m: ref = string "it was 0"
        %e: ref = new java/lang/IllegalStateException
        field.put java/lang/Throwable.detailMessage, %e, %m
        throw %e
      }
      func @quotient(%a: i32, %b: i32) -> i32 {
      entry:
        %d: i32 = check.nonzero %b
        %q: i32 = div %a, %d
        return %q
      }
      """;

  private static int state(int a) {
    if (a == 0) throw new IllegalStateException("it was 0");
    return a;
  }

  private static ConformanceKit.Group throwing() {
    var group = new ConformanceKit.Builder().text(MemoryProbes.CLASSES).text(THROWERS);
    group.probe("direct", List.of(I32), I32, product(List.of(SMALL)), """
          branch %a, ok, bad
        ok:
          return %a
        bad:
          %e: ref = new java/lang/ArithmeticException
          throw %e
        """, (a, _) -> {
      if (a[0] == 0) throw new ArithmeticException();
      return a[0];
    });
    group.probe("called", List.of(I32), I32, product(List.of(SMALL)),
        "  %x: i32 = call @state(%a)\n  %y: i32 = call @state(%x)\n  return %y\n",
        (a, _) -> state((int) a[0]));
    group.probe("null", List.of(), null, product(List.of()), """
          %n: ref = const null
          %e: ref = check.null %n, "Cannot throw exception"
          throw %e
        """, (_, _) -> {
      throw new NullPointerException("Cannot throw exception");
    });
    return group.group(Level.HIGH, "throw");
  }

  /** Each kind of body in a try; what it gives goes along the normal edge, what it throws along the other. */
  private static ConformanceKit.Group tries() {
    var group = new ConformanceKit.Builder().text(MemoryProbes.CLASSES).text(THROWERS);
    group.text("""
        func @longs(%a: i32) -> i64 {
        entry:
          %x: i32 = call @state(%a)
          %r: i64 = sext %x
          return %r
        }
        func @floats(%a: i32) -> f32 {
        entry:
          %x: i32 = call @state(%a)
          %r: f32 = itof %x
          return %r
        }
        func @doubles(%a: i32) -> f64 {
        entry:
          %x: i32 = call @state(%a)
          %r: f64 = itof %x
          return %r
        }
        func @nothing(%a: i32) {
        entry:
          %x: i32 = call @state(%a)
          return
        }
        """);
    var caught = """
        failed(%e: ref, %before: i32):
          %fd: i32 = const 1
          %c: ref = get.class %e
          %name: ref = host class.name(%c)
          host print.string(%fd, %name)
          %colon: ref = string ": "
          host print.string(%fd, %colon)
          %message: ref = field.get java/lang/Throwable.detailMessage, %e
          host print.string(%fd, %message)
          %minus: i32 = const -1
          %f: i32 = sub %minus, %before
          return %f
        """;
    group.probe("nonzero", List.of(I32, I32), I32, product(List.of(EdgeValues.I32, EdgeValues.I32)), """
          %d: i32 = check.nonzero %b to ok(%d) unwind %x: failed(%x, %a)
        ok(%y: i32):
          %q: i32 = div %a, %y
          return %q
        """ + caught, (a, out) -> {
      try {
        return (int) a[0] / (int) a[1];
      } catch (ArithmeticException e) {
        out.append(e);
        return -1 - (int) a[0];
      }
    });
    group.probe("bounds", List.of(I32), I32, product(List.of(EdgeValues.I32)), """
          %n: i32 = const 10
          %i: i32 = check.bounds %a, %n to ok(%i) unwind %x: failed(%x, %a)
        ok(%y: i32):
          return %y
        """ + caught, (a, out) -> {
      if (a[0] >= 0 && a[0] < 10) return a[0];
      out.append("java.lang.ArrayIndexOutOfBoundsException: Index ").append(a[0]).append(" out of bounds for length 10");
      return -1 - (int) a[0];
    });
    group.probe("size", List.of(I32), I32, product(List.of(List.of(-5L, 0L, 5L))), """
          %i: i32 = check.size %a to ok(%i) unwind %x: failed(%x, %a)
        ok(%y: i32):
          %z: ref = new.array "[I", %y to made(%z) unwind %w: failed(%w, %a)
        made(%array: ref):
          %q: ref = check.null %array
          %l: i32 = array.length %q
          return %l
        """ + caught, (a, out) -> {
      if (a[0] >= 0) return a[0];
      out.append("java.lang.NegativeArraySizeException: ").append(a[0]);
      return -1 - a[0];
    });
    group.probe("null", List.of(I32), I32, product(List.of(SMALL)), """
          %l: i32 = check.size %a
          %none: ref = const null
          %array: ref = new.array "[I", %l
          branch %a, test(%array), test(%none)
        test(%p: ref):
          %q: ref = check.null %p, "is null" to ok(%q) unwind %x: failed(%x, %a)
        ok(%y: ref):
          %r: i32 = array.length %y
          return %r
        """ + caught, (a, out) -> {
      if (a[0] != 0) return a[0];
      out.append("java.lang.NullPointerException: is null");
      return -1;
    });
    group.probe("cast", List.of(I32), I32, product(List.of(List.of(0L, 1L))), """
          %n: i32 = const 2
          %ints: ref = new.array "[I", %n
          %bytes: ref = new.array "[B", %n
          branch %a, test(%ints), test(%bytes)
        test(%p: ref):
          %q: ref = check.cast %p, "[I" to ok(%q) unwind %x: failed(%x, %a)
        ok(%y: ref):
          return %a
        """ + caught, (a, out) -> {
      if (a[0] != 0) return a[0];
      out.append(
          "java.lang.ClassCastException: class [B cannot be cast to class [I ([B and [I are in module java.base of loader 'bootstrap')");
      return -1;
    });
    group.probe("store", List.of(I32), I32, product(List.of(List.of(0L, 1L))), """
          %n: i32 = const 2
          %ints: ref = new.array "[I", %n
          %bytes: ref = new.array "[B", %n
          %array: ref = new.array "[[I", %n
          branch %a, test(%ints), test(%bytes)
        test(%p: ref):
          %q: ref = check.store %p, %array to ok(%q) unwind %x: failed(%x, %a)
        ok(%y: ref):
          return %a
        """ + caught, (a, out) -> {
      if (a[0] != 0) return a[0];
      out.append("java.lang.ArrayStoreException: [B");
      return -1;
    });
    for (var callee : List.of("state i32", "longs i64", "floats f32", "doubles f64")) {
      var name = callee.split(" ")[0];
      var type = callee.split(" ")[1];
      var back = switch (type) {
        case "i32" -> "  return %y\n";
        case "i64" -> "  %r: i32 = trunc %y\n  return %r\n";
        default -> "  %r: i32 = ftoi %y\n  return %r\n";
      };
      group.probe("call_" + name, List.of(I32), I32, product(List.of(SMALL)), "  %v: " + type + " = call @" + name
          + "(%a) to ok(%v) unwind %x: failed(%x, %a)\nok(%y: " + type + "):\n" + back + caught, ControlProbes::stateCaught);
    }
    group.probe("call_nothing", List.of(I32), I32, product(List.of(SMALL)),
        "  call @nothing(%a) to ok unwind %x: failed(%x, %a)\nok:\n  return %a\n" + caught,
        ControlProbes::stateCaught);
    group.probe("host", List.of(I32), I32, product(List.of(List.of(0L, 2L, 3L, -1L))), """
          %n: i32 = const 2
          %z: i32 = const 0
          %longs: ref = new.array "[J", %n
          host array.copy(%longs, %z, %longs, %z, %a) to ok unwind %x: failed(%x, %z)
        ok:
          return %a
        """ + caught, (a, out) -> {
      try {
        var longs = new long[2];
        System.arraycopy(longs, 0, longs, 0, (int) a[0]);
        return a[0];
      } catch (ArrayIndexOutOfBoundsException e) {
        out.append(e);
        return -1;
      }
    });
    group.probe("host_value", List.of(I32), I32, product(List.of(SMALL)), """
          %d: f64 = itof %a
          %v: ref = host string.double(%d) to ok(%v) unwind %x: failed(%x, %a)
        ok(%text: ref):
          %out: i32 = const 1
          host print.string(%out, %text)
          return %a
        """ + caught, (a, out) -> {
      out.append((double) a[0]);
      return a[0];
    });
    group.probe("exit", List.of(I32), I32, product(List.of(List.of(0L, 3L))), """
          host exit(%a) to ok unwind %x: failed(%x, %a)
        ok:
          return %a
        """ + caught, (a, _) -> {
      throw new ConformanceKit.Ends(new Outcome.Exited((int) a[0]));
    });
    return group.group(Level.HIGH, "try");
  }

  private static long stateCaught(long[] a, StringBuilder out) {
    try {
      return state((int) a[0]);
    } catch (IllegalStateException e) {
      out.append(e);
      return -1;
    }
  }

  private static ConformanceKit.Group handlers() {
    var group = new ConformanceKit.Builder().text(MemoryProbes.CLASSES).text(THROWERS);
    // Handlers in handlers, dispatch by class, values that change in the loop around a try.
    group.probe("dispatch", List.of(I32, I32), I32, product(List.of(List.of(0L, 1L, 2L, 3L), SMALL)), """
          %z: i32 = const 0
          %k: i32 = const 10
          switch %a, [0: divide, 1: state, 2: index] other
        divide:
          %d: i32 = check.nonzero %b to done(%d) unwind %x0: caught(%x0)
        state:
          %s: i32 = call @state(%b) to done(%s) unwind %x1: caught(%x1)
        index:
          %i: i32 = check.bounds %b, %k to done(%i) unwind %x2: caught(%x2)
        other:
          %q: i32 = call @quotient(%k, %b) to done(%q) unwind %x3: caught(%x3)
        caught(%e: ref):
          %arithmetic: i32 = instanceof %e, "java/lang/ArithmeticException"
          branch %arithmetic, first, next
        first:
          %m1: i32 = const -1
          return %m1
        next:
          %bounds: i32 = instanceof %e, "java/lang/IndexOutOfBoundsException"
          branch %bounds, second, last
        second:
          %m2: i32 = const -2
          return %m2
        last:
          throw %e
        done(%r: i32):
          return %r
        """, (a, _) -> {
      int b = (int) a[1];
      try {
        return switch ((int) a[0]) {
          case 0 -> b == 0 ? 1 / b : b;
          case 1 -> state(b);
          case 2 -> b + (new int[10])[b];
          default -> 10 / b;
        };
      } catch (ArithmeticException e) {
        return -1;
      } catch (IndexOutOfBoundsException e) {
        return -2;
      }
    });
    group.probe("loop", List.of(I32), I32, product(List.of(SMALL)), """
          %z: i32 = const 0
          %one: i32 = const 1
          %three: i32 = const 3
          jump head(%z, %z, %one)
        head(%i: i32, %s: i32, %t: i32):
          %more: i32 = lt %i, %a
          branch %more, body, done
        body:
          %m: i32 = rem %i, %three
          %v: i32 = call @quotient(%t, %m) to ok(%v, %s) unwind %e: failed(%t, %s)
        ok(%w: i32, %s0: i32):
          %s1: i32 = add %s0, %w
          jump latch(%s1, %t)
        failed(%t0: i32, %s2: i32):
          %hundred: i32 = const 100
          %s3: i32 = add %s2, %hundred
          %t1: i32 = add %t0, %three
          jump latch(%s3, %t1)
        latch(%s4: i32, %t2: i32):
          %j: i32 = add %i, %one
          poll
          jump head(%j, %s4, %t2)
        done:
          return %s
        """, (a, _) -> {
      int s = 0;
      int t = 1;
      for (int i = 0; i < a[0]; i++) {
        try {
          s += t / (i % 3);
        } catch (ArithmeticException e) {
          s += 100;
          t += 3;
        }
      }
      return s;
    });
    group.probe("outer", List.of(I32), I32, product(List.of(SMALL)), """
          %s: i32 = call @state(%a) to inner(%s) unwind %e0: handler(%e0)
        inner(%x: i32):
          %k: i32 = const 3
          %y: i32 = sub %x, %k
          %q: i32 = call @quotient(%k, %y) to done(%q) unwind %e1: handler(%e1)
        handler(%e: ref):
          call @rethrow(%e) to never unwind %f: outer(%f, %e)
        never:
          %m9: i32 = const -9
          return %m9
        outer(%g: ref, %h: ref):
          %same: i32 = eq %g, %h
          %m: ref = field.get java/lang/Throwable.detailMessage, %g
          %fd: i32 = const 1
          host print.string(%fd, %m)
          return %same
        done(%r: i32):
          return %r
        """, (a, out) -> {
      try {
        return 3 / (state((int) a[0]) - 3);
      } catch (RuntimeException e) {
        out.append(e.getMessage());
        return 1;
      }
    });
    group.text("func @rethrow(%e: ref) {\nentry:\n  throw %e\n}\n");
    return group.named("handlers", Level.HIGH);
  }

  private static ConformanceKit.Group classInit() {
    var group = new ConformanceKit.Builder().text(MemoryProbes.CLASSES);
    group.text("""
        class Good extends java/lang/Object init {
          static value: i32 = 0
          static $state: i32 = 0
        }
        func @"Good.<initialize>"() {
        entry:
          %s: i32 = static.get Good.$state
          switch %s, [0: run] done
        run:
          %two: i32 = const 2
          static.put Good.$state, %two
          %fd: i32 = const 1
          %t: ref = string "init "
          host print.string(%fd, %t)
          %v: i32 = const 41
          static.put Good.value, %v
          return
        done:
          return
        }
        class Bad extends java/lang/Object init {
          static $state: i32 = 0
        }
        func @"Bad.<initialize>"() {
        entry:
          %m: ref = string "never"
          %e: ref = new java/lang/IllegalStateException
          field.put java/lang/Throwable.detailMessage, %e, %m
          throw %e
        }
        """);
    int[] runs = new int[1];
    group.probe("reset", List.of(), null, product(List.of()), "  %z: i32 = const 0\n  static.put Good.$state, %z\n  return\n",
        (_, _) -> runs[0] = 0);
    group.probe("good", List.of(I32), I32, product(List.of(SMALL)), """
          class.init Good
          %v: i32 = static.get Good.value
          class.init Good
          %r: i32 = add %v, %a
          return %r
        """, (a, out) -> {
      if (runs[0]++ == 0) out.append("init ");
      return 41 + a[0];
    });
    group.probe("bad", List.of(), I32, product(List.of()), "  class.init Bad\n  %r: i32 = const 1\n  return %r\n", (_, _) -> {
      throw new IllegalStateException("never");
    });
    group.probe("caught", List.of(), I32, product(List.of()), """
          class.init Bad to ok unwind %e: failed
        ok:
          %r: i32 = const 1
          return %r
        failed:
          %m: i32 = const -1
          return %m
        """, (_, _) -> -1);
    return group.group(Level.HIGH, "class.init");
  }

  // Guards. The baselines here do something else than the functions, so that the result tells which ran.

  private static ConformanceKit.Group guards() {
    var group = new ConformanceKit.Builder().text(MemoryProbes.CLASSES).text(THROWERS);
    for (var type : CYCLE) {
      group.probe("sum_" + type, List.of(I32, type, type), type, product(List.of(SMALL, EdgeValues.few(type), EdgeValues.few(type))), """
            %k: i32 = const 4
            %ok: i32 = lt %a, %k
            guard %ok, deopt @sum_TYPE entry:0 [%u = %b, %v = %c]
            %r: TYPE = add %b, %c
            return %r
          """.replace("TYPE", type.toString()), (a, _) -> switch (type) {
        case I32 -> (int) (a[0] < 4 ? a[1] + a[2] : a[1] - a[2]);
        case I64 -> a[0] < 4 ? a[1] + a[2] : a[1] - a[2];
        case F32 -> bits(a[0] < 4 ? f32(a[1]) + f32(a[2]) : f32(a[1]) - f32(a[2]));
        case F64 -> bits(a[0] < 4 ? f64(a[1]) + f64(a[2]) : f64(a[1]) - f64(a[2]));
        case REF, PTR -> throw new IllegalArgumentException();
      });
      group.text("""
          baseline func @sum_TYPE(%s: i32, %u: TYPE, %v: TYPE) -> TYPE {
          entry:
            %r: TYPE = sub %u, %v
            return %r
          }
          """.replace("TYPE", type.toString()));
    }
    // In the middle of a block, of a loop, with a reference, without a result, into an exception.
    group.probe("middle", List.of(I32, I32), I32, product(List.of(SMALL, SMALL)), """
          %n: i32 = const 3
          %array: ref = new.array "[I", %n
          %zero: i32 = const 0
          %i: i32 = check.bounds %zero, %n
          array.store i32 %array, %i, %b
          %z: i32 = const 0
          %one: i32 = const 1
          jump head(%z, %z)
        head(%j: i32, %s: i32):
          %more: i32 = lt %j, %a
          branch %more, body, done
        body:
          %five: i32 = const 5
          %fine: i32 = lt %j, %five
          guard %fine, deopt @middle loop:1 [%array = %array, %j = %j, %s = %s, %a = %a]
          %t: i32 = add %s, %j
          %j1: i32 = add %j, %one
          poll
          jump head(%j1, %t)
        done:
          return %s
        """, (a, _) -> {
      int s = 0;
      for (int j = 0; j < a[0]; j++) s += j < 5 ? j : 1000 + (int) a[1];
      return s;
    });
    group.text("""
        baseline func @middle(%a: i32, %b: i32) -> i32 {
        entry:
          %n: i32 = const 3
          %array: ref = new.array "[I", %n
          %z: i32 = const 0
          jump loop(%z, %z)
        loop(%j: i32, %s: i32):
          %unused: i32 = const 77
          %more: i32 = lt %j, %a
          branch %more, body, done
        body:
          %x: ref = check.null %array
          %l: i32 = array.length %x
          %zero: i32 = const 0
          %i: i32 = check.bounds %zero, %l
          %v: i32 = array.load i32 %x, %i
          %k: i32 = const 1000
          %t: i32 = add %s, %k
          %t1: i32 = add %t, %v
          %one: i32 = const 1
          %j1: i32 = add %j, %one
          poll
          jump loop(%j1, %t1)
        done:
          return %s
        }
        """);
    int[] seen = new int[1];
    group.text("class K {\n  static seen: i32 = 0\n}\n");
    group.probe("nothing", List.of(I32), null, product(List.of(SMALL)), """
          guard %a, deopt @nothing entry:0 []
          static.put K.seen, %a
          return
        """, (a, _) -> {
      seen[0] = a[0] == 0 ? -1 : (int) a[0];
      return 0;
    });
    group.text("baseline func @nothing(%a: i32) {\nentry:\n  %m: i32 = const -1\n  static.put K.seen, %m\n  return\n}\n");
    group.probe("seen", List.of(), I32, product(List.of()), "  %r: i32 = static.get K.seen\n  return %r\n", (_, _) -> seen[0]);
    group.probe("throws", List.of(I32, I32), I32, product(List.of(SMALL, SMALL)), """
          guard %a, deopt @throws entry:0 [%y = %b]
          return %b
        """, (a, _) -> a[0] != 0 ? a[1] : 100 / (int) a[1]);
    group.text("""
        baseline func @throws(%x: i32, %y: i32) -> i32 {
        entry:
          %k: i32 = const 100
          %q: i32 = call @quotient(%k, %y)
          return %q
        }
        """);
    // The caller goes on as if nothing had been.
    group.probe("caller", List.of(I32, I32), I32, product(List.of(SMALL, SMALL)), """
          %v: i32 = call @throws(%a, %b) to ok(%v) unwind %e: failed(%b)
        ok(%w: i32):
          %one: i32 = const 1
          %r: i32 = add %w, %one
          return %r
        failed(%x: i32):
          %m: i32 = const -7
          return %m
        """, (a, _) -> {
      try {
        return (a[0] != 0 ? a[1] : 100 / (int) a[1]) + 1;
      } catch (ArithmeticException e) {
        return -7;
      }
    });
    return group.group(Level.HIGH, "guard");
  }

  /** A state with the frames of callers, as inlining leaves it. */
  private static ConformanceKit.Group guardsInlined() {
    var group = new ConformanceKit.Builder().text(MemoryProbes.CLASSES).text(THROWERS);
    group.probe("outer", List.of(I32, I32, I64), I64, product(List.of(List.of(0L, 1L), SMALL, EdgeValues.few(I64))), """
          %k: i64 = const 3
          %m: i64 = mul %c, %k
          guard %a, deopt @inner entry:1 [%i = %b, %ten = %b] < @outer entry:2 [%w = %m, %z = %b]
          return %m
        """, (a, _) -> a[0] != 0 ? a[2] * 3 : 100 / (int) a[1] + a[1] + a[2] * 3);
    group.text("""
        func @inner(%i: i32) -> i32 {
        entry:
          %ten: i32 = const 0
          %k: i32 = const 100
          %q: i32 = call @quotient(%k, %i)
          %r: i32 = add %q, %ten
          return %r
        }
        baseline func @outer(%x: i32, %z: i32, %c: i64) -> i64 {
        entry:
          %k: i64 = const 3
          %w: i64 = mul %c, %k
          %v: i32 = call @inner(%z)
          %l: i64 = sext %v
          %r: i64 = add %l, %w
          return %r
        }
        """);
    // The outer frame's call stands in a try.
    group.probe("guarded", List.of(I32, I32), I32, product(List.of(List.of(0L, 1L), SMALL)), """
          guard %a, deopt @inner entry:0 [%i = %b] < @guarded entry:0 [%z = %b]
          return %b
        """, (a, _) -> {
      if (a[0] != 0) return a[1];
      try {
        return 100 / (int) a[1] + 5;
      } catch (ArithmeticException e) {
        return -a[1] - 1;
      }
    });
    group.text("""
        baseline func @guarded(%x: i32, %z: i32) -> i32 {
        entry:
          %v: i32 = call @inner(%z) to ok(%v) unwind %e: failed(%e)
        ok(%w: i32):
          %five: i32 = const 5
          %r: i32 = add %w, %five
          return %r
        failed(%f: ref):
          %n: i32 = neg %z
          %one: i32 = const 1
          %s: i32 = sub %n, %one
          return %s
        }
        """);
    return group.named("guard of inlined frames", Level.HIGH);
  }
}
