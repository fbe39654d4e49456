/*
 * Binary trees, made, counted and dropped: perfect trees of every second depth, one that lives through all of it, and one that is
 * edited path by path as a persistent structure. Here for the price of allocating small objects and of collecting them, with
 * next to no other work; the depth is the first argument.
 */
public class BinaryTrees {
  private static final int DEFAULT_DEPTH = 15;

  private static final class Tree {
    final Tree left;
    final Tree right;

    Tree(Tree left, Tree right) {
      this.left = left;
      this.right = right;
    }

    static Tree perfect(int depth) {
      return depth == 0 ? new Tree(null, null) : new Tree(perfect(depth - 1), perfect(depth - 1));
    }

    int size() {
      int size = 1;
      if (left != null) size += left.size();
      if (right != null) size += right.size();
      return size;
    }

    /** This tree with the leaf at a path of bits replaced by one with two children; what is not on the path is shared. */
    Tree grow(int path) {
      if (left == null) return new Tree(new Tree(null, null), new Tree(null, null));
      return (path & 1) == 0 ? new Tree(left.grow(path >>> 1), right) : new Tree(left, right.grow(path >>> 1));
    }

    int height() {
      return 1 + Math.max(left == null ? 0 : left.height(), right == null ? 0 : right.height());
    }
  }

  public static void main(String[] args) {
    int depth = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_DEPTH;
    System.out.println("stretch: " + Tree.perfect(depth + 1).size());
    var longLived = Tree.perfect(depth);
    for (int d = 4; d <= depth; d += 2) {
      int count = 1 << (depth - d + 2);
      long nodes = 0;
      for (int i = 0; i < count; i++) nodes += Tree.perfect(d).size();
      System.out.println(count + " trees of depth " + d + ": " + nodes);
    }
    var edited = new Tree(null, null);
    int path = 1;
    for (int i = 0; i < 1 << depth; i++) {
      path = path * 1664525 + 1013904223;
      edited = edited.grow(path >>> 7);
    }
    System.out.println("edited: " + edited.size() + " nodes, height " + edited.height());
    System.out.println("long-lived: " + longLived.size());
  }
}
