/** Methods of Character, Byte, Short, Boolean that are static code of the JDK. */
class CharacterMethods {
  public static void main(String[] args) {
    char[] chars = {'0', '9', 'a', 'Z', ' ', '\n', '_', '\u00e4', '\u00df', '\u0663', '\u20ac', '\ud83d', '\ude00', '\uffff'};
    for (char c : chars)
      System.out.print(Character.isSurrogate(c) + " " + Character.isHighSurrogate(c) + " " + Character.isLowSurrogate(c) + " " + Character.compare(c, 'a') + " " + Character.charCount(c) + ";");
    System.out.println();
    System.out.println(Character.toCodePoint('\ud83d', '\ude00') + " " + Character.isBmpCodePoint(0x1f600) + " " + Character.isValidCodePoint(0x110000) + " "
        + (int) Character.highSurrogate(0x1f600) + " " + (int) Character.lowSurrogate(0x1f600) + " " + Character.isSupplementaryCodePoint(0x1f600));
    System.out.println(Boolean.compare(true, false) + " " + Boolean.logicalXor(true, true) + " " + Boolean.hashCode(true) + " " + Byte.compare((byte) 1, (byte) 2) + " " + Short.compare((short) 3, (short) -3)
        + " " + Integer.hashCode(5) + " " + Long.hashCode(1L << 40 | 7) + " " + Float.isNaN(0f / 0) + " " + Double.isInfinite(1 / 0.0) + " " + Double.isFinite(1) + " " + Float.isFinite(1 / 0f));
    System.out.println(Integer.max(3, 4) + " " + Integer.min(3, 4) + " " + Integer.sum(3, 4) + " " + Long.max(3, -4) + " " + Long.sum(1, 2) + " " + Double.max(1, 2) + " " + Double.sum(0.1, 0.2)
        + " " + Float.min(0f, -0f) + " " + Double.hashCode(1.5) + " " + Float.hashCode(1.5f));
  }
}
