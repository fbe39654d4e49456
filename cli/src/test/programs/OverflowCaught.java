/** Stack overflow is caught, again and again, and objects survive it. */
public class OverflowCaught {
  private int depth;
  private final OverflowCaught next;

  OverflowCaught(OverflowCaught next) {
    this.next = next;
  }

  int down(int n) {
    depth = n;
    return 1 + down(n + 1);
  }

  static Object list(int n) {
    return new Object[] {list(n + 1)};
  }

  public static void main(String[] args) {
    var o = new OverflowCaught(null);
    for (int i = 0; i < 3; i++) {
      try {
        o.down(0);
      } catch (StackOverflowError e) {
        System.out.println(e.getMessage() + " " + (o.depth > 500) + " " + (e.getStackTrace().length > 500));
      }
    }
    try {
      list(0);
    } catch (Throwable t) {
      System.out.println(t.getClass().getName());
    }
  }
}
