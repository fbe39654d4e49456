/** A call of super starts above the class it stands in, not above the object's. */
public class SuperCalls {
  static class A {
    String f() {
      return "A";
    }

    String g() {
      return "g" + f();
    }
  }

  static class B extends A {
    @Override
    String f() {
      return "B" + super.f();
    }
  }

  static class C extends B {
    String h() {
      return super.f() + "/" + super.g();
    }
  }

  static class D extends C {
    @Override
    String f() {
      return "D" + super.f();
    }

    @Override
    String h() {
      return super.h() + "!";
    }
  }

  public static void main(String[] args) {
    System.out.println(new C().h());
    System.out.println(new D().h());
    System.out.println(new D().f());
    System.out.println(((A) new D()).g());
  }
}
