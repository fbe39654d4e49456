/** Splitting on one character, with empty parts and a limit. */
public class StringSplit {
  static void show(String... parts) {
    System.out.print(parts.length + ":");
    for (String p : parts) System.out.print("[" + p + "]");
    System.out.println();
  }

  public static void main(String[] args) {
    show("a,b,c".split(","));
    show(",a,,b,,".split(","));
    show(",a,,b,,".split(",", -1));
    show("a,b,c".split(",", 2));
    show("".split(","));
    show("none".split(";"));
    show("one two  three".split(" "));
    show("1.2.3".split("\\."));
    show("a|b".split("\\|"));
    show(",,,".split(","));
  }
}
