/** Inner classes see the fields of all that enclose them, also private ones and those of superclasses. */
public class InnerClasses {
  private int total = 1;

  class Counter {
    private int steps;

    class Step {
      void go(int by) {
        steps++;
        total += by;
        InnerClasses.this.log("step " + steps + " of " + total);
      }
    }

    Step step() {
      return new Step();
    }
  }

  private void log(String text) {
    System.out.println(text);
  }

  static class Nested {
    private static int made;
    private final int id = ++made;
  }

  class Special extends Counter {
    void twice(Counter other) {
      other.new Step().go(10);
      this.step().go(20);
    }
  }

  public static void main(String[] args) {
    var outer = new InnerClasses();
    var counter = outer.new Counter();
    counter.step().go(2);
    counter.step().go(3);
    outer.new Special().twice(counter);
    System.out.println(outer.total + " " + counter.steps + " " + new Nested().id + new Nested().id + " " + Nested.made);
  }
}
