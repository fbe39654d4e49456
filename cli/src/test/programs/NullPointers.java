/** Helpful messages for fields, methods, arrays and values of calls. */
public class NullPointers {
  static class Node {
    Node next;
    int value;
    int[] array;
    static Node root;

    Node next() {
      return next;
    }

    static Node none() {
      return null;
    }
  }

  static void run(Runnable r) {
    try {
      r.run();
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }

  static void parameter(Node node, Object[] all) {
    run(() -> System.out.println(node.value));
    try {
      System.out.println(node.next.value + all.length);
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }

  public static void main(String[] args) {
    Node n = new Node();
    run(() -> System.out.println(n.next.value));
    run(() -> n.next.value = 5);
    run(() -> n.next().next());
    run(() -> Node.none().next());
    run(() -> System.out.println(Node.root.next.next));
    run(() -> System.out.println(n.array[3]));
    run(() -> System.out.println(n.array.length));
    run(() -> n.next.array[n.value]++);
    run(() -> {
      Node[][] grid = new Node[2][];
      grid[1][0] = n;
    });
    run(() -> {
      Node[] row = new Node[2];
      System.out.println(row[n.value + 1].next().value);
    });
    run(() -> {
      throw null;
    });
    run(() -> {
      synchronized (n.next) {
        System.out.println("entered");
      }
    });
    run(() -> {
      String s = null;
      s.toLowerCase().trim();
    });
    run(() -> {
      throw new NullPointerException();
    });
    run(() -> {
      throw new NullPointerException("own words");
    });
    parameter(n, null);
  }
}
