/*
 * Edit distance of char arrays: two int rows for the number, a full short[][] table for the edit script.
 * Here for a two-dimensional recurrence with a serial dependency, minima that want conditional moves, unsigned char
 * loads, and a walk back through the table whose direction is data.
 */
public class Levenshtein {
  private static final int LENGTH = 1900;
  private static final int SCRIPT_LENGTH = 700;

  private static final int KEEP = 0;
  private static final int REPLACE = 1;
  private static final int INSERT = 2;
  private static final int DELETE = 3;

  private static int seed;

  static int next(int bound) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    return (seed >>> 1) % bound;
  }

  static char[] randomText(int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      text[i] = (char) ('a' + next(4));
    }
    return text;
  }

  /** A copy with about one edit in ten characters, so that the best path stays near the diagonal. */
  static char[] mutate(char[] text) {
    char[] longest = new char[2 * text.length];
    int length = 0;
    for (char letter : text) {
      switch (next(30)) {
        case 0: // dropped
          break;
        case 1: // doubled
          longest[length++] = letter;
          longest[length++] = letter;
          break;
        case 2: // moved outside the alphabet, above the range of a signed short
          longest[length++] = (char) (letter + 0x9000);
          break;
        default:
          longest[length++] = letter;
      }
    }
    char[] result = new char[length];
    System.arraycopy(longest, 0, result, 0, length);
    return result;
  }

  static int distance(char[] source, char[] target) {
    int[] previous = new int[target.length + 1];
    int[] current = new int[target.length + 1];
    for (int j = 0; j <= target.length; j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= source.length; i++) {
      current[0] = i;
      char letter = source[i - 1];
      for (int j = 1; j <= target.length; j++) {
        int replace = previous[j - 1] + (letter == target[j - 1] ? 0 : 1);
        int shorter = Math.min(previous[j], current[j - 1]) + 1;
        current[j] = Math.min(replace, shorter);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[target.length];
  }

  static short[][] table(char[] source, char[] target) {
    short[][] cells = new short[source.length + 1][target.length + 1];
    for (int j = 0; j <= target.length; j++) {
      cells[0][j] = (short) j;
    }
    for (int i = 1; i <= source.length; i++) {
      cells[i][0] = (short) i;
      for (int j = 1; j <= target.length; j++) {
        if (source[i - 1] == target[j - 1]) {
          cells[i][j] = cells[i - 1][j - 1];
          continue;
        }
        short best = cells[i - 1][j - 1];
        if (cells[i - 1][j] < best) {
          best = cells[i - 1][j];
        }
        if (cells[i][j - 1] < best) {
          best = cells[i][j - 1];
        }
        best++;
        cells[i][j] = best;
      }
    }
    return cells;
  }

  /** The last edit of a best script for the prefixes i and j. */
  static int lastEdit(short[][] cells, char[] source, char[] target, int i, int j) {
    if (i == 0) {
      return INSERT;
    }
    if (j == 0) {
      return DELETE;
    }
    if (source[i - 1] == target[j - 1]) {
      return KEEP;
    }
    int before = cells[i][j] - 1;
    if (cells[i - 1][j - 1] == before) {
      return REPLACE;
    }
    return cells[i][j - 1] == before ? INSERT : DELETE;
  }

  /** How often each edit occurs in a best script. */
  static int[] countEdits(char[] source, char[] target) {
    short[][] cells = table(source, target);
    int[] counts = new int[4];
    int i = source.length;
    int j = target.length;
    while (i > 0 || j > 0) {
      int edit = lastEdit(cells, source, target, i, j);
      counts[edit]++;
      switch (edit) {
        case KEEP:
        case REPLACE:
          i--;
          j--;
          break;
        case INSERT:
          j--;
          break;
        case DELETE:
          i--;
          break;
        default:
          return counts; // no such edit
      }
    }
    return counts;
  }

  public static void main(String[] args) {
    seed = 20250925;

    char[] kitten = {'k', 'i', 't', 't', 'e', 'n'};
    char[] sitting = {'s', 'i', 't', 't', 'i', 'n', 'g'};
    System.out.print("kitten to sitting: ");
    System.out.println(distance(kitten, sitting));
    char[] saturday = {'s', 'a', 't', 'u', 'r', 'd', 'a', 'y'};
    char[] sunday = {'s', 'u', 'n', 'd', 'a', 'y'};
    System.out.print("saturday to sunday: ");
    System.out.println(distance(saturday, sunday));

    char[] left = randomText(LENGTH);
    char[] right = randomText(LENGTH);
    System.out.print("random texts of 1900: ");
    System.out.println(distance(left, right));
    System.out.print("the other way round: ");
    System.out.println(distance(right, left));

    char[] original = randomText(SCRIPT_LENGTH);
    char[] mutant = mutate(original);
    System.out.print("text of 700 and its mutation: ");
    System.out.println(distance(original, mutant));
    int[] counts = countEdits(original, mutant);
    System.out.print("kept, replaced, inserted, deleted:");
    for (int count : counts) {
      System.out.print(' ');
      System.out.print(count);
    }
    System.out.println();
  }
}
