import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/*
 * A sorted map as a left-leaning red-black tree (Sedgewick 2008), filled, searched, emptied and walked, beside the library's TreeMap as a
 * check. Here for recursion that rewrites links, a comparator behind an interface, boxed keys and generic code. The argument is the number
 * of operations.
 */
public class RedBlackTree {
  private static final int DEFAULT_OPERATIONS = 40_000;

  static final class SortedTable<K, V> implements Iterable<K> {
    private final class Node {
      K key;
      V value;
      Node left;
      Node right;
      boolean red = true;

      Node(K key, V value) {
        this.key = key;
        this.value = value;
        size++;
      }

      Node rotateLeft() {
        var top = right;
        right = top.left;
        top.left = this;
        top.red = red;
        red = true;
        return top;
      }

      Node rotateRight() {
        var top = left;
        left = top.right;
        top.right = this;
        top.red = red;
        red = true;
        return top;
      }

      void flip() {
        red = !red;
        left.red = !left.red;
        right.red = !right.red;
      }

      Node balance() {
        var h = this;
        if (isRed(h.right) && !isRed(h.left)) h = h.rotateLeft();
        if (isRed(h.left) && isRed(h.left.left)) h = h.rotateRight();
        if (isRed(h.left) && isRed(h.right)) h.flip();
        return h;
      }

      /** Makes the left child, or one of its children, red. */
      Node moveRedLeft() {
        flip();
        if (!isRed(right.left)) return this;
        right = right.rotateRight();
        var h = rotateLeft();
        h.flip();
        return h;
      }

      Node moveRedRight() {
        flip();
        if (!isRed(left.left)) return this;
        var h = rotateRight();
        h.flip();
        return h;
      }

      Node first() {
        var h = this;
        while (h.left != null) h = h.left;
        return h;
      }
    }

    private final Comparator<? super K> order;
    private Node root;
    private int size;

    SortedTable(Comparator<? super K> order) {
      this.order = order;
    }

    private boolean isRed(Node h) {
      return h != null && h.red;
    }

    V get(K key) {
      var h = root;
      while (h != null) {
        int c = order.compare(key, h.key);
        if (c == 0) return h.value;
        h = c < 0 ? h.left : h.right;
      }
      return null;
    }

    void put(K key, V value) {
      root = put(root, key, value);
      root.red = false;
    }

    private Node put(Node h, K key, V value) {
      if (h == null) return new Node(key, value);
      int c = order.compare(key, h.key);
      if (c < 0) h.left = put(h.left, key, value);
      else if (c > 0) h.right = put(h.right, key, value);
      else h.value = value;
      return h.balance();
    }

    boolean remove(K key) {
      if (get(key) == null) return false;
      if (!isRed(root.left) && !isRed(root.right)) root.red = true;
      root = remove(root, key);
      if (root != null) root.red = false;
      size--;
      return true;
    }

    private Node remove(Node h, K key) {
      if (order.compare(key, h.key) < 0) {
        if (!isRed(h.left) && !isRed(h.left.left)) h = h.moveRedLeft();
        h.left = remove(h.left, key);
        return h.balance();
      }
      if (isRed(h.left)) h = h.rotateRight();
      if (order.compare(key, h.key) == 0 && h.right == null) return null;
      if (!isRed(h.right) && !isRed(h.right.left)) h = h.moveRedRight();
      if (order.compare(key, h.key) == 0) {
        var next = h.right.first();
        h.key = next.key;
        h.value = next.value;
        h.right = removeFirst(h.right);
      } else {
        h.right = remove(h.right, key);
      }
      return h.balance();
    }

    private Node removeFirst(Node h) {
      if (h.left == null) return null;
      if (!isRed(h.left) && !isRed(h.left.left)) h = h.moveRedLeft();
      h.left = removeFirst(h.left);
      return h.balance();
    }

    /** The number of black nodes on every way down. */
    int blackHeight() {
      return blackHeight(root);
    }

    private int blackHeight(Node h) {
      if (h == null) return 0;
      int left = blackHeight(h.left);
      if (left != blackHeight(h.right)) throw new IllegalStateException("black heights differ below " + h.key);
      if (isRed(h.right) || isRed(h) && isRed(h.left)) throw new IllegalStateException("colours of " + h.key);
      return left + (h.red ? 0 : 1);
    }

    @Override
    public Iterator<K> iterator() {
      return new Iterator<>() {
        private K last;
        private Node next = root == null ? null : root.first();

        @Override
        public boolean hasNext() {
          return next != null;
        }

        @Override
        public K next() {
          if (next == null) throw new NoSuchElementException();
          last = next.key;
          next = above(last);
          return last;
        }
      };
    }

    private Node above(K key) {
      Node best = null;
      for (var h = root; h != null;) {
        if (order.compare(key, h.key) < 0) {
          best = h;
          h = h.left;
        } else {
          h = h.right;
        }
      }
      return best;
    }
  }

  public static void main(String[] args) {
    int operations = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_OPERATIONS;
    int range = Math.max(8, operations / 4);
    Comparator<Integer> order = Comparator.<Integer>naturalOrder().reversed();
    var table = new SortedTable<Integer, String>(order);
    var reference = new TreeMap<Integer, String>(order);
    int random = 5;
    int removed = 0;
    long found = 0;
    for (int i = 0; i < operations; i++) {
      random = random * 1664525 + 1013904223;
      Integer key = (random >>> 8) % range;
      switch (random >>> 4 & 7) {
        case 0, 1, 2, 3 -> {
          var value = Integer.toString(i, 36);
          table.put(key, value);
          reference.put(key, value);
        }
        case 4, 5 -> {
          boolean wasThere = table.remove(key);
          if (wasThere != (reference.remove(key) != null)) throw new IllegalStateException("removal of " + key);
          if (wasThere) removed++;
        }
        default -> {
          var value = table.get(key);
          if (value != reference.get(key)) throw new IllegalStateException(key + ": " + value);
          if (value != null) found += value.length();
        }
      }
    }
    int height = table.blackHeight();
    long checksum = 0;
    var expected = reference.keySet().iterator();
    for (int key : table) {
      if (key != expected.next()) throw new IllegalStateException("order at " + key);
      checksum = checksum * 31 + key;
    }
    if (expected.hasNext() || table.size != reference.size()) throw new IllegalStateException("size " + table.size);
    System.out.println(table.size + " keys, black height " + height + ", " + removed + " removed, " + found + " letters found");
    System.out.println("checksum " + Long.toHexString(checksum));
    for (int key = 0; key < range; key++) table.remove(key);
    System.out.println(table.size + " left, root " + table.root);
  }
}
