/** Casts to byte, short and char, of everything. */
class NarrowingCasts {
  static byte b;
  static short s;
  static char c;

  static byte toByte(int x) {
    return (byte) x;
  }

  static short toShort(int x) {
    return (short) x;
  }

  static char toChar(int x) {
    return (char) x;
  }

  static boolean isOdd(int x) {
    return (x & 1) != 0;
  }

  public static void main(String[] args) {
    int[] values = {0, 1, -1, 127, 128, 129, 255, 256, -128, -129, 32767, 32768, 65535, 65536, -32768, -32769, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x12345678};
    for (int x : values) {
      b = (byte) x;
      s = (short) x;
      c = (char) x;
      System.out.println(x + ": " + b + " " + s + " " + (int) c + " " + toByte(x) + " " + toShort(x) + " " + (int) toChar(x) + " " + (char) (byte) 65 + " "
          + (int) (char) (byte) x + " " + (byte) (char) x + " " + (short) (char) x + " " + isOdd(x));
      long wide = x * 65537L;
      System.out.println((byte) wide + " " + (short) wide + " " + (int) (char) wide + " " + (int) wide);
      float f = x;
      double d = x * 1.5;
      System.out.println((byte) f + " " + (short) f + " " + (int) (char) f + " " + (byte) d + " " + (short) d + " " + (int) (char) d);
    }
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) bytes[i] = (byte) (0xcafebabe >>> 8 * i);
    int packed = 0;
    for (byte x : bytes) packed = packed << 8 | x & 0xff;
    System.out.println(packed);
  }
}
