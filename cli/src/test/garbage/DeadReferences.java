/** A variable that nobody reads any more does not keep what hangs on it: a chain grows at one end and is dropped at the other. */
public class DeadReferences {
  static int count;

  static class Link {
    final int id = count++;
    final byte[] load = new byte[1000];
    Link next;
  }

  public static void main(String[] args) {
    var oldest = new Link();
    var newest = oldest;
    for (int i = 0; i < 100_000; i++) {
      newest.next = new Link();
      newest = newest.next;
      if (i % 100 == 0) oldest = newest;
    }
    int length = 0;
    for (var link = oldest; link != null; link = link.next) length += link.load.length;
    System.out.println(length + " " + count + " " + oldest.id);
  }
}
