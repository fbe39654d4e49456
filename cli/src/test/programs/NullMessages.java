/** What the host says of null arrays, in many forms of expression. */
class NullMessages {
  static int[] field;
  static int[][] rows = new int[2][];
  static int[][][] cubes = new int[2][2][];
  static Object[] objects;
  static String[] texts = new String[2];
  static int zero;

  static class Other {
    static long[] longs;
    static int[] index = {1, 0};
  }

  static int[] none() {
    return null;
  }

  static int[] pick(int i, String s, Object[] o, double d) {
    return null;
  }

  static int load(int[] parameter, int k) {
    return parameter[k];
  }

  static void attempt(int which, int i, int[] given) {
    int[] local = null;
    byte[] bytes = null;
    boolean[] flags = null;
    char[] chars = null;
    short[] shorts = null;
    float[] floats = null;
    double[] doubles = null;
    RuntimeException problem = null;
    switch (which) {
      case 0: System.out.println(local[0]); break;
      case 1: local[i] = 5; break;
      case 2: System.out.println(field[3]); break;
      case 3: field[i] += 2; break;
      case 4: System.out.println(given.length); break;
      case 5: System.out.println(rows[1][i]); break;
      case 6: rows[i][zero] = 1; break;
      case 7: System.out.println(cubes[i][1][i + 1]); break;
      case 8: System.out.println(cubes[0][i - 1].length); break;
      case 9: System.out.println(Other.longs[0]); break;
      case 10: Other.longs[Other.index[i]] = 3; break;
      case 11: System.out.println(none()[0]); break;
      case 12: System.out.println(pick(1, "x", null, 2).length); break;
      case 13: System.out.println(bytes[0]); break;
      case 14: flags[0] = true; break;
      case 15: chars[i] = 'x'; break;
      case 16: shorts[i]++; break;
      case 17: System.out.println(floats[i * 2]); break;
      case 18: doubles[0] = 1; break;
      case 19: objects[0] = null; break;
      case 20: System.out.println(objects[i] == null); break;
      case 21: throw problem;
      case 22: System.out.println(local.clone().length); break;
      case 23: for (int x : field) System.out.println(x); break;
      case 24: System.out.println((i > 0 ? local : given)[0]); break;
      case 25: System.out.println(((int[]) (Object) field)[1]); break;
      case 26: System.out.println(rows[rows[0] == null ? 1 : 0][Other.index[0]]); break;
      case 27: System.out.println((new int[3][][])[2 - i][0][i]); break;
      case 28: System.out.println(load(null, i)); break;
      case 29: System.out.println(problem.getMessage()); break;
      case 30: synchronized (objects) { System.out.println(1); } break;
      case 31: System.out.println(cubes[i][Other.index[i]][Other.index[Other.index[i]]]); break;
      case 32: int[] copy = local; copy[100] = copy[40000]; break;
      case 33: System.out.println(field[(int) 3000000000L]); break;
      default: System.out.println("end");
    }
  }

  public static void main(String[] args) {
    for (int which = 0; which < 35; which++) {
      try {
        attempt(which, 1, null);
      } catch (NullPointerException e) {
        System.out.println(which + ": " + e.getMessage());
      }
    }
    attempt(7, 1, null);
  }
}
