/** A cause made under the same initialisers as its wrapper: all but the innermost frames are shared. */
class CauseMadeInside {
  static class Config {
    static int size = compute(3);

    static int compute(int n) {
      if (n > 0) return compute(n - 1);
      try {
        return Parts.count;
      } catch (ExceptionInInitializerError e) {
        System.out.println(e.getMessage());
        throw e;
      }
    }
  }

  static class Parts {
    static int count = parse("x");

    static int parse(String text) {
      int[] none = null;
      return none[0];
    }
  }

  static int deeper(int n) {
    return n > 0 ? deeper(n - 1) + 1 : Config.size;
  }

  public static void main(String[] args) {
    System.out.println(
        deeper(2));
  }
}
