/** Kinds of characters and their cases, of ASCII and beyond. */
public class Characters {
  public static void main(String[] args) {
    for (char c : "aZ5 _$\t\u00e9\u00df\u20ac\u4e2d".toCharArray())
      System.out.println((int) c + " " + Character.isLetter(c) + Character.isDigit(c) + Character.isLetterOrDigit(c) + Character.isWhitespace(c)
          + Character.isUpperCase(c) + Character.isLowerCase(c) + Character.isAlphabetic(c) + Character.isJavaIdentifierStart(c) + " " + Character.toUpperCase(c)
          + Character.toLowerCase(c) + " " + Character.getNumericValue(c));
    System.out.println(Character.digit('f', 16) + " " + Character.forDigit(11, 16) + " " + Character.isSurrogate('\ud83d') + " " + Character.toChars(0x1F600).length);
    System.out.println(Character.toString('c') + Character.toString(0x20ac) + Character.compare('a', 'b') + Character.MIN_RADIX);
    System.out.println("stra\u00dfe".toUpperCase() + "\u0130".length() + "\u00c4\u00d6".toLowerCase());
  }
}
