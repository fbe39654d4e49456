/** Compound assignments convert back to the type of the variable, and evaluate its place once. */
class CompoundAssignment {
  static int evaluated;
  static byte field = 100;
  static char letter = 'a';
  static short[] shorts = {30000, -30000, 5};
  static long total = 10;

  static int index(int i) {
    evaluated++;
    return i;
  }

  static short[] array() {
    evaluated += 10;
    return shorts;
  }

  public static void main(String[] args) {
    byte b = 120;
    b += 10;
    System.out.println(b);
    b *= 3;
    System.out.println(b);
    b -= 0.5;
    System.out.println(b);
    char c = 'x';
    c += 5;
    System.out.println((int) c);
    c *= 1000;
    System.out.println((int) c);
    short s = 1;
    s <<= 15;
    System.out.println(s);
    s /= 7;
    System.out.println(s);
    int i = 7;
    i *= 2.6;
    System.out.println(i);
    i += 1e10;
    System.out.println(i);
    i -= 3.9f;
    System.out.println(i);
    i ^= 0xffL;
    System.out.println(i);
    long l = 1;
    l += 0.9999999999999999;
    System.out.println(l);
    l <<= 62;
    l += l;
    System.out.println(l);
    float f = 1;
    f += 1e-9;
    f *= 3;
    System.out.println(f);
    field += 100;
    letter++;
    letter += 1;
    total *= 1.5;
    System.out.println(field + " " + letter + " " + total);
    shorts[index(0)] += 10000;
    array()[index(1)] -= 10000;
    array()[index(2)]++;
    ++array()[index(2)];
    int old = array()[index(2)]--;
    int now = --array()[index(2)];
    System.out.println(shorts[0] + " " + shorts[1] + " " + shorts[2] + " " + old + " " + now + " " + evaluated);
    int x = 5;
    x = x++ + ++x;
    System.out.println(x);
    x += x++ * 2 + x;
    System.out.println(x);
    int[] a = {1, 2, 3, 4};
    int k = 0;
    a[k++] += a[k++] + k;
    a[k] = k = 3;
    System.out.println(a[0] + " " + a[1] + " " + a[2] + " " + a[3] + " " + k);
    boolean t = true;
    t &= false;
    t |= 3 > 2;
    t ^= true;
    System.out.println(t);
  }
}
