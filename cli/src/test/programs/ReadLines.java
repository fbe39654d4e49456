// stdin: 3\nfirst line\nsecond\n7 8 9
/** Lines out of System.in.read, as programs without a library read them. */
public class ReadLines {
  static String line() throws java.io.IOException {
    var text = new StringBuilder();
    int c = System.in.read();
    if (c < 0) return null;
    for (; c >= 0 && c != '\n'; c = System.in.read()) text.append((char) c);
    return text.toString();
  }

  public static void main(String[] args) throws java.io.IOException {
    int n = Integer.parseInt(line());
    System.out.println(n * 2);
    for (var s = line(); s != null; s = line()) {
      int sum = 0;
      for (var part : s.split(" ")) if (Character.isDigit(part.charAt(0))) sum += Integer.parseInt(part);
      System.out.println("[" + s + "] " + sum);
    }
    System.out.println(System.in.read());
  }
}
