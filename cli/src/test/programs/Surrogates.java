/** Characters outside the basic plane, whole, in halves, and halves alone. */
class Surrogates {
  public static void main(String[] args) {
    char[] pair = {'\ud83d', '\ude00'};
    System.out.println(pair);
    for (char c : pair) System.out.print(c);
    System.out.println();
    System.out.print(pair[0]);
    System.out.println(pair[1]);
    System.out.println(pair[0]);
    System.out.println("<" + pair[0] + pair[1] + ">" + pair[1] + "|" + pair[0] + "|");
    System.out.print("\ud83d");
    System.out.print("\ude00");
    System.out.print('\ude00');
    System.out.print('x');
    System.out.println();
    System.err.print('\ud83d');
    System.err.println("\ude00");
    String joined = "a\ud83d";
    joined += '\ude00';
    System.out.println(joined);
    System.out.print('\ud83d');
  }
}
