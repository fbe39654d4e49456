/** An argument that is null in all virtual calls of a method, and in direct ones of one of its functions is not. */
public class NullArguments {
  record Rule(int bias) {}

  static class Table {
    int order(Rule rule, int[] keys) {
      return rule == null ? keys == null ? 1 : 2 : rule.bias;
    }
  }

  static class Other extends Table {
    @Override
    int order(Rule rule, int[] keys) {
      return rule == null ? -1 : rule.bias + keys.length;
    }
  }

  static int orderOf(Table table) {
    return table.order(null, null);
  }

  public static void main(String[] args) {
    System.out.println(orderOf(new Table()) + " " + orderOf(new Other()));
    System.out.println(new Table().order(new Rule(args.length + 7), null));
    System.out.println(new Other().order(new Rule(args.length + 7), new int[3]));
    Object object = args.length == 0 ? new Other() : new Table();
    System.out.println(object instanceof Other other ? other.order(new Rule(5), args.length > 1 ? null : new int[2]) : 0);
  }
}
