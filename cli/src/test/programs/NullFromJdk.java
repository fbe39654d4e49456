/** No helpful message where the library checks itself, one where its bytecode fails. */
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

public class NullFromJdk {
  static void run(Runnable r) {
    try {
      r.run();
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }

  public static void main(String[] args) {
    String none = args.length > 4 ? "" : null;
    run(() -> Objects.requireNonNull(none));
    run(() -> new StringBuilder(none));
    run(() -> "a".contains(none));
    run(() -> "a".equalsIgnoreCase(none));
    run(() -> "abc".indexOf(none));
    run(() -> new ArrayList<>((List<String>) null));
    run(() -> "abc".replace("b", none));
    run(() -> String.valueOf((char[]) null));
    run(() -> System.out.println((String) null));
    run(() -> "abc".compareTo(none));
  }
}
