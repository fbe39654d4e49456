/** isInstance, cast, getSuperclass, isAssignableFrom, component types and kinds. */
public class ClassQueries {
  interface Face {}

  static class Base implements Face {}

  static class Derived extends Base {}

  enum Kind {
    ONE {}
  }

  public static void main(String[] args) {
    Object d = new Derived();
    System.out.println(Base.class.isInstance(d) + " " + Face.class.isInstance(d) + " " + String.class.isInstance(d) + " " + Base.class.isInstance(null));
    System.out.println(d.getClass().getSuperclass() + " " + Base.class.getSuperclass() + " " + Object.class.getSuperclass() + " " + Face.class.getSuperclass() + " "
        + int[].class.getSuperclass());
    System.out.println(Face.class.isAssignableFrom(Derived.class) + " " + Derived.class.isAssignableFrom(Base.class) + " " + Object[].class.isAssignableFrom(String[].class)
        + " " + Object.class.isAssignableFrom(int.class) + " " + long.class.isAssignableFrom(int.class));
    System.out.println(int[][].class.getComponentType() + " " + String[].class.getComponentType() + " " + String.class.getComponentType());
    System.out.println(Face.class.isInterface() + " " + int[].class.isArray() + " " + int.class.isPrimitive() + " " + Kind.class.isEnum() + " " + Kind.ONE.getClass().isEnum());
    System.out.println(Base.class.cast(d) == d);
    System.out.println((Integer.class == Integer.valueOf(3).getClass()) + " " + (int.class == Integer.TYPE));
    try {
      Integer.class.cast("text");
    } catch (ClassCastException e) {
      System.out.println(e.getMessage());
    }
    Class<? extends Number> c = Long.valueOf(1).getClass();
    System.out.println(c.getName() + " " + Kind.class.getEnumConstants().length + " " + Base.class.getEnumConstants());
  }
}
