/** One slot for locals of different types, and values that stay on the stack across branches. */
class LocalReuse {
  static int scopes(int x) {
    int total = 0;
    {
      long a = x * 3L;
      total += (int) a;
    }
    {
      double b = x / 2.0;
      total += (int) (b * 4);
    }
    {
      int[] c = new int[x];
      total += c.length;
    }
    for (int i = 0; i < 3; i++) {
      float f = i * 1.5f;
      total += (int) f;
    }
    for (long i = 0; i < 3; i++) total += (int) i;
    try {
      String s = "x" + x;
      total += s == null ? 1 : 2;
    } catch (RuntimeException e) {
      total = -1;
    }
    return total;
  }

  static int acrossBranches(int a, int b, boolean c) {
    return a * 2 + (c ? b * 3 : b - (a > b ? a : -b)) * (a < 3 ? 1 : c ? 2 : 5) - (b == 0 ? 7 : a / b);
  }

  static long conditionalCall(int n) {
    return n + (n > 3 ? conditionalCall(n - 1) : 10L) * (n % 2 == 0 ? 2 : conditionalCall(1 - n));
  }

  public static void main(String[] args) {
    for (int i = 0; i < 5; i++) System.out.print(scopes(i) + " ");
    System.out.println();
    for (int a = -1; a < 6; a++) for (int b = -1; b < 3; b++) System.out.print(acrossBranches(a, b, a > 1) + " ");
    System.out.println();
    for (int i = 0; i < 7; i++) System.out.print(conditionalCall(i) + " ");
    System.out.println();
    int uninitialised;
    if (args.length == 0) uninitialised = 4;
    else uninitialised = 5;
    System.out.println(uninitialised);
  }
}
