/** A lambda of two interfaces, one with a default method and one a marker. */
public class IntersectionCasts {
  interface Greeter {
    String greet(String who);

    default String polite(String who) {
      return "please, " + greet(who);
    }
  }

  interface Marker {}

  interface Loud {
    default String loud() {
      return "LOUD";
    }
  }

  interface Generic<T> {
    T same(T t);
  }

  interface OfString extends Generic<String> {
    @Override
    String same(String s);
  }

  public static void main(String[] args) {
    Greeter g = (Greeter & Marker & Loud) who -> "hi " + who;
    System.out.println(g.greet("a") + g.polite("b") + (g instanceof Marker) + ((Loud) g).loud());
    Greeter other = who -> who;
    System.out.println(other instanceof Marker);
    OfString s = x -> x + "!";
    Generic<String> wide = s;
    System.out.println(s.same("a") + wide.same("b"));
    try {
      @SuppressWarnings("unchecked")
      Generic<Object> raw = (Generic<Object>) (Generic<?>) s;
      raw.same(5);
    } catch (ClassCastException e) {
      System.out.println("no string");
    }
  }
}
