/** Classes whose initialisers need each other see default values on the way round. */
class InitializerCycle {
  static class A {
    static int x = 1;
    static int fromB = B.y + 10;
    static int late = 5;

    static int get() {
      return late;
    }
  }

  static class B {
    static int y = A.x + 100;
    static int early = A.late;
    static int called = A.get();
  }

  static class Self {
    static int before = peek();
    static int value = 9;
    static int after = peek();

    static int peek() {
      return value;
    }
  }

  static final int forward;

  static {
    forward = compute();
  }

  static int compute() {
    return forward + 3;
  }

  public static void main(String[] args) {
    System.out.println(A.fromB + " " + B.y + " " + B.early + " " + B.called + " " + A.late);
    System.out.println(Self.before + " " + Self.after);
    System.out.println(forward);
  }
}
