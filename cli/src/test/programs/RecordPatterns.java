/** Nested record patterns, with var, guards and generic records. */
public class RecordPatterns {
  sealed interface Expr permits Num, Add, Mul, Neg {}

  record Num(int value) implements Expr {}

  record Add(Expr left, Expr right) implements Expr {}

  record Mul(Expr left, Expr right) implements Expr {}

  record Neg(Expr inner) implements Expr {}

  record Pair<A, B>(A first, B second) {}

  static int eval(Expr e) {
    return switch (e) {
      case Num(int v) -> v;
      case Add(Num(var a), Num(var b)) -> a + b;
      case Add(var a, var b) -> eval(a) + eval(b);
      case Mul(Num(int a), var b) when a == 0 -> 0;
      case Mul(Expr a, Num(int b)) when b == 1 -> eval(a);
      case Mul(var a, var b) -> eval(a) * eval(b);
      case Neg(Neg(var inner)) -> eval(inner);
      case Neg(var inner) -> -eval(inner);
    };
  }

  static String pair(Object o) {
    if (o instanceof Pair<?, ?>(String s, Integer i) && i > 3) return s + " above " + i;
    if (o instanceof Pair<?, ?>(var a, Pair<?, ?>(var b, var c))) return a + "," + b + "," + c;
    if (!(o instanceof Pair<?, ?>(var x, var y))) return "no pair";
    return x + "|" + y;
  }

  public static void main(String[] args) {
    System.out.println(eval(new Add(new Num(2), new Mul(new Num(3), new Neg(new Neg(new Num(4)))))));
    System.out.println(eval(new Mul(new Num(0), new Num(9))) + eval(new Mul(new Neg(new Num(5)), new Num(1))) + eval(new Add(new Num(1), new Num(1))));
    System.out.println(pair(new Pair<>("a", 5)) + " " + pair(new Pair<>("a", 1)) + " " + pair(new Pair<>(1, new Pair<>(2, null))) + " " + pair("x"));
  }
}
