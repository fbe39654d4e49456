import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * An interpreter of a small dynamic language with closures, lists and exceptions: it parses three programs in it and walks their trees. Here
 * for pattern switches over sealed trees in the innermost loop, environments as chains of maps, boxed numbers, and control flow by
 * exceptions without traces. The argument scales what the three compute.
 */
public class MiniLanguage {
  private static final int DEFAULT_SCALE = 15;

  sealed interface Expr {}

  record Literal(Value value) implements Expr {}

  record Name(String name) implements Expr {}

  record Assign(String name, Expr value, boolean declares) implements Expr {}

  record Binary(String op, Expr left, Expr right) implements Expr {}

  record If(Expr condition, Expr yes, Expr no) implements Expr {}

  record While(Expr condition, Expr body) implements Expr {}

  record Sequence(List<Expr> parts) implements Expr {}

  record Lambda(List<String> parameters, Expr body) implements Expr {}

  record Call(Expr function, List<Expr> arguments) implements Expr {}

  record Return(Expr value) implements Expr {}

  record Attempt(Expr body, String name, Expr handler) implements Expr {}

  sealed interface Value {}

  record Int(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Text(String value) implements Value {
    @Override
    public String toString() {
      return value;
    }
  }

  enum Nothing implements Value {
    NOTHING
  }

  record Items(ArrayList<Value> values) implements Value {
    @Override
    public String toString() {
      return values.toString();
    }
  }

  record Closure(Lambda code, Scope scope) implements Value {
    @Override
    public String toString() {
      return "function" + code.parameters;
    }
  }

  @FunctionalInterface
  interface Body {
    Value apply(List<Value> arguments);
  }

  record Builtin(String name, int arity, Body body) implements Value {}

  static final class Scope {
    private final Map<String, Value> values = new HashMap<>();
    private final Scope parent;

    Scope(Scope parent) {
      this.parent = parent;
    }

    Value get(String name) {
      for (var scope = this; scope != null; scope = scope.parent) {
        var value = scope.values.get(name);
        if (value != null) return value;
      }
      throw new Failure("no variable " + name);
    }

    void set(String name, Value value) {
      for (var scope = this; scope != null; scope = scope.parent)
        if (scope.values.containsKey(name)) {
          scope.values.put(name, value);
          return;
        }
      throw new Failure("no variable " + name);
    }

    void declare(String name, Value value) {
      values.put(name, value);
    }
  }

  static class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message, null, false, false);
    }
  }

  private static final class Returned extends RuntimeException {
    private static final long serialVersionUID = 1;
    final transient Value value;

    Returned(Value value) {
      super(null, null, false, false);
      this.value = value;
    }
  }

  static final class Parser {
    private static final List<List<String>> LEVELS =
        List.of(List.of("or"), List.of("and"), List.of("==", "!=", "<", "<="), List.of("+", "-"), List.of("*", "/", "%"));

    private final List<String> tokens = new ArrayList<>();
    private int at;

    Parser(String text) {
      for (int i = 0; i < text.length();) {
        char c = text.charAt(i);
        int start = i++;
        if (Character.isWhitespace(c)) continue;
        if (Character.isLetter(c)) while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) i++;
        else if (Character.isDigit(c)) while (i < text.length() && Character.isDigit(text.charAt(i))) i++;
        else if (c == '\'') i = text.indexOf('\'', i) + 1;
        else if (i < text.length() && text.charAt(i) == '=' && "=!<".indexOf(c) >= 0) i++;
        tokens.add(text.substring(start, i).intern());
      }
      tokens.add("");
    }

    static Expr parse(String text) {
      var parser = new Parser(text);
      var parts = new ArrayList<Expr>();
      while (!parser.peek().isEmpty()) parts.add(parser.statement());
      return new Sequence(parts);
    }

    private String peek() {
      return tokens.get(at);
    }

    private boolean accept(String token) {
      if (!peek().equals(token)) return false;
      at++;
      return true;
    }

    private void expect(String token) {
      if (!accept(token)) throw new Failure("expected " + token + ", found " + (peek().isEmpty() ? "the end" : peek()));
    }

    private String next() {
      return tokens.get(at++);
    }

    private Expr statement() {
      return switch (peek()) {
        case "let" -> {
          at++;
          var name = next();
          expect("=");
          yield ended(new Assign(name, expression(0), true));
        }
        case "while" -> {
          at++;
          yield new While(expression(0), block());
        }
        case "return" -> {
          at++;
          yield ended(new Return(expression(0)));
        }
        case "try" -> {
          at++;
          var body = block();
          expect("catch");
          yield new Attempt(body, next(), block());
        }
        case "if" -> {
          var result = expression(0);
          accept(";");
          yield result;
        }
        default -> {
          if (tokens.get(at + 1).equals("=")) {
            var name = next();
            at++;
            yield ended(new Assign(name, expression(0), false));
          }
          yield ended(expression(0));
        }
      };
    }

    private Expr ended(Expr e) {
      if (!peek().equals("}")) expect(";");
      return e;
    }

    private Expr block() {
      expect("{");
      var parts = new ArrayList<Expr>();
      while (!accept("}")) parts.add(statement());
      return new Sequence(List.copyOf(parts));
    }

    private Expr expression(int level) {
      if (level == LEVELS.size()) return call();
      var left = expression(level + 1);
      while (LEVELS.get(level).contains(peek())) left = new Binary(next(), left, expression(level + 1));
      return left;
    }

    private Expr call() {
      var result = primary();
      while (accept("(")) {
        var arguments = new ArrayList<Expr>();
        while (!accept(")")) {
          arguments.add(expression(0));
          accept(",");
        }
        result = new Call(result, arguments);
      }
      return result;
    }

    private Expr primary() {
      var token = next();
      if (token.isEmpty()) throw new Failure("unexpected end");
      char first = token.charAt(0);
      if (Character.isDigit(first)) return new Literal(new Int(Long.parseLong(token)));
      if (first == '\'') return new Literal(new Text(token.substring(1, token.length() - 1)));
      switch (token) {
        case "(" -> {
          var inner = expression(0);
          expect(")");
          return inner;
        }
        case "if" -> {
          var condition = expression(0);
          var yes = block();
          var no = accept("else") ? peek().equals("if") ? primary() : block() : new Literal(Nothing.NOTHING);
          return new If(condition, yes, no);
        }
        case "fn" -> {
          expect("(");
          var parameters = new ArrayList<String>();
          while (!accept(")")) {
            parameters.add(next());
            accept(",");
          }
          return new Lambda(parameters, block());
        }
        default -> {
          if (!Character.isLetter(first)) throw new Failure("unexpected " + token);
          return new Name(token);
        }
      }
    }
  }

  static final class Interpreter {
    private static final Int ZERO = new Int(0);
    private static final Int ONE = new Int(1);

    private final StringBuilder out = new StringBuilder();
    private final Scope globals = new Scope(null);
    private long steps;

    Interpreter() {
      define("print", 1, a -> {
        out.append(a.getFirst()).append('\n');
        return a.getFirst();
      });
      define("list", 0, _ -> new Items(new ArrayList<>()));
      define("push", 2, a -> {
        items(a.get(0)).add(a.get(1));
        return a.get(0);
      });
      define("at", 2, a -> {
        try {
          return items(a.get(0)).get((int) number(a.get(1)));
        } catch (IndexOutOfBoundsException e) {
          throw new Failure(e.getMessage());
        }
      });
      define("put", 3, a -> items(a.get(0)).set((int) number(a.get(1)), a.get(2)));
      define("size", 1, a -> switch (a.getFirst()) {
        case Items(var list) -> new Int(list.size());
        case Text(var text) -> new Int(text.length());
        case Value other -> throw new Failure("no size: " + other);
      });
      define("fail", 1, a -> {
        throw new Failure(a.getFirst().toString());
      });
    }

    private void define(String name, int arity, Body body) {
      globals.declare(name, new Builtin(name, arity, body));
    }

    private static List<Value> items(Value value) {
      if (value instanceof Items(var list)) return list;
      throw new Failure("no list: " + value);
    }

    private static long number(Value value) {
      if (value instanceof Int(long number)) return number;
      throw new Failure("no number: " + value);
    }

    private static boolean truth(Value value) {
      return switch (value) {
        case Int(long number) -> number != 0;
        case Text(var text) -> !text.isEmpty();
        case Nothing.NOTHING -> false;
        case Items _, Closure _, Builtin _ -> true;
      };
    }

    Value evaluate(Expr e, Scope scope) {
      steps++;
      return switch (e) {
        case Literal(var value) -> value;
        case Name(var name) -> scope.get(name);
        case Assign(var name, var value, boolean declares) -> {
          var result = evaluate(value, scope);
          if (declares) scope.declare(name, result);
          else scope.set(name, result);
          yield result;
        }
        case Binary(var op, var left, var right) when op.equals("and") -> {
          var first = evaluate(left, scope);
          yield truth(first) ? evaluate(right, scope) : first;
        }
        case Binary(var op, var left, var right) when op.equals("or") -> {
          var first = evaluate(left, scope);
          yield truth(first) ? first : evaluate(right, scope);
        }
        case Binary(var op, var left, var right) -> operate(op, evaluate(left, scope), evaluate(right, scope));
        case If(var condition, var yes, var no) -> evaluate(truth(evaluate(condition, scope)) ? yes : no, scope);
        case While(var condition, var body) -> {
          while (truth(evaluate(condition, scope))) evaluate(body, scope);
          yield Nothing.NOTHING;
        }
        case Sequence(var parts) -> {
          Value last = Nothing.NOTHING;
          for (var part : parts) last = evaluate(part, scope);
          yield last;
        }
        case Lambda lambda -> new Closure(lambda, scope);
        case Return(var value) -> throw new Returned(evaluate(value, scope));
        case Attempt(var body, var name, var handler) -> {
          try {
            yield evaluate(body, scope);
          } catch (Failure failure) {
            scope.declare(name, new Text(failure.getMessage()));
            yield evaluate(handler, scope);
          }
        }
        case Call(var function, var arguments) -> {
          var callee = evaluate(function, scope);
          var values = new ArrayList<Value>(arguments.size());
          for (var argument : arguments) values.add(evaluate(argument, scope));
          yield call(callee, values);
        }
      };
    }

    private Value call(Value callee, List<Value> arguments) {
      int arity = switch (callee) {
        case Builtin builtin -> builtin.arity;
        case Closure(Lambda(var parameters, _), _) -> parameters.size();
        case Value other -> throw new Failure("no function: " + other);
      };
      if (arity != arguments.size()) throw new Failure("expected " + arity + " arguments, found " + arguments.size());
      if (callee instanceof Builtin builtin) return builtin.body.apply(arguments);
      var closure = (Closure) callee;
      var scope = new Scope(closure.scope);
      for (int i = 0; i < arity; i++) scope.declare(closure.code.parameters.get(i), arguments.get(i));
      try {
        return evaluate(closure.code.body, scope);
      } catch (Returned returned) {
        return returned.value;
      }
    }

    private static Value operate(String op, Value left, Value right) {
      return switch (op) {
        case "==" -> left.equals(right) ? ONE : ZERO;
        case "!=" -> left.equals(right) ? ZERO : ONE;
        case "+" -> left instanceof Int(long a) && right instanceof Int(long b) ? new Int(a + b) : new Text(left.toString() + right);
        default -> {
          long a = number(left);
          long b = number(right);
          yield switch (op) {
            case "-" -> new Int(a - b);
            case "*" -> new Int(a * b);
            case "<" -> a < b ? ONE : ZERO;
            case "<=" -> a <= b ? ONE : ZERO;
            case "/", "%" -> {
              if (b == 0) throw new Failure("division by zero");
              yield new Int(op.equals("/") ? a / b : a % b);
            }
            default -> throw new AssertionError(op);
          };
        }
      };
    }
  }

  private static final String FUNCTIONS = """
      let fib = fn(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } };
      print('fib ' + fib(scale));
      let counter = fn(step) { let count = 0; fn() { count = count + step; count } };
      let a = counter(1);
      let b = counter(10);
      let i = 0;
      while i < scale * 20 { a(); if i % 3 == 0 { b() } ; i = i + 1; }
      print(a() + b());
      let compose = fn(f, g) { fn(x) { f(g(x)) } };
      print(compose(fn(x) { x * x }, fn(x) { x + scale })(5));
      """;

  private static final String LISTS = """
      let primes = fn(limit) {
        let found = list();
        let n = 2;
        while n < limit {
          let i = 0;
          let prime = 1;
          while prime and i < size(found) and at(found, i) * at(found, i) <= n {
            if n % at(found, i) == 0 { prime = 0 ; }
            i = i + 1;
          }
          if prime { push(found, n); }
          n = n + 1;
        }
        return found;
      };
      let found = primes(scale * 40);
      print(size(found) + ' primes, last ' + at(found, size(found) - 1));
      let sort = fn(items) {
        let i = 1;
        while i < size(items) {
          let j = i;
          while 0 < j and at(items, j) < at(items, j - 1) {
            let keep = at(items, j);
            put(items, j, at(items, j - 1));
            put(items, j - 1, keep);
            j = j - 1;
          }
          i = i + 1;
        }
        items
      };
      let items = list();
      let seed = 7;
      while size(items) < scale * 4 { seed = (seed * 421 + 1) % 1009; push(items, seed); }
      sort(items);
      print(at(items, 0) + ' ' + at(items, size(items) / 2) + ' ' + at(items, size(items) - 1));
      """;

  private static final String FAILURES = """
      let safe = fn(f, x) { try { return f(x); } catch e { return '<' + e + '>'; } };
      print(safe(fn(x) { 10 / x }, 0));
      print(safe(fn(x) { at(list(), x) }, 3));
      print(safe(fn(x) { x() }, 'text'));
      print(safe(fn(x) { missing }, 1) + safe(fn() { 1 }, 1));
      let total = 0;
      let deep = fn(n) { if n == 0 { fail('bottom') } else { deep(n - 1) } };
      let i = 0;
      while i < scale * 10 {
        try { deep(i % 17); } catch e { total = total + size(e); }
        i = i + 1;
      }
      print(total);
      """;

  public static void main(String[] args) {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_SCALE;
    for (var text : List.of(FUNCTIONS, LISTS, FAILURES, "let x = (1 + ;", "print(2) print(3);")) {
      var interpreter = new Interpreter();
      interpreter.globals.declare("scale", new Int(scale));
      try {
        interpreter.evaluate(Parser.parse(text), interpreter.globals);
      } catch (Failure e) {
        interpreter.out.append(e.getMessage()).append('\n');
      }
      System.out.print(interpreter.out);
      System.out.println("steps: " + interpreter.steps);
    }
  }
}
