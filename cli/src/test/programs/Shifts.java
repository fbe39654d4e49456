/** Shift counts beyond the width, of int and long, with int and long counts. */
class Shifts {
  public static void main(String[] args) {
    int[] counts = {0, 1, 5, 31, 32, 33, 63, 64, 65, -1, -31, -32, -33, Integer.MIN_VALUE, Integer.MAX_VALUE};
    int[] ints = {0, 1, -1, 0x12345678, Integer.MIN_VALUE, Integer.MAX_VALUE};
    long[] longs = {0, 1, -1, 0x123456789abcdef0L, Long.MIN_VALUE, Long.MAX_VALUE};
    for (int count : counts) {
      long wide = count;
      for (int x : ints) System.out.println(x + " by " + count + ": " + (x << count) + " " + (x >> count) + " " + (x >>> count) + " " + (x << wide));
      for (long x : longs) System.out.println(x + " by " + count + ": " + (x << count) + " " + (x >> count) + " " + (x >>> count) + " " + (x >>> wide));
    }
    byte b = -100;
    b >>>= 1;
    short s = (short) 0x8001;
    s >>= 3;
    char c = 0xffff;
    c <<= 4;
    System.out.println(b + " " + s + " " + (int) c);
    int x = -1;
    x >>>= 28;
    System.out.println(x);
    long bit = 1;
    for (int i = 0; i < 70; i++) bit <<= 1;
    System.out.println(bit + " " + (1 << 35) + " " + (1L << 35) + " " + (-5 >> 1) + " " + (-5 >>> 1) + " " + (-5L >>> 1));
  }
}
