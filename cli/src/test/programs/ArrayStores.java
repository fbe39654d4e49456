/** Arrays are covariant, and stores are checked for it. */
class ArrayStores {
  static void put(Object[] array, Object value) {
    try {
      array[0] = value;
      System.out.println("stored");
    } catch (ArrayStoreException e) {
      System.out.println(e.getMessage());
    }
  }

  public static void main(String[] args) {
    Object[] plain = new Object[1];
    Object[] strings = new String[1];
    Object[] rows = new int[1][];
    Object[] cubes = new int[1][][];
    Object[] nested = new Object[1][];
    Object[] errors = new RuntimeException[1];
    Object[][] arrays = {plain, strings, rows, cubes, nested, errors};
    for (Object[] array : arrays) {
      put(array, null);
      put(array, "text");
      put(array, new int[2]);
      put(array, new long[2]);
      put(array, new int[2][3]);
      put(array, new String[1]);
      put(array, new Object[1]);
      put(array, new ArithmeticException("x"));
      put(array, new Error("x"));
      put(array, array);
    }
    Cloneable[] cloneables = new int[2][2];
    cloneables[1] = new int[7];
    System.out.println(((int[]) cloneables[1]).length);
    try {
      cloneables[0] = new byte[1];
    } catch (ArrayStoreException e) {
      System.out.println(e);
    }
    strings[0] = new int[1];
  }
}
