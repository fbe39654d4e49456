import java.util.Arrays;

/** Tables of constants of all types in class initialisers, and what only looks like one. */
public class ConstantTables {
  static final boolean[] Z = {true,false,true,true,false,false,true,true,false,true,true,true,false,false,false,true,true,false};
  static final byte[] B = {1,-1,127,-128,0,5,6,7,8,9,10,11,12,13,14,15,16,-17,100};
  static final char[] C = {'a',0,'\uffff','\ud800',255,256,'b','c','d','e','f','g','h','i','j','k','l'};
  static final short[] S = {1,-1,32767,-32768,0,1,2,3,4,5,6,7,8,9,10,11,12,13};
  static final int[] I = {1,-1,Integer.MAX_VALUE,Integer.MIN_VALUE,0,0x12345678,2,3,4,5,6,7,8,9,10,11,12,13,65536};
  static final float[] F = {1f,-1f,0f,-0f,Float.NaN,Float.MIN_VALUE,2f,3f,4.5f,1e30f,7,8,9,10,11,12,13,14};
  static final long[] J = {1,-1,Long.MAX_VALUE,Long.MIN_VALUE,0,0x123456789abcdefL,2,3,4,5,6,7,8,9,10,11,12,13};
  static final double[] D = {1,-1,0,-0.0,Double.NaN,Double.MIN_VALUE,2,3,4.25,1e300,7,8,9,10,11,12,13,14};
  static int calls; static int next() { return ++calls; }
  static final int[] MIXED = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,next(),18,19,20,next(),22};
  static final int[] COND = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17, calls > 0 ? 5 : 6, 18,19,20};
  static final int[][] NEST = {{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17},{},{20,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18}};
  static final int[] ZEROS = {0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,3,0,0,0,0};
  static final Object[] O = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18};
  enum E { A; static final long[] T = {9,8,7,6,5,4,3,2,1,0,-1,-2,-3,-4,-5,-6,-7,-8}; }
  public static void main(String[] a) {
    System.out.println(Arrays.toString(Z)); System.out.println(Arrays.toString(B));
    for (char c : C) System.out.print((int) c + " "); System.out.println();
    System.out.println(Arrays.toString(S)); System.out.println(Arrays.toString(I)); System.out.println(Arrays.toString(J));
    for (float f : F) System.out.print(Float.floatToRawIntBits(f) + " "); for (double d : D) System.out.print(Double.doubleToRawLongBits(d) + " "); System.out.println();
    System.out.println(Arrays.toString(MIXED)); System.out.println(Arrays.toString(COND)); System.out.println(calls);
    for (var n : NEST) System.out.println(Arrays.toString(n)); System.out.println(Arrays.toString(ZEROS)); System.out.println(O.length + " " + O[17] + Arrays.toString(E.T));
    System.out.println(Character.isDigit('5') + " " + Character.isLetter('\u0416') + Character.toUpperCase('\u00e9') + Character.getNumericValue('\u0665'));
    int[] local = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18}; System.out.println(local[17]);
  }
}
