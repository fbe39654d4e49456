/** Constants with bodies, fields, constructors, abstract methods and interfaces. */
public class EnumBodies {
  interface Symbol {
    String symbol();
  }

  enum Op implements Symbol {
    ADD("+", 1) {
      @Override
      int apply(int a, int b) {
        return a + b;
      }
    },
    MULTIPLY("*", 2) {
      @Override
      int apply(int a, int b) {
        return a * b;
      }

      @Override
      public String toString() {
        return "times";
      }
    },
    LAST("l", 0) {
      @Override
      int apply(int a, int b) {
        return b;
      }
    };

    private static int asked;
    private final String symbol;
    final int strength;

    Op(String symbol, int strength) {
      this.symbol = symbol;
      this.strength = strength;
    }

    abstract int apply(int a, int b);

    @Override
    public String symbol() {
      asked++;
      return symbol;
    }
  }

  public static void main(String[] args) {
    for (Op op : Op.values())
      System.out.println(op + " " + op.symbol() + " " + op.apply(6, 7) + " " + op.strength + " " + (op.getClass() == Op.class) + " "
          + op.getDeclaringClass().getSimpleName());
    System.out.println(Op.asked + " " + Op.valueOf("MULTIPLY"));
    String text = switch (Op.ADD) {
      case ADD -> "sum";
      case MULTIPLY -> "product";
      case LAST -> "last";
    };
    System.out.println(text + Op.LAST.getClass().getName() + Op.LAST.getClass().getSuperclass().getName());
    System.out.println(Op.class.isEnum() + " " + Op.LAST.getClass().isEnum());
  }
}
