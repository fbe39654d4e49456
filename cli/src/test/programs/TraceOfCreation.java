/** An exception has the trace of where it was made, wherever it is thrown. */
class TraceOfCreation {
  static RuntimeException kept;

  static RuntimeException make(int n) {
    if (n > 0) return make(n - 1);
    return new IllegalStateException(
        "made deep");
  }

  static RuntimeException make() {
    return make(2);
  }

  static void keep() {
    kept = make();
  }

  static void throwKept() {
    throw kept;
  }

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      try {
        keep();
        throwKept();
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
    throwKept();
  }
}
