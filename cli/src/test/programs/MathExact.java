/** The exact methods, caught and uncaught: their frames are of the JDK. */
class MathExact {
  static int attempts;

  public static void main(String[] args) {
    int[] ints = {1, Integer.MAX_VALUE, Integer.MIN_VALUE, 50000};
    for (int a : ints) {
      for (int b : ints) {
        try { System.out.print(Math.addExact(a, b) + " "); } catch (ArithmeticException e) { System.out.print(e.getMessage() + " "); }
        try { System.out.print(Math.subtractExact(a, b) + " "); } catch (ArithmeticException e) { System.out.print(e.getMessage() + " "); }
        try { System.out.print(Math.multiplyExact(a, b) + " "); } catch (ArithmeticException e) { System.out.print(e.getMessage() + " "); }
        try { System.out.print(Math.multiplyExact((long) a << 20, (long) b << 20) + " "); } catch (ArithmeticException e) { System.out.print(e.getMessage() + " "); }
        System.out.println();
      }
      try { System.out.print(Math.negateExact(a) + " "); } catch (ArithmeticException e) { System.out.print(e.getMessage() + " "); }
      try { System.out.print(Math.toIntExact(a * 2L) + " "); } catch (ArithmeticException e) { System.out.print(e.getMessage() + " "); }
      try { System.out.println(Math.incrementExact(a)); } catch (ArithmeticException e) { System.out.println(e.getMessage()); }
    }
    System.out.println(Math.multiplyHigh(Long.MAX_VALUE, Long.MIN_VALUE) + " " + Math.unsignedMultiplyHigh(-1L, -1L) + " " + Math.multiplyFull(Integer.MIN_VALUE, Integer.MIN_VALUE));
    System.out.println(Math.addExact(Long.MAX_VALUE, 1L));
  }
}
