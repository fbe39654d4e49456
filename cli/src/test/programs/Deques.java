/** ArrayDeque as stack and queue, PriorityQueue, LinkedList. */
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedList;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

public class Deques {
  record Task(String name, int priority) {}

  public static void main(String[] args) {
    Deque<Integer> deque = new ArrayDeque<>();
    for (int i = 0; i < 40; i++) {
      if (i % 3 == 0) deque.push(i);
      else deque.addLast(i);
      if (i % 4 == 0) deque.pollFirst();
    }
    System.out.println(deque + " " + deque.peekFirst() + " " + deque.peekLast() + " " + deque.size());
    while (deque.size() > 3) deque.removeLast();
    System.out.println(deque.pop() + deque.pop() + " " + deque.contains(99));
    try {
      new ArrayDeque<String>().pop();
    } catch (NoSuchElementException e) {
      System.out.println("empty " + e.getMessage());
    }
    var queue = new PriorityQueue<Task>(Comparator.comparingInt(Task::priority).thenComparing(Task::name));
    for (int i = 0; i < 12; i++) queue.add(new Task("t" + i, i * 5 % 7));
    var text = new StringBuilder();
    while (!queue.isEmpty()) text.append(queue.poll().name()).append(' ');
    System.out.println(text);
    var linked = new LinkedList<>(java.util.List.of("a", "b", "c"));
    linked.addFirst("0");
    linked.add(2, "x");
    linked.removeLastOccurrence("b");
    System.out.println(linked + linked.getFirst() + linked.pollLast() + linked.indexOf("x"));
    var heap = new PriorityQueue<>(java.util.List.of(5, 1, 4));
    System.out.println(heap.peek() + " " + heap.remove(4) + " " + heap.size());
  }
}
