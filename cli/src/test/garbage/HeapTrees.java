/** Trees of Object[2], many times the heap, while one of them lives on. */
class HeapTrees {
  static Object[] build(int depth) {
    Object[] node = new Object[2];
    if (depth > 0) {
      node[0] = build(depth - 1);
      node[1] = build(depth - 1);
    }
    return node;
  }

  static int count(Object[] node) {
    return node[0] == null ? 1 : 1 + count((Object[]) node[0]) + count((Object[]) node[1]);
  }

  public static void main(String[] args) {
    int depth = Integer.parseInt(args[0]);
    Object[] old = build(depth - 2);
    for (int d = 2; d <= depth; d += 2) {
      int total = 0;
      for (int i = 0; i < 1 << (depth - d); i++) total += count(build(d));
      System.out.println(d + " " + total);
    }
    System.out.println(count(old));
  }
}
