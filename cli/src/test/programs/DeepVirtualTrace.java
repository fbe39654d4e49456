/** A trace as long as the host keeps it, through virtual calls in turns and super calls between them. */
public class DeepVirtualTrace {
  interface Step {
    int step(int n);
  }

  static class Plain implements Step {
    Step other;

    @Override
    public int step(int n) {
      if (n == 0) throw new ArithmeticException("bottom");
      return other.step(n - 1);
    }
  }

  static class Adding extends Plain {
    @Override
    public int step(int n) {
      return super.step(n) + 1;
    }
  }

  public static void main(String[] args) {
    var plain = new Plain();
    var adding = new Adding();
    plain.other = adding;
    adding.other = plain;
    try {
      plain.step(1500);
    } catch (ArithmeticException e) {
      var trace = e.getStackTrace();
      System.out.println(trace.length + " " + trace[0] + " " + trace[trace.length - 1]);
    }
    adding.step(1300);
  }
}
