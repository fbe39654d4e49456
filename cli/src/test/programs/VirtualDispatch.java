/** Overridden methods, seen through the type of a superclass. */
public class VirtualDispatch {
  abstract static class Shape {
    abstract double area();

    String name() {
      return "shape";
    }

    String describe() {
      return name() + " of " + area();
    }
  }

  static class Circle extends Shape {
    private final double radius;

    Circle(double radius) {
      this.radius = radius;
    }

    @Override
    double area() {
      return 3 * radius * radius;
    }

    @Override
    String name() {
      return "circle";
    }
  }

  static class Square extends Shape {
    protected final double side;

    Square(double side) {
      this.side = side;
    }

    @Override
    double area() {
      return side * side;
    }
  }

  static final class Tile extends Square {
    Tile() {
      super(0.5);
    }

    @Override
    String name() {
      return "tile (" + super.name() + ")";
    }
  }

  public static void main(String[] args) {
    Shape[] shapes = {new Circle(2), new Square(3), new Tile()};
    double sum = 0;
    for (Shape shape : shapes) {
      System.out.println(shape.describe());
      sum += shape.area();
    }
    System.out.println(sum);
  }
}
