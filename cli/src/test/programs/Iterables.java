/** for over own Iterables and Iterators. */
import java.util.Iterator;
import java.util.NoSuchElementException;

public class Iterables {
  record Range(int from, int to) implements Iterable<Integer> {
    @Override
    public Iterator<Integer> iterator() {
      return new Iterator<>() {
        private int at = from;

        @Override
        public boolean hasNext() {
          return at < to;
        }

        @Override
        public Integer next() {
          if (!hasNext()) throw new NoSuchElementException("end at " + at);
          return at++;
        }
      };
    }
  }

  static <T> Iterable<T> twice(Iterable<T> all) {
    return () -> new Iterator<T>() {
      private Iterator<T> it = all.iterator();
      private boolean second;

      @Override
      public boolean hasNext() {
        if (!it.hasNext() && !second) {
          second = true;
          it = all.iterator();
        }
        return it.hasNext();
      }

      @Override
      public T next() {
        return it.next();
      }
    };
  }

  public static void main(String[] args) {
    int sum = 0;
    for (int i : new Range(1, 5)) sum += i;
    System.out.println(sum);
    for (var x : twice(new Range(7, 9))) System.out.print(x + " ");
    System.out.println();
    new Range(0, 3).forEach(i -> System.out.print(i + ","));
    System.out.println();
    var it = new Range(0, 1).iterator();
    it.next();
    try {
      it.next();
    } catch (NoSuchElementException e) {
      System.out.println(e.getMessage());
    }
    try {
      it.remove();
    } catch (UnsupportedOperationException e) {
      System.out.println(e.getMessage());
    }
    it.forEachRemaining(i -> System.out.println("never"));
  }
}
