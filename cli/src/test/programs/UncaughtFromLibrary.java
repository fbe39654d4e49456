/** An exception out of the library, with its frames. */
import java.util.ArrayList;
import java.util.List;

public class UncaughtFromLibrary {
  static int read(List<Integer> list, int i) {
    return list.get(i);
  }

  public static void main(String[] args) {
    var list = new ArrayList<Integer>();
    list.add(1);
    System.out.println(read(list, 0));
    System.out.println(read(list, 3));
  }
}
