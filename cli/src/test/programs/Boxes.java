/** Caches, comparison, parsing and printing of boxes. */
public class Boxes {
  public static void main(String[] args) {
    Integer a = 127;
    Integer b = 127;
    Integer c = 128;
    Integer d = 128;
    System.out.println((a == b) + " " + (c == d) + " " + c.equals(d) + " " + a.equals(127L) + " " + c.compareTo(a));
    Long l = -128L;
    Long m = -128L;
    System.out.println((l == m) + " " + (Long.valueOf(128) == Long.valueOf(128)) + " " + ((Short) (short) 5 == (Short) (short) 5));
    Character x = 'x';
    Character y = 'x';
    Boolean t = true;
    System.out.println((x == y) + " " + (t == Boolean.TRUE) + " " + (Character.valueOf('\u20ac') == Character.valueOf('\u20ac')) + " "
        + (Byte.valueOf((byte) 9) == Byte.valueOf((byte) 9)));
    System.out.println(Integer.toString(255, 16) + Integer.toHexString(-1) + Integer.toBinaryString(10) + Integer.toOctalString(8) + Long.toHexString(255L)
        + Long.toString(-35, 36));
    System.out.println(Integer.MAX_VALUE + Integer.MIN_VALUE + Long.MAX_VALUE + " " + Byte.MAX_VALUE + Short.MIN_VALUE + (int) Character.MAX_VALUE);
    System.out.println(Integer.hashCode(5) + Long.hashCode(1L << 32) + Double.hashCode(1.5) + Boolean.hashCode(true) + Character.hashCode('a'));
    System.out.println(Integer.compare(1, 2) + Integer.signum(-5) + Integer.sum(1, 2) + Integer.max(3, 4) + " " + Integer.reverse(1) + Integer.highestOneBit(100));
    Number n = 3.99;
    System.out.println(n.intValue() + " " + n.longValue() + " " + n.floatValue() + " " + ((Integer) 300).byteValue() + " " + Double.valueOf("2.5"));
    int sum = 0;
    Integer boxed = 0;
    for (int i = 0; i < 10; i++) {
      boxed += i;
      sum += boxed++;
    }
    System.out.println(sum + " " + boxed);
    Object o = true ? 1 : 2.0;
    System.out.println(o + " " + (true ? (Integer) 1 : (Character) 'a') + " " + (true ? (Object) 1 : "x"));
    System.out.println(Double.compare(0.0, -0.0) + " " + Double.isNaN(0.0 / 0) + " " + Double.valueOf(Double.NaN).equals(Double.NaN) + " " + Float.MIN_VALUE);
    try {
      Integer none = args.length > 3 ? 1 : null;
      int i = none;
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }
}
