/** All kinds of print and println on both streams. */
class StandardStreams {
  public static void main(String[] args) {
    System.out.println();
    System.out.println(true);
    System.out.println('c');
    System.out.println(12);
    System.out.println(12L);
    System.out.println(1.5f);
    System.out.println(2.5);
    System.out.println("s");
    System.out.print(false);
    System.out.print('d');
    System.out.print(-1);
    System.out.print(Long.MIN_VALUE);
    System.out.print(0.1f);
    System.out.print(1e-10);
    System.out.print("t");
    System.out.print((byte) 200);
    System.out.print((short) 70000);
    System.out.println(new char[] {'x', 'y'});
    System.out.print(new char[] {'\u20ac'});
    System.out.println();
    System.out.flush();
    System.err.println("err");
    System.err.print(1);
    System.err.print('x');
    System.err.println(2.0);
    System.err.println(new char[0]);
    System.err.flush();
    for (int i = 0; i < 3000; i++) System.out.print(i);
    System.out.println();
    char[] none = args.length > 3 ? new char[1] : null;
    try {
      System.out.println(none);
    } catch (NullPointerException e) {
      System.out.println("null");
    }
    System.out.println("last, without flush");
  }
}
