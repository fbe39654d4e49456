/** Methods that objects of classes made before and after their first call share, and arguments that are the only way to their objects. */
class FirstCallsOnManyObjects {
  interface Named {
    String name();
    default String twice() { return name() + name(); }
  }

  static class Base implements Named {
    public String name() { return "base"; }
    int pick(Object a, long b, Object c, double d, Object e, Object f, float g, Object h, int i, Object j) {
      return a.hashCode() == 7 ? i : ((int[]) c)[0] + ((String) e).length() + (int) b + (int) d + (int) g + ((Named) f).name().length() + ((int[][]) h)[1][2] + j.toString().length();
    }
  }

  static class Early extends Base { public String name() { return "early"; } }
  static class Late extends Base { }
  static class Latest extends Early { public String twice() { return "2" + super.twice(); } }

  static Named make(int which) {
    return switch (which) {
      case 0 -> new Base();
      case 1 -> new Early();
      case 2 -> new Late();
      case 3 -> new Latest();
      default -> () -> "lambda " + which;
    };
  }

  static int use(Base base, String text) {
    return base.pick("x" + text, 1L << 3, new int[] {40}, 2.5, text + text, make(text.length() % 5), 3.5f, new int[][] {{1}, {2, 3, 400}}, 6, new StringBuilder(text));
  }

  public static void main(String[] args) {
    for (int round = 0; round < 2; round++)
      for (int which = 0; which < 6; which++) {
        Named named = make(which);
        System.out.println(named.name() + " " + named.twice());
        if (named instanceof Base base) System.out.println(use(base, "text " + which));
      }
    Object[] all = {new int[1], "s", make(2), make(9)};
    for (Object o : all) System.out.println(o.equals(all[2]) + " " + (o instanceof Named n ? n.twice() : "none"));
  }
}
