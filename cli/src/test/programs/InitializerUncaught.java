/** An initialiser that divides by zero ends the program, with the cause in the trace. */
class InitializerUncaught {
  static class Config {
    static int size = 10;
    static int share = portion(size, 0);

    static int portion(int total, int parts) {
      return total / parts;
    }
  }

  static int deeper(int n) {
    if (n > 0) return deeper(n - 1);
    return Config.share;
  }

  public static void main(String[] args) {
    System.out.println("before");
    System.out.println(deeper(2));
  }
}
