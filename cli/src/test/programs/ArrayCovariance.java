/** Arrays of a subclass as arrays of a superclass, and what may not be stored there. */
public class ArrayCovariance {
  static void store(Object[] array, Object value) {
    try {
      array[0] = value;
      System.out.println("stored " + (array[0] instanceof Object[] ? "array" : array[0]));
    } catch (ArrayStoreException e) {
      System.out.println(e.getMessage());
    }
  }

  interface Face {}

  record A(int n) implements Face {}

  public static void main(String[] args) {
    store(new Object[1], "x");
    store(new String[1], "x");
    store(new String[1], 5);
    store(new Integer[1], null);
    store(new Number[1], 2.5);
    store(new Face[1], new A(1));
    store(new Face[1], new Object[0]);
    store(new Comparable<?>[1], "c");
    store(new int[1][], new int[] {1}.length == 1 ? new long[0] : null);
    store(new Object[1][], new String[0]);
    Number[] numbers = new Integer[] {1, 2};
    System.out.println(numbers.length + " " + numbers.getClass().getName() + " " + numbers[1]);
    Object[][] grid = new String[2][3];
    try {
      grid[1] = new Object[3];
    } catch (ArrayStoreException e) {
      System.out.println(e.getMessage());
    }
  }
}
