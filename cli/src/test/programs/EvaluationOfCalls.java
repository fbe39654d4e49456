/** Receiver and arguments are evaluated before the receiver is found to be null. */
public class EvaluationOfCalls {
  static int trace(int n) {
    System.out.print(n + " ");
    return n;
  }

  EvaluationOfCalls self(int n) {
    System.out.print("self" + n + " ");
    return this;
  }

  void two(int a, int b) {
    System.out.println("two " + a + b);
  }

  int field;

  static EvaluationOfCalls nothing() {
    System.out.print("nothing ");
    return null;
  }

  public static void main(String[] args) {
    new EvaluationOfCalls().self(trace(1)).self(trace(2)).two(trace(3), trace(4));
    try {
      nothing().two(trace(5), trace(6));
    } catch (NullPointerException e) {
      System.out.println("null");
    }
    try {
      nothing().field = trace(7);
    } catch (NullPointerException e) {
      System.out.println("null");
    }
    try {
      int[] none = null;
      none[trace(8)] = trace(9);
    } catch (NullPointerException e) {
      System.out.println("null");
    }
    try {
      new int[2][trace(-1)].clone();
    } catch (NegativeArraySizeException e) {
      System.out.println(e.getMessage());
    }
    try {
      Object o = "s";
      ((EvaluationOfCalls) o).two(trace(1), trace(2));
    } catch (ClassCastException e) {
      System.out.println("cast first");
    }
    int i = 1;
    i = i++ + ++i * trace(i--) + i;
    System.out.println(i);
    String s = "a" + trace(1) + (trace(0) == 0 || trace(9) == 9) + trace(2);
    System.out.println(s);
  }
}
