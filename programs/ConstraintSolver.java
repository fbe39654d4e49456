import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * A finite-domain constraint solver: propagation to a fixed point, then search on the variable with the fewest values. It solves a letter sum,
 * counts magic squares and colours a map. Here for interface calls on constraint objects, lists of lists, and an undo trail of closures;
 * contradictions are an exception that is made once, as such solvers do. The argument scales the number of puzzles.
 */
public class ConstraintSolver {
  /** Without a trace: thrown many thousand times, and caught by the choice that caused it. */
  static final class Contradiction extends Exception {
    private static final long serialVersionUID = 1;

    Contradiction() {
      super("contradiction", null, false, false);
    }
  }

  /** A variable with a set of values from 0 to 63. */
  static final class Variable {
    final String name;
    long values;
    final List<Constraint> watchers = new ArrayList<>();

    Variable(String name, int from, int to) {
      this.name = name;
      for (int v = from; v <= to; v++) values |= 1L << v;
    }

    int size() {
      return Long.bitCount(values);
    }

    int min() {
      return Long.numberOfTrailingZeros(values);
    }

    int max() {
      return 63 - Long.numberOfLeadingZeros(values);
    }

    boolean fixed() {
      return (values & (values - 1)) == 0;
    }
  }

  interface Constraint {
    void propagate(Solver solver) throws Contradiction;

    List<Variable> variables();
  }

  record AllDifferent(List<Variable> variables) implements Constraint {
    @Override
    public void propagate(Solver solver) throws Contradiction {
      for (var v : variables) {
        if (!v.fixed()) continue;
        for (var other : variables) if (other != v) solver.restrict(other, ~v.values);
      }
    }
  }

  record NotEqual(Variable a, Variable b) implements Constraint {
    @Override
    public List<Variable> variables() {
      return List.of(a, b);
    }

    @Override
    public void propagate(Solver solver) throws Contradiction {
      if (a.fixed()) solver.restrict(b, ~a.values);
      if (b.fixed()) solver.restrict(a, ~b.values);
    }
  }

  /** Bounds consistency of a linear equation: the sum of factor times variable is the total. */
  record Linear(List<Variable> variables, int[] factors, int total) implements Constraint {
    @Override
    public void propagate(Solver solver) throws Contradiction {
      int low = 0;
      int high = 0;
      for (int i = 0; i < factors.length; i++) {
        low += least(i);
        high += most(i);
      }
      for (int i = 0; i < factors.length; i++) {
        var v = variables.get(i);
        int f = factors[i];
        int restLow = low - least(i);
        int restHigh = high - most(i);
        long keep = 0;
        for (long rest = v.values; rest != 0; rest &= rest - 1) {
          int value = Long.numberOfTrailingZeros(rest);
          int term = f * value;
          if (restLow + term <= total && restHigh + term >= total) keep |= 1L << value;
        }
        solver.restrict(v, keep);
        low = restLow + least(i);
        high = restHigh + most(i);
      }
    }

    private int least(int i) {
      var v = variables.get(i);
      return factors[i] * (factors[i] >= 0 ? v.min() : v.max());
    }

    private int most(int i) {
      var v = variables.get(i);
      return factors[i] * (factors[i] >= 0 ? v.max() : v.min());
    }
  }

  static final class Solver {
    final List<Variable> variables = new ArrayList<>();
    private final List<Constraint> queue = new ArrayList<>();
    private final List<Runnable> trail = new ArrayList<>();
    private final Contradiction contradiction = new Contradiction();
    int choices;
    int failures;

    Variable variable(String name, int from, int to) {
      var v = new Variable(name, from, to);
      variables.add(v);
      return v;
    }

    void add(Constraint constraint) {
      for (var v : constraint.variables()) v.watchers.add(constraint);
      queue.add(constraint);
    }

    void restrict(Variable v, long keep) throws Contradiction {
      long before = v.values;
      long after = before & keep;
      if (after == before) return;
      if (after == 0) throw contradiction;
      trail.add(() -> v.values = before);
      v.values = after;
      for (var watcher : v.watchers) if (!queue.contains(watcher)) queue.add(watcher);
    }

    private void propagate() throws Contradiction {
      try {
        while (!queue.isEmpty()) queue.removeLast().propagate(this);
      } finally {
        queue.clear();
      }
    }

    /** Calls for each solution, up to a limit; the number found. */
    int solve(int limit, Runnable solution) {
      int mark = trail.size();
      try {
        propagate();
        return search(limit, solution);
      } catch (Contradiction _) {
        return 0;
      } finally {
        undo(mark);
      }
    }

    private int search(int limit, Runnable solution) {
      Variable chosen = null;
      for (var v : variables) if (!v.fixed() && (chosen == null || v.size() < chosen.size())) chosen = v;
      if (chosen == null) {
        solution.run();
        return 1;
      }
      int found = 0;
      for (long rest = chosen.values; rest != 0 && found < limit; rest &= rest - 1) {
        choices++;
        int mark = trail.size();
        try {
          restrict(chosen, Long.lowestOneBit(rest));
          propagate();
          found += search(limit - found, solution);
        } catch (Contradiction _) {
          failures++;
        } finally {
          undo(mark);
        }
      }
      return found;
    }

    private void undo(int mark) {
      while (trail.size() > mark) trail.removeLast().run();
    }

    String tally() {
      return " (" + choices + " choices, " + failures + " failures)";
    }
  }

  /** TWO + TWO = FOUR and the like: every letter a digit of its own, no leading zero. */
  static String letterSum(String a, String b, String sum) {
    var solver = new Solver();
    Map<Character, Variable> letters = new HashMap<>();
    var factors = new HashMap<Variable, Integer>();
    for (var word : List.of(a, b, sum)) {
      int factor = word.equals(sum) ? -1 : 1;
      for (int i = word.length() - 1; i >= 0; i--, factor *= 10) {
        var v = letters.computeIfAbsent(word.charAt(i), c -> solver.variable(String.valueOf(c), 0, 9));
        factors.merge(v, factor, Integer::sum);
        if (i == 0) v.values &= ~1L;
      }
    }
    solver.add(new AllDifferent(List.copyOf(solver.variables)));
    solver.add(new Linear(List.copyOf(solver.variables), factorsOf(solver.variables, factors), 0));
    var text = new StringBuilder();
    int count = solver.solve(1_000, () -> {
      if (text.isEmpty()) for (var v : solver.variables) text.append(v.name).append(v.min());
    });
    return count + " first " + text + solver.tally();
  }

  private static int[] factorsOf(List<Variable> variables, Map<Variable, Integer> factors) {
    int[] result = new int[variables.size()];
    Arrays.setAll(result, i -> factors.get(variables.get(i)));
    return result;
  }

  static String magicSquares(int n, int limit) {
    var solver = new Solver();
    var cells = new Variable[n][n];
    for (int r = 0; r < n; r++) for (int c = 0; c < n; c++) cells[r][c] = solver.variable(r + "/" + c, 1, n * n);
    int total = n * (n * n + 1) / 2;
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    solver.add(new AllDifferent(List.copyOf(solver.variables)));
    var falling = new ArrayList<Variable>();
    var rising = new ArrayList<Variable>();
    for (int i = 0; i < n; i++) {
      var column = new ArrayList<Variable>();
      for (int r = 0; r < n; r++) column.add(cells[r][i]);
      solver.add(new Linear(List.of(cells[i]), ones, total));
      solver.add(new Linear(column, ones, total));
      falling.add(cells[i][i]);
      rising.add(cells[i][n - 1 - i]);
    }
    solver.add(new Linear(falling, ones, total));
    solver.add(new Linear(rising, ones, total));
    var hash = new int[1];
    int count = solver.solve(limit, () -> {
      for (var v : solver.variables) hash[0] = hash[0] * 31 + v.min();
    });
    return count + " hash " + Integer.toHexString(hash[0]) + solver.tally();
  }

  static String colourings(int regions, int colours, int limit) {
    var solver = new Solver();
    for (int i = 0; i < regions; i++) solver.variable("r" + i, 0, colours - 1);
    for (int i = 0; i < regions; i++)
      for (int step : new int[] { 1, 2, 5 })
        if (i + step < regions) solver.add(new NotEqual(solver.variables.get(i), solver.variables.get(i + step)));
    return solver.solve(limit, () -> {}) + solver.tally();
  }

  public static void main(String[] args) {
    int scale = args.length > 0 ? Integer.parseInt(args[0]) : 250;
    System.out.println("TWO + TWO = FOUR: " + letterSum("TWO", "TWO", "FOUR"));
    System.out.println("SEND + MORE = MONEY: " + letterSum("SEND", "MORE", "MONEY"));
    System.out.println("magic squares of 3: " + magicSquares(3, 100));
    System.out.println("magic squares of 4: " + magicSquares(4, scale / 5));
    System.out.println("colourings: " + colourings(14, 4, 60 * scale));
  }
}
