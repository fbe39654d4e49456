// heap: 64m
/** Too large an array is an OutOfMemoryError that can be caught. */
class OutOfMemory {
  static long[][] kept = new long[100][];

  public static void main(String[] args) {
    try {
      System.out.println(new int[Integer.MAX_VALUE].length);
    } catch (OutOfMemoryError e) {
      System.out.println(e.getMessage());
    }
    try {
      kept[0] = new long[Integer.MAX_VALUE - 8];
      System.out.println("made");
    } catch (OutOfMemoryError e) {
      System.out.println(e.getMessage() + " " + (kept[0] == null));
    }
    try {
      Object o = new double[100][2000000000];
      System.out.println("made");
    } catch (VirtualMachineError e) {
      System.out.println(e);
    }
    kept[1] = new long[10];
    System.out.println(kept[1].length);
  }
}
