/** Static methods of interfaces, private members of nested classes, calls through a subclass's name. */
class InterfaceStatics {
  interface Shapes {
    int SIDES = count("Shapes", 4);

    static int area(int side) {
      return half(side) * side * 2 / 1;
    }

    private static int half(int x) {
      return x / 2;
    }

    static int sides() {
      return SIDES;
    }
  }

  interface Empty extends Shapes {
    int OWN = count("Empty", 1);
  }

  static class Outer {
    private static int secret = 7;

    private static int peek() {
      return secret + Inner.hidden;
    }

    static class Inner extends Outer {
      private static int hidden = secret * 10;

      private static int back() {
        return peek() + hidden;
      }
    }
  }

  static int counted;

  static int count(String name, int value) {
    counted++;
    System.out.println("init " + name);
    return value;
  }

  public static void main(String[] args) {
    System.out.println(Outer.Inner.back() + " " + Outer.peek() + " " + Outer.Inner.hidden);
    Outer.secret++;
    System.out.println(Outer.secret);
    System.out.println(counted);
    System.out.println(Shapes.area(6));
    System.out.println(counted + " " + Shapes.sides() + " " + counted);
    System.out.println(Empty.SIDES + " " + counted);
    System.out.println(Empty.OWN + " " + counted);
  }
}
