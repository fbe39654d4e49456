/** The class of main itself cannot be initialised. */
class InitializerOfMainThrows {
  static int[] table = new int[3];
  static int value = table[3];

  public static void main(String[] args) {
    System.out.println("not reached");
  }
}
