/** The bit methods of Integer and Long, intrinsic or compiled from the JDK. */
class IntegerBits {
  public static void main(String[] args) {
    int[] ints = {0, 1, -1, 2, 0x12345678, Integer.MIN_VALUE, Integer.MAX_VALUE, 0x00ff0000, -2};
    for (int x : ints) {
      System.out.println(x + ": " + Integer.bitCount(x) + " " + Integer.numberOfLeadingZeros(x) + " " + Integer.numberOfTrailingZeros(x) + " " + Integer.reverse(x) + " "
          + Integer.reverseBytes(x) + " " + Integer.highestOneBit(x) + " " + Integer.lowestOneBit(x) + " " + Integer.rotateLeft(x, 7) + " " + Integer.rotateRight(x, 33) + " "
          + Integer.rotateLeft(x, -1) + " " + Integer.signum(x) + " " + Integer.toUnsignedLong(x));
      System.out.println(Short.toUnsignedInt((short) x) + " " + Byte.toUnsignedInt((byte) x) + " " + (int) Character.reverseBytes((char) x) + " " + Short.reverseBytes((short) x));
    }
    long[] longs = {0, 1, -1, 0x123456789abcdef0L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 0xff00ff00ff00ff00L};
    for (long x : longs) {
      System.out.println(x + ": " + Long.bitCount(x) + " " + Long.numberOfLeadingZeros(x) + " " + Long.numberOfTrailingZeros(x) + " " + Long.reverse(x) + " " + Long.reverseBytes(x)
          + " " + Long.highestOneBit(x) + " " + Long.lowestOneBit(x) + " " + Long.rotateLeft(x, 13) + " " + Long.rotateRight(x, 65) + " " + Long.signum(x));
    }
    for (int i = 0; i < 70; i += 9) System.out.print(Integer.rotateLeft(0xcafebabe, i) + " " + Long.rotateRight(0xcafebabeL, i) + " ");
    System.out.println();
    System.out.println(Float.floatToIntBits(1.5f) + " " + Float.intBitsToFloat(0x7f800000) + " " + Double.doubleToLongBits(-2.5) + " " + Double.longBitsToDouble(1L) + " "
        + Float.floatToRawIntBits(Float.NaN) + " " + Double.doubleToLongBits(0.0 / 0) + " " + Float.floatToIntBits(-0f));
  }
}
