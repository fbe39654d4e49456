/** Values of several classes that meet, to be used through an interface that the bytecode itself cannot tell they have. */
public class MergedRecords {
  sealed interface Tree {}

  record Leaf(int value) implements Tree {}

  record Pair(Tree left, Tree right) implements Tree {}

  record Holder(Tree tree, Tree[] trees) {}

  static Tree mirror(Tree tree) {
    return switch (tree) {
      case Leaf leaf -> leaf;
      case Pair(var left, var right) -> new Pair(mirror(right), mirror(left));
    };
  }

  static Holder choose(int n) {
    return new Holder(n > 1 ? new Leaf(n) : new Pair(new Leaf(n), n == 0 ? new Leaf(5) : new Pair(new Leaf(1), new Leaf(2))),
        n > 1 ? new Leaf[] { new Leaf(2) } : new Pair[] { new Pair(new Leaf(n), new Leaf(n)) });
  }

  static Tree grow(Tree tree) {
    return new Pair(switch (tree) {
      case Leaf(int v) -> v > 2 ? new Leaf(v + 1) : new Pair(tree, new Leaf(v - 1));
      case Pair(Leaf(int a), Leaf(int b)) -> new Leaf(a + b);
      case Pair p -> p.left;
    }, tree);
  }

  public static void main(String[] args) {
    for (int n = 0; n < 4; n++) {
      var holder = choose(n);
      System.out.println(mirror(holder.tree) + " " + holder.trees[0] + " " + holder.trees.length);
      System.out.println(grow(mirror(holder.tree)));
    }
  }
}
