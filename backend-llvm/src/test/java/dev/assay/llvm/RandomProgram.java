package dev.assay.llvm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes random functions of nested loops, branches, switches, handlers and statics, all of which end. Values cross loops both as block
 * arguments and by plain dominance.
 */
final class RandomProgram {
  private static final String[] OPS = {"add", "sub", "mul", "xor", "and", "or", "shl", "shr", "ushr", "min", "max"};
  private static final String[] COMPARES = {"eq", "ne", "lt", "le", "gt", "ge", "ult", "uge"};

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private int values;
  private int blocks;
  private int line;
  private int budget;
  private int functions;

  RandomProgram(long seed) {
    random = new Random(seed);
  }

  /** A module with this many functions {@code @C.f0(i32, i32, i32) -> i32} …, each of which may call those before it. */
  String module(int count) {
    out.append("class C extends java/lang/Object source \"C.java\" {\n  static s: i32 = 7\n  static t: i32 = -3\n}\n");
    for (functions = 0; functions < count; functions++) function();
    return out.toString();
  }

  private void function() {
    values = 0;
    blocks = 0;
    budget = 30;
    out.append("func @C.f").append(functions).append("(%a: i32, %b: i32, %c: i32) -> i32 {\nentry:\n");
    var vars = statements(List.of("%a", "%b", "%c"), 0, null);
    var sum = vars.getFirst();
    for (var v : vars.subList(1, vars.size())) sum = binary("xor", sum, v);
    out.append("  return ").append(sum).append("\n}\n");
  }

  private String value() {
    return "%v" + values++;
  }

  private String block() {
    return "k" + blocks++;
  }

  private String define(String text) {
    var v = value();
    out.append("  ").append(v).append(": i32 = ").append(text).append(" !0:").append(++line).append('\n');
    return v;
  }

  private String binary(String op, String a, String b) {
    return define(op + " " + a + ", " + b);
  }

  private String constant(int value) {
    return define("const " + value);
  }

  private String any(List<String> vars) {
    return vars.get(random.nextInt(vars.size()));
  }

  private List<String> replaced(List<String> vars, String value) {
    var changed = new ArrayList<>(vars);
    changed.set(random.nextInt(vars.size()), value);
    return changed;
  }

  /** Starts a block with a parameter for each variable; the variables are those from here on. */
  private List<String> start(String block, int count) {
    var params = new ArrayList<String>();
    for (int i = 0; i < count; i++) params.add(value());
    out.append(block).append('(');
    for (int i = 0; i < count; i++) out.append(i > 0 ? ", " : "").append(params.get(i)).append(": i32");
    out.append("):\n");
    return params;
  }

  private static String edge(String block, List<String> vars) {
    return block + "(" + String.join(", ", vars) + ")";
  }

  private void line(String text) {
    out.append("  ").append(text).append(" !0:").append(++line).append('\n');
  }

  /**
   * @param handler a block that takes all variables of an exception's place, or null
   * @return the variables afterwards
   */
  private List<String> statements(List<String> vars, int depth, String handler) {
    var now = vars;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count && budget > 0; i++) now = statement(now, depth, handler);
    return now;
  }

  private List<String> statement(List<String> vars, int depth, String handler) {
    budget--;
    return switch (random.nextInt(depth < 3 ? 12 : 7)) {
      case 0, 1, 2 -> replaced(vars, binary(OPS[random.nextInt(OPS.length)], any(vars), any(vars)));
      case 3 -> load(vars);
      case 4 -> store(vars);
      case 5, 6 -> divide(vars, handler);
      case 7 -> choice(vars, depth, handler);
      case 8 -> cases(vars, depth, handler);
      case 9, 10 -> loop(vars, depth, handler);
      default -> random.nextInt(4) == 0 && functions > 0 ? call(vars, handler) : handled(vars, depth);
    };
  }

  private String address() {
    var p = value();
    out.append("  ").append(p).append(": ptr = static.address C.").append(random.nextBoolean() ? "s" : "t").append('\n');
    return p;
  }

  private List<String> load(List<String> vars) {
    return replaced(vars, define("load i32 " + address()));
  }

  private List<String> store(List<String> vars) {
    line("store i32 " + address() + ", " + any(vars));
    return vars;
  }

  private List<String> divide(List<String> vars, String handler) {
    var divisor = throwing("check.nonzero " + any(vars), vars, handler);
    return replaced(vars, binary(random.nextBoolean() ? "div" : "rem", any(vars), divisor));
  }

  private List<String> call(List<String> vars, String handler) {
    var callee = "@C.f" + random.nextInt(functions);
    return replaced(vars, throwing("call " + callee + "(" + any(vars) + ", " + any(vars) + ", " + any(vars) + ")", vars, handler));
  }

  private String throwing(String body, List<String> vars, String handler) {
    if (handler == null) return define(body);
    var result = value();
    var next = block();
    var exception = value();
    line(result + ": i32 = " + body + " to " + edge(next, List.of(result)) + " unwind " + exception + ": " + edge(handler, vars));
    return start(next, 1).getFirst();
  }

  private List<String> choice(List<String> vars, int depth, String handler) {
    var condition = binary(COMPARES[random.nextInt(COMPARES.length)], any(vars), any(vars));
    var then = block();
    var join = block();
    var otherwise = random.nextBoolean() ? block() : null;
    line("branch " + condition + ", " + then + ", " + (otherwise != null ? otherwise : edge(join, vars)));
    out.append(then).append(":\n");
    line("jump " + edge(join, statements(vars, depth + 1, handler)));
    if (otherwise != null) {
      out.append(otherwise).append(":\n");
      line("jump " + edge(join, statements(vars, depth + 1, handler)));
    }
    return start(join, vars.size());
  }

  private List<String> cases(List<String> vars, int depth, String handler) {
    var seven = constant(7);
    var selector = binary("and", any(vars), seven);
    var other = block();
    var join = block();
    line("switch " + selector + ", [0: " + edge(join, vars) + ", 1: " + other + ", 3: " + edge(join, vars) + ", 6: " + other + "] "
        + edge(join, replacedByParam(vars)));
    out.append(other).append(":\n");
    line("jump " + edge(join, statements(vars, depth + 1, handler)));
    return start(join, vars.size());
  }

  private List<String> replacedByParam(List<String> vars) {
    return replaced(vars, any(vars));
  }

  /** Counts down from a small number; leaves at the head, and sometimes from the body, to a block of its own. */
  private List<String> loop(List<String> vars, int depth, String handler) {
    boolean isLong = depth == 0 && random.nextInt(3) == 0;
    var mask = constant(isLong ? 2047 : 7);
    var trips = binary("and", any(vars), mask);
    var one = constant(1);
    var zero = constant(0);
    var head = block();
    var body = block();
    var after = block();
    var join = block();
    var first = new ArrayList<>(vars);
    first.add(trips);
    line("jump " + edge(head, first));
    var in = start(head, vars.size() + 1);
    var count = in.getLast();
    var inside = List.copyOf(in.subList(0, vars.size()));
    if (random.nextInt(5) > 0) line("poll");
    var atHead = replaced(inside, binary(OPS[random.nextInt(OPS.length)], any(inside), any(inside)));
    var more = binary("gt", count, zero);
    line("branch " + more + ", " + body + ", " + after);
    out.append(body).append(":\n");
    int before = budget;
    if (isLong) budget = Math.min(budget, 4);
    var end = statements(random.nextBoolean() ? atHead : inside, isLong ? 3 : depth + 1, handler);
    if (isLong) budget = before - 4;
    var next = new ArrayList<>(end);
    next.add(binary("sub", count, one));
    if (random.nextBoolean()) {
      var leave = binary(COMPARES[random.nextInt(COMPARES.length)], any(end), any(end));
      // Sometimes both edges go around, with other arguments.
      if (random.nextInt(4) == 0) {
        var swapped = new ArrayList<>(next.subList(1, vars.size()));
        swapped.add(next.getFirst());
        swapped.add(next.getLast());
        line("branch " + leave + ", " + edge(head, swapped) + ", " + edge(head, next));
      } else {
        line("branch " + leave + ", " + edge(join, end) + ", " + edge(head, next));
      }
    } else {
      line("jump " + edge(head, next));
    }
    out.append(after).append(":\n");
    line("jump " + edge(join, atHead));
    return start(join, vars.size());
  }

  /** A region with a handler, which sees the variables of the place that threw. */
  private List<String> handled(List<String> vars, int depth) {
    var handler = block();
    var join = block();
    line("jump " + edge(join + "t", vars));
    var in = start(join + "t", vars.size());
    line("jump " + edge(join, statements(in, depth + 1, handler)));
    var caught = start(handler, vars.size());
    line("jump " + edge(join, replaced(caught, binary("add", any(caught), any(caught)))));
    return start(join, vars.size());
  }
}
