// heap: 64m
/** A heap full of objects is emptied again when an error is caught. */
public class OutOfMemoryCaught {
  static class Node {
    final Node next;
    final long[] load = new long[20_000];

    Node(Node next) {
      this.next = next;
    }
  }

  static int fill(int before) {
    int count = before == 0 ? 0 : fill(before - 1);
    Node head = null;
    try {
      while (true) {
        head = new Node(head);
        count++;
      }
    } catch (OutOfMemoryError e) {
      head = null;
    }
    return count;
  }

  public static void main(String[] args) {
    System.out.println(fill(1) > 100);
    System.out.println(new Node(null).load.length);
    try {
      System.out.println(new int[Integer.MAX_VALUE].length);
    } catch (OutOfMemoryError e) {
      System.out.println("too large");
    }
  }
}
