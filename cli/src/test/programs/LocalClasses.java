/** Local and anonymous classes capture variables, parameters and this. */
public class LocalClasses {
  interface Op {
    int apply(int x);
  }

  private final int base;

  LocalClasses(int base) {
    this.base = base;
  }

  Op adder(int n) {
    long wide = n * 10L;
    class Adder implements Op {
      private final int extra;

      Adder(int extra) {
        this.extra = extra;
      }

      public int apply(int x) {
        return x + n + base + extra + (int) wide;
      }
    }
    return new Adder(1000);
  }

  static Op[] powers(int count) {
    var ops = new Op[count];
    for (int i = 0; i < count; i++) {
      int exponent = i;
      ops[i] = new Op() {
        private int calls;

        @Override
        public int apply(int x) {
          calls++;
          int result = calls;
          for (int k = 0; k < exponent; k++) result *= x;
          return result;
        }
      };
    }
    return ops;
  }

  public static void main(String[] args) {
    System.out.println(new LocalClasses(100).adder(7).apply(3));
    for (Op op : powers(4)) System.out.println(op.apply(5) + " " + op.apply(5));
    String text = "captured " + args.length;
    Object o = new Object() {
      @Override
      public String toString() {
        return text + "!";
      }
    };
    System.out.println(o);
  }
}
