/** Default, static and private methods of interfaces, and which default is chosen. */
public class DefaultMethods {
  interface A {
    default String who() {
      return "A";
    }

    default String hello() {
      return "hello " + decorate(who());
    }

    private String decorate(String s) {
      return "<" + s + ">";
    }

    static A of() {
      return new A() {};
    }
  }

  interface B extends A {
    @Override
    default String who() {
      return "B over " + A.super.who();
    }
  }

  interface C extends A {}

  static class Both implements C, B {}

  static class Own implements A, B {
    @Override
    public String who() {
      return "own, " + B.super.who();
    }
  }

  static class Parent {
    public String who() {
      return "the class wins";
    }
  }

  static class Child extends Parent implements B {}

  public static void main(String[] args) {
    System.out.println(A.of().hello());
    System.out.println(new Both().hello());
    System.out.println(new Own().hello());
    System.out.println(new Child().hello());
    A a = new Both();
    System.out.println(a.who());
  }
}
