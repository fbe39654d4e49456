import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A small compiler of arithmetic expressions: text to tree, tree simplified and differentiated, tree to a list of instructions, and these
 * run. The value of the tree and of the code must agree. Here for sealed records taken apart by nested patterns, recursion over
 * small trees, and strings built and read. The argument is the number of rounds.
 */
public class Expressions {
  private static final int DEFAULT_ROUNDS = 160;

  sealed interface Expr {}

  record Num(long value) implements Expr {}

  record Var(String name) implements Expr {}

  record Neg(Expr operand) implements Expr {}

  record Bin(Op op, Expr left, Expr right) implements Expr {}

  enum Op {
    ADD('+', 1) {
      @Override
      long apply(long a, long b) {
        return a + b;
      }
    },
    SUB('-', 1) {
      @Override
      long apply(long a, long b) {
        return a - b;
      }
    },
    MUL('*', 2) {
      @Override
      long apply(long a, long b) {
        return a * b;
      }
    },
    /** Nothing divided by nothing is nothing here, so that every input has a value. */
    DIV('/', 2) {
      @Override
      long apply(long a, long b) {
        return b == 0 ? 0 : a / b;
      }
    };

    final char symbol;
    final int precedence;

    Op(char symbol, int precedence) {
      this.symbol = symbol;
      this.precedence = precedence;
    }

    abstract long apply(long a, long b);

    static Op of(char symbol) {
      for (var op : values()) if (op.symbol == symbol) return op;
      return null;
    }
  }

  static final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int column;

    SyntaxError(String message, int column) {
      super(message + " at column " + column);
      this.column = column;
    }
  }

  /** By precedence climbing. */
  static final class Parser {
    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    static Expr parse(String text) {
      var parser = new Parser(text);
      var result = parser.binary(1);
      if (parser.peek() != 0) throw new SyntaxError("unexpected '" + parser.peek() + "'", parser.at + 1);
      return result;
    }

    private char peek() {
      while (at < text.length() && text.charAt(at) == ' ') at++;
      return at < text.length() ? text.charAt(at) : 0;
    }

    private Expr binary(int least) {
      var left = unary();
      for (var op = Op.of(peek()); op != null && op.precedence >= least; op = Op.of(peek())) {
        at++;
        left = new Bin(op, left, binary(op.precedence + 1));
      }
      return left;
    }

    private Expr unary() {
      char c = peek();
      int start = at;
      if (Character.isDigit(c)) {
        while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
        return new Num(Long.parseLong(text.substring(start, at)));
      }
      if (Character.isLetter(c)) {
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) at++;
        return new Var(text.substring(start, at));
      }
      at++;
      switch (c) {
        case '-':
          return new Neg(unary());
        case '(':
          var inner = binary(1);
          if (peek() != ')') throw new SyntaxError("expected ')'", at + 1);
          at++;
          return inner;
        case 0:
          throw new SyntaxError("expected an operand", start + 1);
        default:
          throw new SyntaxError("unexpected '" + c + "'", start + 1);
      }
    }
  }

  static Expr simplify(Expr e) {
    return switch (e) {
      case Num _, Var _ -> e;
      case Neg(var inner) -> switch (simplify(inner)) {
        case Num(long v) -> new Num(-v);
        case Neg(var twice) -> twice;
        case Bin(Op op, var a, var b) when op == Op.SUB -> new Bin(Op.SUB, b, a);
        case Expr other -> new Neg(other);
      };
      case Bin(Op op, var l, var r) -> combine(op, simplify(l), simplify(r));
    };
  }

  private static Expr combine(Op op, Expr left, Expr right) {
    record Pair(Expr left, Expr right) {}
    return switch (op) {
      case ADD -> switch (new Pair(left, right)) {
        case Pair(Num(long a), Num(long b)) -> new Num(a + b);
        case Pair(Num(long a), var b) when a == 0 -> b;
        case Pair(var a, Num(long b)) when b == 0 -> a;
        case Pair(Num a, var b) -> combine(Op.ADD, b, a);
        case Pair(Bin(Op inner, var a, Num(long b)), Num(long c)) when inner == Op.ADD -> combine(Op.ADD, a, new Num(b + c));
        case Pair(var a, Neg(var b)) -> combine(Op.SUB, a, b);
        default -> new Bin(op, left, right);
      };
      case SUB -> switch (new Pair(left, right)) {
        case Pair(Num(long a), Num(long b)) -> new Num(a - b);
        case Pair(var a, Num(long b)) -> combine(Op.ADD, a, new Num(-b));
        case Pair(var a, var b) when a.equals(b) -> new Num(0);
        case Pair(Num(long a), var b) when a == 0 -> new Neg(b);
        default -> new Bin(op, left, right);
      };
      case MUL -> switch (new Pair(left, right)) {
        case Pair(Num(long a), Num(long b)) -> new Num(a * b);
        case Pair(Num(long a), _) when a == 0 -> new Num(0);
        case Pair(_, Num(long b)) when b == 0 -> new Num(0);
        case Pair(Num(long a), var b) when a == 1 -> b;
        case Pair(var a, Num(long b)) when b == 1 -> a;
        case Pair(Num a, var b) -> combine(Op.MUL, b, a);
        case Pair(Bin(Op inner, var a, Num(long b)), Num(long c)) when inner == Op.MUL -> combine(Op.MUL, a, new Num(b * c));
        default -> new Bin(op, left, right);
      };
      case DIV -> right instanceof Num(long b) && b == 1 ? left : new Bin(op, left, right);
    };
  }

  /** Of sums and products; a quotient counts as a constant. */
  static Expr derivative(Expr e, String name) {
    return switch (e) {
      case Num _ -> new Num(0);
      case Var(var n) -> new Num(n.equals(name) ? 1 : 0);
      case Neg(var inner) -> new Neg(derivative(inner, name));
      case Bin(Op op, var a, var b) when op == Op.MUL ->
        new Bin(Op.ADD, new Bin(Op.MUL, derivative(a, name), b), new Bin(Op.MUL, a, derivative(b, name)));
      case Bin(Op op, _, _) when op == Op.DIV -> new Num(0);
      case Bin(Op op, var a, var b) -> new Bin(op, derivative(a, name), derivative(b, name));
    };
  }

  static long evaluate(Expr e, Map<String, Long> values) {
    return switch (e) {
      case Num(long v) -> v;
      case Var(var name) -> values.getOrDefault(name, 0L);
      case Neg(var inner) -> -evaluate(inner, values);
      case Bin(var op, var a, var b) -> op.apply(evaluate(a, values), evaluate(b, values));
    };
  }

  static void print(Expr e, int outer, StringBuilder out) {
    switch (e) {
      case Num(long v) when v < 0 -> out.append('(').append(v).append(')');
      case Num(long v) -> out.append(v);
      case Var(var name) -> out.append(name);
      case Neg(var inner) -> print(inner, 3, out.append('-'));
      case Bin(var op, var a, var b) -> {
        boolean brackets = op.precedence < outer;
        if (brackets) out.append('(');
        print(a, op.precedence, out);
        out.append(' ').append(op.symbol).append(' ');
        print(b, op.precedence + 1, out);
        if (brackets) out.append(')');
      }
    }
  }

  static String print(Expr e) {
    var out = new StringBuilder();
    print(e, 0, out);
    return out.toString();
  }

  /** Code of a machine with a stack and numbered variables. */
  interface Instruction {
    int execute(long[] stack, int top, long[] variables);
  }

  record Push(long value) implements Instruction {
    @Override
    public int execute(long[] stack, int top, long[] variables) {
      stack[top] = value;
      return top + 1;
    }
  }

  record Load(int index) implements Instruction {
    @Override
    public int execute(long[] stack, int top, long[] variables) {
      stack[top] = variables[index];
      return top + 1;
    }
  }

  record Negate() implements Instruction {
    @Override
    public int execute(long[] stack, int top, long[] variables) {
      stack[top - 1] = -stack[top - 1];
      return top;
    }
  }

  record Operate(Op op) implements Instruction {
    @Override
    public int execute(long[] stack, int top, long[] variables) {
      stack[top - 2] = op.apply(stack[top - 2], stack[top - 1]);
      return top - 1;
    }
  }

  static final class Program {
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Instruction> code = new ArrayList<>();
    private int depth;
    private int deepest;

    Program(Expr e) {
      emit(e);
    }

    private void emit(Expr e) {
      switch (e) {
        case Num(long v) -> push(new Push(v));
        case Var(var name) -> push(new Load(indexes.computeIfAbsent(name, _ -> indexes.size())));
        case Neg(var inner) -> {
          emit(inner);
          code.add(new Negate());
        }
        case Bin(var op, var a, var b) -> {
          emit(a);
          emit(b);
          code.add(new Operate(op));
          depth--;
        }
      }
    }

    private void push(Instruction instruction) {
      code.add(instruction);
      deepest = Math.max(deepest, ++depth);
    }

    long run(Map<String, Long> values) {
      long[] variables = new long[indexes.size()];
      indexes.forEach((name, index) -> variables[index] = values.getOrDefault(name, 0L));
      long[] stack = new long[deepest];
      int top = 0;
      for (var instruction : code) top = instruction.execute(stack, top, variables);
      return stack[0];
    }
  }

  /** Random text of a given depth. */
  static final class Writer {
    private int random;

    Writer(int seed) {
      random = seed;
    }

    private int next(int bound) {
      random = random * 1103515245 + 12345;
      return (random >>> 16) % bound;
    }

    void write(int depth, StringBuilder out) {
      int draw = next(10);
      if (depth == 0 || draw == 0) {
        if (next(2) == 0) out.append(next(4));
        else out.append((char) ('x' + next(3)));
      } else if (draw == 1) {
        out.append("-(");
        write(depth - 1, out);
        out.append(')');
      } else {
        boolean brackets = next(2) == 0;
        if (brackets) out.append('(');
        write(depth - 1, out);
        out.append(' ').append("+-*/".charAt(next(4))).append(' ');
        write(depth - 1, out);
        if (brackets) out.append(')');
      }
    }
  }

  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_ROUNDS;
    long checksum = 0;
    int longest = 0;
    int saved = 0;
    for (int round = 0; round < rounds; round++) {
      var text = new StringBuilder();
      new Writer(round).write(7, text);
      var tree = Parser.parse(text.toString());
      var simple = simplify(tree);
      var slope = simplify(derivative(simple, "x"));
      var printed = print(simple);
      longest = Math.max(longest, printed.length());
      saved += print(tree).length() - printed.length();
      if (!simplify(Parser.parse(printed)).equals(simplify(simple))) throw new IllegalStateException(printed);
      var program = new Program(simple);
      var slopeProgram = new Program(slope);
      for (long x = -2; x <= 3; x++) {
        var values = Map.of("x", x, "y", x * x - 1, "z", 7L);
        long value = evaluate(tree, values);
        if (value != program.run(values)) throw new IllegalStateException(printed + " for " + values);
        checksum = checksum * 31 + value + 17 * slopeProgram.run(values);
      }
    }
    System.out.println("checksum " + Long.toHexString(checksum) + ", longest " + longest + ", saved " + saved);
    for (var wrong : List.of("1 +", "(2 * x", "3 $ 4", "x y")) {
      try {
        System.out.println(print(Parser.parse(wrong)));
      } catch (SyntaxError e) {
        System.out.println(wrong + ": " + e.getMessage());
      }
    }
    System.out.println(print(simplify(derivative(Parser.parse("(x + 3) * (x - y) * 2 - -x * 4"), "x"))));
  }
}
