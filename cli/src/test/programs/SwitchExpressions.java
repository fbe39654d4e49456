/** Switches that give a value, with arrows, yield, several labels, and exceptions. */
class SwitchExpressions {
  static int days(int month, boolean leap) {
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> leap ? 29 : 28;
      case 1, 3, 5, 7, 8, 10, 12 -> 31;
      default -> throw new IllegalArgumentException("month " + month);
    };
  }

  static double value(char op, double a, double b) {
    return switch (op) {
      case '+' -> a + b;
      case '-' -> a - b;
      case '*' -> a * b;
      case '/' -> {
        if (b == 0) yield Double.NaN;
        yield a / b;
      }
      case '^' -> {
        double r = 1;
        for (int i = 0; i < b; i++) r *= a;
        yield r;
      }
      default -> -1;
    };
  }

  static long wide(int x) {
    return 1L + switch (x & 3) {
      case 0 -> 1;
      case 1 -> 2L;
      case 2 -> 'c';
      default -> (byte) x;
    };
  }

  public static void main(String[] args) {
    for (int m = 0; m <= 13; m++) {
      try {
        System.out.print(days(m, m % 2 == 0) + " ");
      } catch (IllegalArgumentException e) {
        System.out.print("<" + e.getMessage() + "> ");
      }
    }
    System.out.println();
    char[] ops = {'+', '-', '*', '/', '^', '?'};
    for (char op : ops) System.out.println(value(op, 7, 2) + " " + value(op, 1, 0) + " " + value(op, -3, 3));
    for (int i = -4; i < 5; i++) System.out.print(wide(i * 37) + " ");
    System.out.println();
    int depth = switch (ops.length) {
      case 6 -> switch (ops[0]) {
        case '+' -> 1;
        default -> 2;
      };
      default -> 3;
    };
    System.out.println(depth + (switch (depth) { case 1 -> "one"; default -> "more"; }));
  }
}
