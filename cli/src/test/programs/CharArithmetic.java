/** Characters as numbers, in arrays, printed, concatenated. */
class CharArithmetic {
  static char rotate(char c) {
    if (c >= 'a' && c <= 'z') return (char) ((c - 'a' + 13) % 26 + 'a');
    if (c >= 'A' && c <= 'Z') return (char) ((c - 'A' + 13) % 26 + 'A');
    return c;
  }

  public static void main(String[] args) {
    char[] text = {'H', 'e', 'l', 'l', 'o', ',', ' ', 'W', 'o', 'r', 'l', 'd', '\u00e4', '\u20ac', '\n'};
    System.out.print(text);
    for (char c : text) System.out.print(rotate(c));
    for (char c = 'a'; c <= 'e'; c++) System.out.print(c);
    System.out.println();
    char c = 'A';
    System.out.println(c + 1);
    System.out.println((char) (c + 1));
    System.out.println("" + c + 1);
    System.out.println(c + "" + (char) 66 + (int) 'C' + 'D');
    c--;
    System.out.println(c);
    char max = '\uffff';
    max++;
    System.out.println((int) max);
    int[] counts = new int[128];
    for (char x : text) if (x < 128) counts[x]++;
    for (int i = 0; i < 128; i++) if (counts[i] > 1) System.out.println((char) i + " " + counts[i]);
    char[] digits = new char[10];
    for (int i = 0; i < 10; i++) digits[i] = (char) ('0' + 9 - i);
    System.out.println(digits);
    int value = 0;
    for (char d : digits) value = value * 10 + (d - '0');
    System.out.println(value);
    System.out.println('a' + 'b' + "c" + 'd' + 'e');
    System.out.println(c == 64 ? 'y' : 'n');
    System.out.println(true ? 'x' : 0);
    int zero = 0;
    System.out.println(true ? 'x' : zero);
  }
}
