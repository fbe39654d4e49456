/** Building, changing and taking apart text in place. */
public class StringBuilders {
  public static void main(String[] args) {
    var b = new StringBuilder();
    b.append(1).append('c').append(2L).append("text").append(true).append((Object) null).append(new char[] {'x', 'y'}).append((String) null);
    System.out.println(b + " " + b.length());
    b.setLength(6);
    b.insert(0, "<").insert(3, 99).insert(b.length(), '>').insert(1, 2.5).insert(2, true);
    System.out.println(b);
    b.deleteCharAt(0).delete(1, 4).reverse().setCharAt(0, '#');
    System.out.println(b + " " + b.indexOf("t") + " " + b.lastIndexOf("9") + " " + b.charAt(2));
    b.replace(1, 3, "[replaced]");
    System.out.println(b.substring(3) + " " + b.substring(1, 5) + " " + b.isEmpty() + " " + b.compareTo(new StringBuilder("#")));
    var wide = new StringBuilder("ab").append('\u20ac').append("cd").append(-7).append(1.5f);
    System.out.println(wide.reverse() + " " + wide.length());
    wide.setLength(2);
    System.out.println(wide.append("abc", 1, 3).append(wide).appendCodePoint(0x1F600).codePointAt(6));
    var zeros = new StringBuilder("z");
    zeros.setLength(3);
    System.out.println((int) zeros.charAt(2));
    for (int i = 0; i < 100; i++) b.append(i).append(',');
    System.out.println(b.length() + " " + b.toString().hashCode());
    System.out.println(new StringBuffer("buffer").append(1).reverse());
    System.out.println(new StringBuilder("a\ud83d\ude00b").reverse());
    CharSequence s = new StringBuilder("sequence");
    System.out.println(s.subSequence(1, 4) + " " + s.equals("sequence") + " " + "sequence".contentEquals(s));
  }
}
