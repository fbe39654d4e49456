/** Patterns that take the same components apart, with guards on primitive ones: javac makes a switch over the component. */
public class RecordComponentPatterns {
  sealed interface Shape {}

  record Circle(int radius) implements Shape {}

  record Box(long width, double height, boolean filled) implements Shape {}

  record Pair(Shape first, Shape second) implements Shape {}

  record Letter(char c, byte b, short s, float f) implements Shape {}

  static int ask(int n) {
    System.out.print("?" + n + " ");
    return n;
  }

  static String describe(Shape shape) {
    return switch (shape) {
      case Circle(int r) when ask(r) > 10 -> "large";
      case Circle(int r) when ask(r) > 5 -> "medium";
      case Circle(int r) -> "small " + r;
      case Box(long w, double h, boolean f) when w == h -> "square " + f;
      case Box(long w, double h, boolean f) when f -> "filled " + w * h;
      case Box(long w, double h, _) -> "box " + w + "x" + h;
      case Pair(Circle(int a), Circle(int b)) when a == b -> "twins";
      case Pair(Circle(int a), Circle(int b)) -> "circles " + (a + b);
      case Pair(Pair p, var second) -> describe(p) + ", " + describe(second);
      case Pair p -> "pair of " + p.first.getClass().getSimpleName();
      case Letter(char c, byte b, short s, float f) when c == 'x' && b < s -> "x" + f;
      case Letter(char c, byte b, short s, float f) when f > 1 -> "" + c + b + s;
      case Letter(char c, _, _, _) -> "letter " + c;
    };
  }

  public static void main(String[] args) {
    var shapes = new Shape[] { new Circle(11), new Circle(6), new Circle(1), new Box(2, 2, false), new Box(2, 3, true), new Box(1, 4, false),
        new Pair(new Circle(1), new Circle(1)), new Pair(new Circle(1), new Circle(2)), new Pair(new Box(1, 1, true), new Circle(7)),
        new Pair(new Pair(new Circle(3), new Circle(3)), new Circle(8)), new Letter('x', (byte) 1, (short) 2, 0.5f),
        new Letter('y', (byte) -1, (short) 300, 1.5f), new Letter('z', (byte) 0, (short) 0, -1) };
    for (var shape : shapes) System.out.println(describe(shape));
    try {
      System.out.println(describe(new Pair(new Circle(1), null)));
    } catch (NullPointerException e) {
      System.out.println(e);
    }
    System.out.println(describe(new Pair(null, new Circle(1))));
  }
}
