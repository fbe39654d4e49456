/** Of a cause, the frames that are not those of its wrapper: made earlier, it shares the outermost only. */
class CauseMadeElsewhere {
  static RuntimeException kept;

  static RuntimeException make(int n) {
    if (n > 0) return make(n - 1);
    return new IllegalStateException("made before");
  }

  static class First {
    static int value = fails();

    static int fails() {
      throw kept;
    }
  }

  static class Second {
    static int value = First.value + 1;
  }

  static int use(int n) {
    return n == 0 ? Second.value : use(n - 1);
  }

  static void run(int n) {
    if (n > 0) {
      run(n - 1);
    } else {
      kept = make(2);
      System.out.println(use(3));
    }
  }

  public static void main(String[] args) {
    run(2);
  }
}
