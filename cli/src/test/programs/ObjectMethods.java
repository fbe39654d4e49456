/** equals, hashCode and toString as they are and as they are overridden. */
public class ObjectMethods {
  static class Plain {}

  static class Key {
    private final String name;
    private final int n;

    Key(String name, int n) {
      this.name = name;
      this.n = n;
    }

    @Override
    public boolean equals(Object o) {
      if (this == o) return true;
      if (!(o instanceof Key)) return false;
      Key k = (Key) o;
      return name.equals(k.name) && n == k.n;
    }

    @Override
    public int hashCode() {
      return java.util.Objects.hash(name, n);
    }

    @Override
    public String toString() {
      return "Key(" + name + ", " + n + ")";
    }
  }

  public static void main(String[] args) {
    Object a = new Plain();
    Object b = new Plain();
    System.out.println(a.equals(a) + " " + a.equals(b) + " " + (a.hashCode() == a.hashCode()) + " " + (System.identityHashCode(a) == a.hashCode()));
    System.out.println(a.toString().startsWith("ObjectMethods$Plain@") + " " + a.toString().equals("ObjectMethods$Plain@" + Integer.toHexString(a.hashCode())));
    System.out.println(new Key("k", 1) + " " + new Key("k", 1).equals(new Key("k", 1)) + " " + new Key("k", 1).hashCode() + " " + new Key("k", 2).equals(new Key("k", 1)));
    System.out.println((a.getClass() == b.getClass()) + " " + a.getClass().getName() + " " + ((Object) new Key("", 0)).getClass().equals(Plain.class));
    int[] array = {1};
    System.out.println(array.equals(new int[] {1}) + " " + array.toString().startsWith("[I@") + " " + new String[0].toString().startsWith("[Ljava.lang.String;@"));
    System.out.println(System.identityHashCode(null) + " " + (System.identityHashCode(new Key("x", 1)) == new Key("x", 1).hashCode()));
    System.out.println(java.util.Objects.equals(null, null) + " " + java.util.Objects.toString(null) + " " + java.util.Objects.requireNonNullElse(null, "other"));
    try {
      java.util.Objects.requireNonNull(null, "it must not be null");
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }
}
