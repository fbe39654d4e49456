/** Dense, sparse and wide switches, falling through, with and without default. */
class SwitchStatements {
  static int dense(int x) {
    int r = 0;
    switch (x) {
      case 0: r += 1;
      case 1: r += 10;
      case 2: r += 100; break;
      case 3:
      case 4: r = 7; break;
      case 6: return -6;
      default: r = -1;
      case 7: r += 1000;
    }
    return r;
  }

  static String sparse(int x) {
    switch (x) {
      case Integer.MIN_VALUE: return "min";
      case -1000000: return "minus a million";
      case -1: return "minus one";
      case 0: return "zero";
      case 65536: return "two to sixteen";
      case Integer.MAX_VALUE: return "max";
    }
    return "other";
  }

  static int chars(char c) {
    switch (c) {
      case 'a': case 'e': case 'i': case 'o': case 'u': return 1;
      case 'y': return 2;
      case '\uffff': return 3;
      default: return c >= 'a' && c <= 'z' ? 4 : 5;
    }
  }

  static int bytes(byte b) {
    switch (b) {
      case -128: return 1;
      case -1: return 2;
      case 127: return 3;
      default: return 0;
    }
  }

  static int shorts(short s) {
    switch (s) {
      case -32768: return 1;
      case 300: return 2;
      case 301: return 3;
      case 302: return 4;
    }
    return 0;
  }

  static int nested(int a, int b) {
    switch (a) {
      case 1:
        switch (b) {
          case 1: return 11;
          case 2: break;
          default: return 19;
        }
        return 12;
      case 2:
        for (int i = 0; i < 5; i++) {
          switch (i) {
            case 3: if (b == 3) return 23;
            default: continue;
            case 4: break;
          }
          return 24;
        }
      default:
        return 0;
    }
  }

  public static void main(String[] args) {
    for (int i = -2; i < 10; i++) System.out.print(dense(i) + " ");
    System.out.println();
    int[] values = {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1000000, -999999, -1, 0, 1, 65535, 65536, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
    for (int x : values) System.out.println(x + " " + sparse(x));
    char[] letters = {'a', 'b', 'y', 'z', 'A', '\uffff', '\0'};
    for (char c : letters) System.out.print(chars(c));
    System.out.println();
    for (int i = -129; i <= 128; i++) if (bytes((byte) i) != 0 || shorts((short) (i + 300)) != 0) System.out.print(i + ":" + bytes((byte) i) + shorts((short) (i + 300)) + " ");
    System.out.println(shorts((short) -32768));
    for (int a = 0; a < 4; a++) for (int b = 0; b < 5; b++) System.out.print(nested(a, b) + " ");
    System.out.println();
    switch (values.length) {}
    switch (values.length) {
      default: System.out.println("only default");
    }
  }
}
