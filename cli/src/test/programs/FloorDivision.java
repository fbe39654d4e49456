/** Math.floorDiv and friends. */
class FloorDivision {
  public static void main(String[] args) {
    int[] values = {0, 1, -1, 3, -3, 7, -7, Integer.MAX_VALUE, Integer.MIN_VALUE};
    for (int a : values) {
      for (int b : values) {
        if (b == 0) continue;
        System.out.println(a + " " + b + ": " + Math.floorDiv(a, b) + " " + Math.floorMod(a, b) + " " + Math.ceilDiv(a, b) + " " + Math.ceilMod(a, b) + " " + Math.floorDiv((long) a, b)
            + " " + Math.floorMod((long) a << 31, b) + " " + Math.floorMod((long) a, (long) b));
      }
    }
    System.out.println(Math.floorMod(5, 0));
  }
}
