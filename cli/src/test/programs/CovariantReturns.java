/** An override with a narrower result is reached through the wider one too. */
public class CovariantReturns {
  static class Animal {
    Animal self() {
      return this;
    }

    Object kind() {
      return "animal";
    }
  }

  static class Dog extends Animal {
    @Override
    Dog self() {
      return this;
    }

    @Override
    String kind() {
      return "dog";
    }

    void bark() {
      System.out.println("woof");
    }
  }

  interface Source<T> {
    T get();
  }

  static class Words implements Source<String> {
    private int at;

    @Override
    public String get() {
      return "word" + at++;
    }
  }

  static class Loud extends Words {
    @Override
    public String get() {
      return super.get().toUpperCase();
    }
  }

  public static void main(String[] args) {
    new Dog().self().bark();
    Animal a = new Dog();
    System.out.println(a.self().kind());
    Source<? extends CharSequence> s = new Loud();
    System.out.println(s.get().length() + " " + s.get());
  }
}
