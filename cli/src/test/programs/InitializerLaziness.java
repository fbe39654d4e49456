/** What initialises a class and what does not. */
public class InitializerLaziness {
  static class Constants {
    static final int NUMBER = 5;
    static final String TEXT = "constant";
    static final Integer BOXED = 7;

    static {
      System.out.println("Constants");
    }
  }

  static class Parent {
    static int inherited = 3;

    static {
      System.out.println("Parent");
    }

    static void hello() {
      System.out.println("hello");
    }
  }

  static class Child extends Parent {
    static int own = 4;

    static {
      System.out.println("Child");
    }
  }

  static class Literal {
    static {
      System.out.println("Literal");
    }
  }

  static class Lambda {
    static {
      System.out.println("Lambda");
    }

    static void run() {
      System.out.println("run");
    }
  }

  public static void main(String[] args) {
    System.out.println(Constants.NUMBER + Constants.TEXT);
    System.out.println(Child.inherited);
    Child.hello();
    System.out.println(Literal.class.getName());
    Literal[] array = new Literal[2];
    System.out.println(array.length + " " + (array[0] instanceof Literal));
    Runnable r = Lambda::run;
    System.out.println("made");
    r.run();
    System.out.println(Child.own);
    System.out.println(Constants.BOXED);
    new Literal();
    new Literal();
  }
}
