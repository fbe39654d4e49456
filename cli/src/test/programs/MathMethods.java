/** The integer and floating-point methods of Math that programs call. */
public class MathMethods {
  public static void main(String[] args) {
    System.out.println(Math.abs(-5) + Math.abs(-2.5) + Math.abs(Integer.MIN_VALUE) + " " + Math.max(1, 2L) + Math.min(-0.0, 0.0) + Math.signum(-3.0));
    System.out.println(Math.floorDiv(-7, 2) + " " + Math.floorMod(-7, 3) + " " + Math.ceilDiv(7, 2) + " " + Math.clamp(15L, 0, 10) + " " + Math.round(2.5) + Math.round(-2.5) + Math.round(1.4f));
    System.out.println(Math.sqrt(2) + " " + Math.pow(2, 0.5) + " " + Math.hypot(3, 4) + " " + Math.cbrt(27) + " " + Math.floor(-1.5) + Math.ceil(-1.5) + Math.rint(2.5));
    System.out.println(Math.toRadians(180) + " " + Math.toDegrees(Math.PI) + " " + Math.atan2(1, 1) + " " + Math.exp(1) + " " + Math.log(Math.E) + Math.log10(1000));
    System.out.println(Math.ulp(1.0) + " " + Math.nextUp(1f) + " " + Math.getExponent(1024.5) + " " + Math.scalb(1.5, 4) + " " + Math.copySign(1, -0.0) + " " + Math.fma(2.0, 3.0, 1.0));
    for (Runnable r : new Runnable[] {() -> Math.addExact(Integer.MAX_VALUE, 1), () -> Math.multiplyExact(1L << 40, 1L << 40), () -> Math.toIntExact(1L << 33), () -> Math.negateExact(Integer.MIN_VALUE),
        () -> Math.floorMod(1, 0)}) {
      try {
        r.run();
      } catch (ArithmeticException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
