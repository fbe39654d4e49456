/** A comparison made before a loop decides in each of its rounds, the first one too. */
public class LoopConditions {
  static final class Queue {
    final int[] items = new int[8];
    int size;
  }

  static int find(Queue[] queues, int wanted, int bias) {
    boolean backwards = wanted > bias;
    int found = -1;
    for (int i = 0; i < queues.length; i++) {
      var queue = queues[i];
      if (backwards) {
        if (queue.size > 0 && queue.items[queue.size - 1] == wanted) found = i;
      } else if (queue.size > 0 && queue.items[0] == wanted) {
        found = -i;
      }
    }
    return backwards ? found : found - 1;
  }

  static int count(int[] from, int[] limit, int by) {
    boolean up = by > 0;
    int sum = 0;
    for (int i = 0; i < from.length; i++) {
      if (up && from[i] < limit[0]) sum += from[i];
      if (!up && from[i] >= limit[0]) sum -= from[i] * by;
    }
    return sum;
  }

  static int twice(int[] from, int by, int limit, int times) {
    int sum = by > limit ? 100 : 200;
    for (int i = 0; i < from.length; i++) {
      if (by > limit) sum += from[i];
      else sum ^= from[i] << 1;
    }
    return times == 0 ? sum : sum + twice(from, by - 1, limit, times - 1);
  }

  public static void main(String[] args) {
    var queues = new Queue[5];
    for (int i = 0; i < queues.length; i++) {
      queues[i] = new Queue();
      queues[i].items[0] = i * 3;
      queues[i].size = i % 4;
    }
    for (int bias = 0; bias < 12; bias += 3) System.out.println(find(queues, 3, bias) + " " + find(queues, 6, bias));
    int[] numbers = { 4, 8, 1, 9, 3 };
    System.out.println(count(numbers, new int[] { 5 }, 1) + " " + count(numbers, new int[] { 5 }, -2));
    for (int by : numbers) System.out.println(twice(numbers, by, 4, 3));
    System.out.println(count(new int[0], null, 1));
    try {
      System.out.println(count(numbers, new int[0], -1));
    } catch (ArrayIndexOutOfBoundsException e) {
      System.out.println(e.getMessage());
    }
  }
}
