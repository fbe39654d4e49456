/** A heap that is full is an exception, after which the program goes on. */
class HeapFull {
  static int fill(int size) {
    Object[] list = null;
    int made = 0;
    try {
      while (true) {
        Object[] cell = {new byte[size], list};
        list = cell;
        made++;
      }
    } catch (OutOfMemoryError e) {
      String message = e.getMessage();
      int found = 0;
      while (list != null) {
        if (((byte[]) list[0]).length == size) found++;
        Object[] next = (Object[]) list[1];
        // Where any word of the stack may be a reference, a list that is cut everywhere is garbage for certain.
        list[0] = null;
        list[1] = null;
        list = next;
      }
      System.out.println(message + " " + (found == made) + " " + (made > 1));
    }
    return made;
  }

  public static void main(String[] args) {
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      fill(100000);
      fill(3000);
    }
    System.out.println(new int[100000].length);
  }
}
