/** Fields of all types, hidden fields, static and instance, through super and casts. */
public class FieldAccess {
  boolean z;
  byte b;
  short s;
  char c;
  int i;
  long j;
  float f;
  double d;
  Object o;
  static boolean sz;
  static byte sb;
  static char sc;
  static long sj;

  static class Sub extends FieldAccess {
    int i = 9;

    int sum() {
      return i * 100 + super.i;
    }
  }

  public static void main(String[] args) {
    var x = new FieldAccess();
    System.out.println(x.z + " " + x.b + x.s + (int) x.c + x.i + x.j + x.f + x.d + x.o + sz + sb + (int) sc + sj);
    x.b = (byte) 300;
    x.s = (short) 70000;
    x.c = (char) 65601;
    x.z = !x.z;
    x.f = 1 / 3f;
    x.j = Long.MIN_VALUE;
    x.d -= 0.0;
    x.b += 200;
    x.c++;
    x.s >>>= 1;
    x.i = x.b << 3 ^ x.s;
    sb = (byte) (sj = 511);
    System.out.println(x.z + " " + x.b + " " + x.s + " " + x.c + " " + x.i + " " + x.j + " " + x.f + " " + x.d + " " + sb + sj);
    var sub = new Sub();
    ((FieldAccess) sub).i = 5;
    System.out.println(sub.sum() + " " + sub.i + " " + ((FieldAccess) sub).i);
    FieldAccess none = null;
    System.out.println(none.sj);
    int[] order = {0};
    FieldAccess[] all = {x};
    all[order[0]++].i += order[0] + 1;
    System.out.println(x.i + " " + order[0]);
  }
}
