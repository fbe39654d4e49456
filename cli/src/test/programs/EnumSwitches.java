/** Old and new switches over enums, with default, null and qualified names. */
public class EnumSwitches {
  enum Level {
    LOW, MID, HIGH
  }

  sealed interface Key permits Letter, Digit {}

  enum Letter implements Key {
    A, B
  }

  enum Digit implements Key {
    ONE, TWO
  }

  static int old(Level l) {
    int n = 0;
    switch (l) {
      case LOW:
        n += 1;
      case MID:
        n += 10;
        break;
      case HIGH:
        n += 100;
    }
    return n;
  }

  static String withNull(Level l) {
    return switch (l) {
      case LOW, MID -> "below";
      case null -> "none";
      case HIGH -> "top";
    };
  }

  static String guarded(Level l) {
    return switch (l) {
      case LOW -> "low";
      case Level x when x.ordinal() == 1 -> "second";
      case Level x -> "rest";
    };
  }

  static String key(Key k) {
    return switch (k) {
      case Letter.A -> "a";
      case Letter.B -> "b";
      case Digit.ONE -> "1";
      case Digit d -> "digit " + d;
    };
  }

  public static void main(String[] args) {
    for (Level l : Level.values()) System.out.println(old(l) + " " + withNull(l) + " " + guarded(l));
    System.out.println(withNull(null) + " " + key(Letter.A) + key(Letter.B) + key(Digit.ONE) + key(Digit.TWO));
    try {
      Level none = args.length > 5 ? Level.LOW : null;
      old(none);
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }
}
