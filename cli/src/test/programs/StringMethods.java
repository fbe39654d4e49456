/** What programs do with strings most. */
public class StringMethods {
  public static void main(String[] args) {
    String s = "  Hello, World  ";
    System.out.println(s.length() + "|" + s.trim() + "|" + s.strip() + "|" + s.stripLeading() + "|" + s.stripTrailing() + "|");
    String t = s.trim();
    System.out.println(t.charAt(4) + t.substring(7) + t.substring(0, 5) + t.indexOf('o') + t.lastIndexOf('o') + t.indexOf("World") + t.indexOf("x"));
    System.out.println(t.indexOf('o', 5) + t.indexOf("l", 4) + " " + t.contains("lo, W") + t.startsWith("Hell") + t.endsWith("ld") + t.startsWith("W", 7));
    System.out.println(t.replace('l', 'L') + t.replace("World", "there") + t.replace("", "-"));
    System.out.println(t.toUpperCase() + t.toLowerCase() + "ab".repeat(3) + "x".repeat(0) + "|");
    System.out.println(t.isEmpty() + " " + "".isEmpty() + " " + " \t".isBlank() + " " + t.equals("Hello, World") + " " + t.equalsIgnoreCase("HELLO, wORLD"));
    System.out.println("apple".compareTo("banana") + " " + "a".compareTo("abc") + " " + "B".compareToIgnoreCase("a") + " " + "same".compareTo("same"));
    System.out.println(String.join("-", "a", "b", "c") + String.join("", new String[0]) + String.join(", ", java.util.List.of("x", "y")));
    char[] chars = t.toCharArray();
    chars[0] = 'J';
    System.out.println(new String(chars) + String.valueOf(chars, 0, 3) + String.copyValueOf(chars, 1, 2) + new String(chars, 7, 2));
    System.out.println(t.hashCode() + " " + "".hashCode() + " " + "\u20ac100".hashCode());
    System.out.println("one".concat("two") + "abcabc".lastIndexOf("bc") + "abcabc".lastIndexOf('a', 2) + "x".equals(null));
    System.out.println(String.valueOf(true) + String.valueOf('c') + String.valueOf(1L) + String.valueOf((Object) null) + "a\nb\n".lines().count());
    System.out.println("abc".contentEquals(new StringBuilder("abc")) + " " + "hello".regionMatches(1, "yell", 1, 3) + " " + "hello".regionMatches(true, 1, "YELL", 1, 3));
    int sum = 0;
    for (byte b : "h\u00e9\u20ac".getBytes(java.nio.charset.StandardCharsets.UTF_8)) sum = sum * 31 + b;
    System.out.println(sum + " " + new String(new byte[] {104, -61, -87}, java.nio.charset.StandardCharsets.UTF_8));
  }
}
