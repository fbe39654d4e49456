/** boolean as field, element, parameter, result, in logic without short cut. */
class BooleanArrays {
  static boolean flag;
  static boolean[] seen = new boolean[50];

  static boolean not(boolean b) {
    return !b;
  }

  static boolean majority(boolean a, boolean b, boolean c) {
    return a & b | a & c | b & c;
  }

  static int count(boolean[] a) {
    int n = 0;
    for (boolean b : a) if (b) n++;
    return n;
  }

  public static void main(String[] args) {
    for (int i = 0; i < 8; i++) {
      boolean a = (i & 1) != 0, b = (i & 2) != 0, c = (i & 4) != 0;
      System.out.print(majority(a, b, c) + " " + (a ^ b ^ c) + " " + (a && b || c) + " " + (a || b && c) + " " + (!a | b) + " " + (a == b) + " " + (a != c) + ";");
    }
    System.out.println();
    for (int i = 0; i < seen.length; i++) seen[i * 7 % seen.length] ^= i % 3 == 0;
    System.out.println(count(seen));
    flag = not(flag);
    flag &= seen[0];
    seen[1] |= flag;
    System.out.println(flag + " " + seen[1]);
    boolean[] sieve = new boolean[100];
    for (int i = 2; i < 100; i++) if (!sieve[i]) for (int j = i * i; j < 100; j += i) sieve[j] = true;
    for (int i = 2; i < 100; i++) if (!sieve[i]) System.out.print(i + " ");
    System.out.println();
    System.out.println(flag ? 1 : 0);
    boolean assigned;
    if (assigned = args.length == 0) System.out.println("assigned " + assigned);
  }
}
