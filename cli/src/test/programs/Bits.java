/** Bit counting, rotation and reversal through the boxes' methods. */
public class Bits {
  public static void main(String[] args) {
    for (int x : new int[] {0, 1, -1, 0x00ff00ff, Integer.MIN_VALUE, 12345})
      System.out.println(Integer.bitCount(x) + " " + Integer.numberOfLeadingZeros(x) + " " + Integer.numberOfTrailingZeros(x) + " " + Integer.reverse(x) + " " + Integer.reverseBytes(x) + " "
          + Integer.rotateLeft(x, 5) + " " + Integer.rotateRight(x, 5) + " " + Integer.highestOneBit(x) + " " + Integer.lowestOneBit(x) + " " + Integer.toBinaryString(x));
    for (long x : new long[] {0, -1, 1L << 40, Long.MAX_VALUE})
      System.out.println(Long.bitCount(x) + " " + Long.numberOfLeadingZeros(x) + " " + Long.numberOfTrailingZeros(x) + " " + Long.reverse(x) + " " + Long.rotateLeft(x, 9) + " " + Long.toHexString(x));
    System.out.println(Integer.compareUnsigned(-1, 1) + " " + Integer.toUnsignedString(-1) + " " + Integer.divideUnsigned(-1, 7) + " " + Long.toUnsignedString(-1L) + " " + Integer.parseUnsignedInt("4294967295"));
    System.out.println(Float.floatToIntBits(1.5f) + " " + Double.doubleToLongBits(-0.0) + " " + Float.intBitsToFloat(0x7fc00001) + " " + Double.longBitsToDouble(1) + " " + Short.reverseBytes((short) 0x1234));
  }
}
