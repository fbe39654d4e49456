/** What is called on null: the host strips the package from two owners only, and from parameters by how their names begin. */
public class NullReceivers {
  static NullReceivers none() {
    return null;
  }

  int take(StringBuilder text, Object[] objects, String[][] names, CharSequence other, StringBuffer buffer) {
    return 1;
  }

  static void attempt(Runnable action) {
    try {
      action.run();
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }

  public static void main(String[] args) {
    StringBuilder builder = null;
    String text = null;
    Object object = null;
    Integer number = null;
    attempt(() -> builder.append(1));
    attempt(() -> builder.append(builder));
    attempt(() -> text.concat(text));
    attempt(() -> object.equals(object));
    attempt(() -> number.compareTo(1));
    attempt(() -> none().take(builder, null, null, text, null));
    attempt(() -> ((StringBuffer) object).append(object).append(text));
  }
}
