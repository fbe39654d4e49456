/** System.exit in an initialiser; the exit code has one byte. */
class ExitInInitializer {
  static class Gate {
    static int value = close();

    static int close() {
      System.out.println("closing");
      System.exit(256 + 3);
      return 1;
    }
  }

  public static void main(String[] args) {
    try {
      System.out.println(Gate.value);
    } catch (Throwable t) {
      System.out.println("caught");
    }
  }
}
