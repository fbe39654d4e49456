/** Conditional expressions, nested, of all types, with effects on one side only. */
class Ternaries {
  static int effects;

  static int touch(int x) {
    effects = effects * 10 + x;
    return x;
  }

  static String sign(long x) {
    return x < 0 ? "negative" : x > 0 ? "positive" : "zero";
  }

  static double pick(boolean b, int i, double d) {
    return b ? i : d;
  }

  static int[] longer(int[] a, int[] b) {
    return a.length >= b.length ? a : b;
  }

  static boolean xor(boolean a, boolean b) {
    return a ? !b : b;
  }

  static int clamp(int x, int low, int high) {
    return x < low ? low : x > high ? high : x;
  }

  public static void main(String[] args) {
    System.out.println(sign(-5) + sign(0) + sign(Long.MAX_VALUE));
    System.out.println(pick(true, 3, 2.5) + " " + pick(false, 3, 2.5));
    System.out.println(longer(new int[2], new int[3]).length);
    for (int i = 0; i < 4; i++) System.out.print(xor((i & 1) != 0, (i & 2) != 0) + " ");
    System.out.println();
    int r = touch(1) > 0 ? touch(2) : touch(3);
    r += touch(0) > 0 ? touch(4) : touch(5);
    r += touch(6) > 5 && touch(7) > 9 || touch(8) == 8 ? 100 : 200;
    boolean both = touch(1) == 2 & touch(2) == 2;
    boolean either = touch(3) == 3 | touch(4) == 5;
    System.out.println(r + " " + effects + " " + both + either);
    for (int x = -2; x < 8; x++) System.out.print(clamp(x, 0, 5));
    System.out.println();
    Object none = args.length > 100 ? args : null;
    System.out.println(none == null ? "null" : "some");
    long l = args.length == 0 ? 1 : 2L;
    float f = args.length == 0 ? 'A' : 1.5f;
    System.out.println(l + " " + f);
    System.out.println((args.length == 0 ? 1 : 'x') + (args.length == 0 ? 'y' : 0));
  }
}
