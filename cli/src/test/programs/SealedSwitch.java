/** An exhaustive switch over a sealed hierarchy. */
public class SealedSwitch {
  sealed interface Shape {}

  record Circle(double r) implements Shape {}

  static sealed class Polygon implements Shape permits Triangle, Rectangle {
    final int corners;

    Polygon(int corners) {
      this.corners = corners;
    }
  }

  static final class Triangle extends Polygon {
    Triangle() {
      super(3);
    }
  }

  static non-sealed class Rectangle extends Polygon {
    Rectangle() {
      super(4);
    }
  }

  static class Square extends Rectangle {}

  enum Unit implements Shape {
    POINT, LINE
  }

  static String name(Shape shape) {
    return switch (shape) {
      case Circle c -> "circle " + c.r();
      case Square s -> "square";
      case Rectangle r -> "rectangle";
      case Polygon p -> "polygon " + p.corners;
      case Unit.POINT -> "point";
      case Unit u -> "unit " + u.ordinal();
    };
  }

  public static void main(String[] args) {
    Shape[] shapes = {new Circle(1.5), new Square(), new Rectangle(), new Triangle(), Unit.POINT, Unit.LINE};
    for (Shape s : shapes) System.out.println(name(s));
    try {
      name(null);
    } catch (NullPointerException e) {
      System.out.println("null: " + e.getMessage());
    }
  }
}
