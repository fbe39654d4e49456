/** Which strings are the same object: constants, intern, and all that makes new ones. */
public class StringIdentity {
  static final String A = "con";
  static final String B = A + "stant";

  public static void main(String[] args) {
    String constant = "constant";
    String half = "con";
    String made = half + "stant";
    System.out.println((constant == B) + " " + (made == constant) + " " + (made.intern() == constant) + " " + made.equals(constant));
    System.out.println(("" + "") == "");
    System.out.println(new String(constant) == constant);
    System.out.println(constant.substring(0) == constant);
    System.out.println(constant.trim() == constant);
    System.out.println(constant.concat("") == constant);
    System.out.println(constant.toString() == constant);
    System.out.println(String.valueOf((Object) constant) == constant);
    System.out.println(Other.SAME == constant);
    String fresh = new StringBuilder("never").append("seen").toString();
    System.out.println(fresh.intern() == fresh);
    System.out.println(constant.replace('x', 'y') == constant);
    System.out.println(constant.repeat(1) == constant);
  }

  static class Other {
    static final String SAME = "constant";
  }
}
