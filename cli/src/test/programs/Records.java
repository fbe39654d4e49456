/** Accessors, equals, hashCode and toString of records, and those that a record writes itself. */
public class Records {
  record Point(int x, int y) {
    static final Point ORIGIN = new Point(0, 0);

    Point {
      if (x < 0) throw new IllegalArgumentException("negative x: " + x);
    }

    Point(int both) {
      this(both, both);
    }

    double length() {
      return Math.sqrt(x * x + y * y);
    }
  }

  record Mixed(boolean b, byte s, char c, long l, float f, double d, String text, int[] array) {}

  record Named<T>(String name, T value) {
    @Override
    public String name() {
      return "[" + name + "]";
    }
  }

  record Empty() {}

  public static void main(String[] args) {
    var p = new Point(3, 4);
    System.out.println(p + " " + p.x() + " " + p.length() + " " + p.hashCode());
    System.out.println(p.equals(new Point(3, 4)) + " " + p.equals(null) + " " + p.equals("p") + " " + Point.ORIGIN.equals(new Point(0)));
    var m = new Mixed(true, (byte) 2, 'c', 1L << 40, -0.0f, Double.NaN, null, null);
    System.out.println(m + " " + m.equals(new Mixed(true, (byte) 2, 'c', 1L << 40, 0.0f, Double.NaN, null, null)) + " "
        + m.equals(new Mixed(true, (byte) 2, 'c', 1L << 40, -0.0f, Double.NaN, null, null)) + " " + m.hashCode());
    System.out.println(new Named<>("n", p) + " " + new Named<>("n", p).name() + " " + new Named<>("a", 1).hashCode());
    System.out.println(new Empty() + " " + new Empty().equals(new Empty()) + " " + new Empty().hashCode());
    try {
      new Point(-1);
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
  }
}
