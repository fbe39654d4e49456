/** Type patterns over Object, with guards, null, constants and arrays. */
public class PatternSwitch {
  enum Color {
    RED, BLUE
  }

  static String describe(Object o) {
    return switch (o) {
      case null -> "null";
      case Integer i when i > 100 -> "big " + i;
      case Integer i -> "int " + i;
      case Long l -> "long " + (l + 1);
      case String s when s.isEmpty() -> "empty";
      case String s -> "string of " + s.length();
      case int[] a -> "ints " + a.length;
      case Object[] a -> "objects " + a.length;
      case Color c when c == Color.RED -> "red";
      case Color c -> "color " + c;
      case Character c -> "char " + c;
      case Number n -> "number " + n.intValue();
      case Runnable r -> "runnable";
      default -> "other";
    };
  }

  static int text(String s) {
    return switch (s) {
      case "a", "b" -> 1;
      case String t when t.length() > 3 -> 2;
      case "c" -> 3;
      case null, default -> 4;
    };
  }

  static String boxed(Integer i) {
    return switch (i) {
      case 1 -> "one";
      case Integer j when j < 0 -> "negative";
      case 2 -> "two";
      case Integer j -> "many " + j;
    };
  }

  static String letter(Character c) {
    return switch (c) {
      case 'a' -> "first";
      case Character d when d > 'x' -> "late";
      case Character d -> "letter";
    };
  }

  public static void main(String[] args) {
    Runnable r = () -> {};
    Object[] all = {null, 5, 500, 7L, "", "abc", new int[2], new String[3], Color.RED, Color.BLUE, 'x', 2.5, r, new StringBuilder()};
    for (Object o : all) System.out.println(describe(o));
    System.out.println(text("a") + text("b") * 10 + text("long") * 100 + text("c") * 1000 + text("d") * 10000 + text(null) * 100000);
    System.out.println(boxed(1) + boxed(-5) + boxed(2) + boxed(7));
    System.out.println(letter('a') + letter('y') + letter('b'));
  }
}
