/** Operands are evaluated left to right, and exceptions come in that order. */
class EvaluationOrder {
  static String log = "";

  static int n(int x) {
    log += "n" + x;
    return x;
  }

  static int[] array(int[] a, String name) {
    log += name;
    return a;
  }

  static void done(RuntimeException e) {
    System.out.println(log + " " + e.getMessage());
    log = "";
  }

  public static void main(String[] args) {
    int[] none = null;
    int[] two = {5, 6};
    try { array(none, "a")[n(9)] = n(1); } catch (RuntimeException e) { done(e); }
    try { array(two, "a")[n(9)] = n(1); } catch (RuntimeException e) { done(e); }
    try { array(two, "a")[n(9)] = n(1) / n(0); } catch (RuntimeException e) { done(e); }
    try { array(none, "a")[n(1) / n(0)] = n(2); } catch (RuntimeException e) { done(e); }
    try { array(none, "a")[n(0)] += n(1) / n(0); } catch (RuntimeException e) { done(e); }
    try { array(two, "a")[n(3)] += n(1) / n(0); } catch (RuntimeException e) { done(e); }
    try { array(two, "a")[n(1)] += array(none, "b")[n(0)]; } catch (RuntimeException e) { done(e); }
    try { System.out.println(n(7) / n(0) + array(none, "c")[0]); } catch (RuntimeException e) { done(e); }
    try { int x = array(two, "d")[n(2)] * array(none, "e")[n(3)]; } catch (RuntimeException e) { done(e); }
    try { Object[] o = new String[1]; o[n(5)] = new int[n(1)]; } catch (RuntimeException e) { done(e); }
    try { Object[] o = new String[1]; o[n(0)] = new int[n(-1)]; } catch (RuntimeException e) { done(e); }
    try { n(n(1) + n(2) * n(3) - n(4) / n(0)); } catch (RuntimeException e) { done(e); }
    int i = 0;
    int[] t = new int[3];
    t[i++] = t[i++] = i++;
    System.out.println(t[0] + " " + t[1] + " " + t[2] + " " + i);
    i = 1;
    i += i++ + (i = 10) + --i;
    System.out.println(i);
    int j = 2;
    int k = j * (j = 5) + j;
    System.out.println(k);
  }
}
