/** Names, ordinals, values, valueOf, comparison and a switch. */
public class Enums {
  enum Suit {
    CLUBS, DIAMONDS, HEARTS, SPADES;

    boolean isRed() {
      return this == DIAMONDS || this == HEARTS;
    }

    Suit next() {
      return values()[(ordinal() + 1) % values().length];
    }
  }

  static int points(Suit s) {
    switch (s) {
      case SPADES:
        return 4;
      case HEARTS:
        return 3;
      default:
        return 1;
    }
  }

  public static void main(String[] args) {
    for (Suit s : Suit.values()) System.out.println(s + " " + s.name() + " " + s.ordinal() + " " + s.isRed() + " " + points(s) + " " + s.next());
    System.out.println(Suit.valueOf("HEARTS").compareTo(Suit.CLUBS));
    System.out.println(Suit.CLUBS.equals(Suit.valueOf("CLUBS")) + " " + Suit.SPADES.getDeclaringClass().getName());
    Suit.values()[0] = null;
    System.out.println(Suit.values()[0]);
    try {
      Suit.valueOf("STARS");
    } catch (IllegalArgumentException e) {
      System.out.println(e.getMessage());
    }
    try {
      Suit.valueOf(null);
    } catch (NullPointerException e) {
      System.out.println(e.getMessage());
    }
  }
}
