package dev.assay.passes;

import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which function calls which, with the cycles found: strongly connected components (Tarjan, "Depth-first search and linear graph
 * algorithms", SIAM Journal on Computing 1(2), 1972), iterative. Cost: linear in the size of the module.
 */
final class CallGraph {
  private final List<Function> functions;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[][] callees;
  // Components are numbered callees first.
  private final int[] component;
  private final List<Function> calleesFirst = new ArrayList<>();

  CallGraph(Module module) {
    functions = List.copyOf(module.functions());
    for (int i = 0; i < functions.size(); i++) numbers.put(functions.get(i).name(), i);
    callees = new int[functions.size()][];
    for (int i = 0; i < callees.length; i++) callees[i] = callees(functions.get(i));
    component = new int[callees.length];
    new Search().run();
  }

  private int[] callees(Function function) {
    var found = new ArrayList<Integer>();
    for (var block : function.blocks()) {
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (body instanceof Insn.Call call && numbers.containsKey(call.function())) found.add(numbers.get(call.function()));
      }
    }
    return found.stream().distinct().mapToInt(Integer::intValue).toArray();
  }

  /** Every function; one that another calls comes first unless they call each other. */
  List<Function> calleesFirst() {
    return calleesFirst;
  }

  boolean calls(Function function) {
    return callees[numbers.get(function.name())].length > 0;
  }

  /** Whether {@code callee}, which {@code caller} calls, does not call it back. */
  boolean isBelow(Function callee, Function caller) {
    return component[numbers.get(callee.name())] < component[numbers.get(caller.name())];
  }

  private final class Search {
    private final int[] number = new int[callees.length];
    private final int[] low = new int[callees.length];
    private final int[] next = new int[callees.length];
    private final int[] path = new int[callees.length];
    private final int[] open = new int[callees.length];
    private int pathSize;
    private int openSize;
    private int count;
    private int components;

    void run() {
      Arrays.fill(number, -1);
      Arrays.fill(component, -1);
      for (int root = 0; root < callees.length; root++) if (number[root] < 0) search(root);
    }

    private void search(int root) {
      visit(root);
      while (pathSize > 0) {
        int node = path[pathSize - 1];
        if (next[node] < callees[node].length) {
          int callee = callees[node][next[node]++];
          if (number[callee] < 0) visit(callee);
          else if (component[callee] < 0) low[node] = Math.min(low[node], number[callee]);
          continue;
        }
        pathSize--;
        if (pathSize > 0) low[path[pathSize - 1]] = Math.min(low[path[pathSize - 1]], low[node]);
        if (low[node] == number[node]) close(node);
      }
    }

    private void visit(int node) {
      number[node] = low[node] = count++;
      path[pathSize++] = node;
      open[openSize++] = node;
    }

    private void close(int root) {
      int node;
      do {
        node = open[--openSize];
        component[node] = components;
        calleesFirst.add(functions.get(node));
      } while (node != root);
      components++;
    }
  }
}
