/** Arguments in an array, none, null, and overloads that are preferred. */
public class Varargs {
  static String f(int... all) {
    return "ints " + all.length;
  }

  static String f(int a, int b) {
    return "two";
  }

  static String h(Object... all) {
    return all == null ? "null" : "objects " + all.length;
  }

  static String g(String format, Object... args) {
    var text = new StringBuilder();
    int next = 0;
    for (char c : format.toCharArray()) {
      if (c == '%') text.append(args[next++]);
      else text.append(c);
    }
    return text.toString();
  }

  static long sum(long first, byte... rest) {
    for (byte b : rest) first += b;
    return first;
  }

  public static void main(String[] args) {
    System.out.println(f(1) + f(1, 2) + f(1, 2, 3) + h("a", 1));
    System.out.println(h((Object[]) null) + h((Object) null) + h(new Object[] {1, 2}) + h(new int[] {1}, 2));
    System.out.println(g("% and %, not %%", 1, 'c', 2.5, null));
    System.out.println(sum(5) + sum(5, (byte) 1, (byte) -3));
  }
}
