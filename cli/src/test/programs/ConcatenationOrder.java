/** Operands become text from left to right, each once, and before anything is joined. */
public class ConcatenationOrder {
  private int n;

  @Override
  public String toString() {
    System.out.println("toString " + ++n);
    return "o" + n;
  }

  static String say(String s) {
    System.out.println("say " + s);
    return s;
  }

  public static void main(String[] args) {
    var o = new ConcatenationOrder();
    System.out.println(o + say("a") + o + 'c' + 1 + 2L + 1.5f + null + true);
    String s = "s";
    s += o + "|" + s;
    System.out.println(s);
    char[] array = {'x'};
    String[] texts = {"t"};
    int i = 0;
    texts[i++] += i + say("b");
    System.out.println(texts[0] + i + array[0]);
    var nothing = new Object() {
      @Override
      public String toString() {
        return null;
      }
    };
    System.out.println("a" + nothing + "b");
    final int folded = 5;
    System.out.println("" + folded + 'a' + (char) (folded + 'a') + (byte) 300 + (short) -1);
    System.out.println(1 + 2 + "3" + 4 + 5);
  }
}
