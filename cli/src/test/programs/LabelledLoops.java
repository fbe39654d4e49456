/** break and continue out of nested loops of all kinds. */
class LabelledLoops {
  public static void main(String[] args) {
    int count = 0;
    outer:
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        if (j == i) continue outer;
        if (i + j == 12) break outer;
        count += i * j;
      }
    }
    System.out.println(count);
    int n = 0;
    rows:
    while (true) {
      int k = 0;
      do {
        n++;
        if (n % 7 == 0) continue rows;
        if (n > 50) break rows;
        switch (k) {
          case 3:
            continue;
          case 5:
            break;
          default:
            n += 2;
        }
      } while (++k < 9);
    }
    System.out.println(n);
    block: {
      if (n > 3) break block;
      System.out.println("not printed");
    }
    int primes = 0;
    next:
    for (int p = 2; p < 1000; p++) {
      for (int d = 2; d * d <= p; d++) if (p % d == 0) continue next;
      primes++;
    }
    System.out.println(primes);
    int a = 0;
    int b = 1;
    for (; ; ) {
      int t = a;
      a = b;
      b = t + b;
      if (b < 0) break;
    }
    System.out.println(a + " " + b);
    for (int i = 0, j = 10; i < j; i++, j--) System.out.print(i + j * 100 + " ");
    System.out.println();
    deep:
    for (int i = 0; ; i++) for (int j = 0; ; j++) for (int k = 0; ; k++) {
      if (i * j * k == 60) {
        System.out.println(i + " " + j + " " + k);
        break deep;
      }
      if (k > 4) break;
      if (j > 4) continue deep;
    }
  }
}
