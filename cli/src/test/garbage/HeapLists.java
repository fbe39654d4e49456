/** Linked lists of Object[]: made, reversed, cut, with strings and exceptions made in between. */
class HeapLists {
  static Object[] free;
  static String message;

  static Object[] cell(Object value, Object[] next) {
    Object[] cell = {value, next};
    return cell;
  }

  static Object[] reverse(Object[] list) {
    Object[] result = null;
    while (list != null) {
      result = cell(list[0], result);
      list = (Object[]) list[1];
    }
    return result;
  }

  static long sum(Object[] list) {
    long sum = 0;
    while (list != null) {
      int[] box = (int[]) list[0];
      sum = sum * 31 + box[box.length - 1];
      list = (Object[]) list[1];
    }
    return sum;
  }

  static int failing(Object[] list, int n) {
    int[] garbage = new int[n % 50];
    try {
      return garbage[n % 60] + (int) sum(list);
    } catch (ArrayIndexOutOfBoundsException e) {
      message = e.getMessage();
      return 1;
    } finally {
      free = cell(garbage, null);
    }
  }

  public static void main(String[] args) {
    int n = Integer.parseInt(args[0]);
    Object[] list = null;
    String text = "";
    int failures = 0;
    for (int i = 0; i < n; i++) {
      int[] box = new int[1 + i % 7];
      box[i % 7] = i;
      list = cell(box, list);
      if (i % 100 == 99) list = reverse(list);
      if (i % 500 == 499) {
        Object[] rest = list;
        for (int k = 0; k < 100; k++) rest = (Object[]) rest[1];
        rest[1] = null;
        text += i + ";";
        failures += failing(list, i);
        System.out.println(i + " " + sum(list));
      }
      failures += i % 3 == 0 ? failing(null, i) : 0;
    }
    System.out.println(text + " " + failures + " " + message);
  }
}
