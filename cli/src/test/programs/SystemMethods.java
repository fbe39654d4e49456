/** What System offers to one thread. */
public class SystemMethods {
  public static void main(String[] args) {
    long before = System.nanoTime();
    long milli = System.currentTimeMillis();
    System.out.println((System.nanoTime() - before >= 0) + " " + (milli > 1_600_000_000_000L));
    int[] a = {1, 2, 3, 4, 5};
    System.arraycopy(a, 0, a, 1, 4);
    System.out.println(a[1] + "" + a[4] + System.lineSeparator().length() + System.getProperty("no.such.property") + System.getProperty("none", "default"));
    Object[] from = {"a", 1, "b"};
    String[] to = new String[3];
    try {
      System.arraycopy(from, 0, to, 0, 3);
    } catch (ArrayStoreException e) {
      System.out.println(to[0] + to[1] + " " + e.getMessage());
    }
    try {
      System.arraycopy(from, 2, to, 0, 2);
    } catch (ArrayIndexOutOfBoundsException e) {
      System.out.println(e.getMessage());
    }
    System.out.flush();
    System.err.println("error");
    System.out.print('c');
    System.out.print(1L);
    System.out.print(2.5f);
    System.out.print(new char[] {'x', 'y'});
    System.out.print((Object) "o");
    System.out.println((String) null);
    System.out.append("ab").append('c').append("xyz", 1, 2).println();
    System.out.write('w');
    System.out.write(new byte[] {104, 105, 10}, 0, 3);
    System.exit(a[4] + 3);
  }
}
