/** Reads that may fail stay in order, also where one between them cannot and their values are used the other way round. */
public class OrderOfReads {
  static final class Box {
    final int value;
    int other = 5;

    Box(int value) {
      this.value = value;
    }

    boolean same(Object o) {
      if (o instanceof Integer i) return value == i.intValue();
      return o instanceof Box b && value == b.value;
    }

    int sum(int[] a, int[] b) {
      int first = a[0];
      int second = other;
      int third = b[0];
      return first + second + third * third;
    }

    int sums(Box a, int[] b, Box c) {
      int first = a.other;
      int second = value + other;
      int third = b[c.other] + c.value;
      other++;
      return first + second * (third ^ third >> 1);
    }
  }

  record Ordered(int rank) implements Comparable<Ordered> {
    @Override
    public int compareTo(Ordered other) {
      return rank - other.rank;
    }
  }

  static void sum(Box box, int[] a, int[] b) {
    try {
      System.out.println(box.sum(a, b));
    } catch (RuntimeException e) {
      System.out.println(e);
    }
  }

  static void sums(Box a, int[] b, Box c) {
    var box = new Box(4);
    try {
      System.out.println(box.sums(a, b, c));
    } catch (RuntimeException e) {
      System.out.println(e);
    }
    System.out.println(box.other);
  }

  public static void main(String[] args) {
    int[] one = { 7 };
    int[] none = {};
    var box = new Box(3);
    sum(box, one, one);
    sum(box, null, null);
    sum(box, none, null);
    sum(box, null, none);
    sums(box, new int[6], box);
    sums(null, null, null);
    sums(box, null, null);
    sums(null, one, box);
    sums(box, one, box);
    System.out.println(box.same(3) + " " + box.same(4) + " " + box.same(new Box(3)) + " " + box.same("3"));
    Comparable<Integer> number = 5;
    System.out.println(number.compareTo(7) + " " + number.equals(5) + " " + number.equals("5"));
    var first = new Ordered(4);
    Comparable<Ordered> second = new Ordered(6);
    System.out.println(second.compareTo(first) + " " + second.equals(first));
  }
}
