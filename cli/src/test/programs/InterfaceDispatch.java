/** The same call on objects of unrelated classes. */
public class InterfaceDispatch {
  interface Counter {
    int next();
  }

  interface Named {
    String name();
  }

  static class Up implements Counter {
    private int at;

    public int next() {
      return at++;
    }
  }

  static class Down implements Named, Counter {
    private int at = 10;

    public int next() {
      return at--;
    }

    public String name() {
      return "down";
    }
  }

  static class Twice extends Up implements Named {
    @Override
    public int next() {
      return super.next() * 2;
    }

    public String name() {
      return "twice";
    }
  }

  public static void main(String[] args) {
    Counter[] counters = {new Up(), new Down(), new Twice()};
    for (int round = 0; round < 4; round++) {
      for (Counter c : counters) System.out.print(c.next() + " ");
      System.out.println();
    }
    for (Counter c : counters) if (c instanceof Named n) System.out.println(n.name());
    System.out.println(counters[0] instanceof Named);
  }
}
