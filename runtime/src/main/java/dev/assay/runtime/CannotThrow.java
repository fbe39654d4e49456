package dev.assay.runtime;

import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions of a module that never leave anything pending, so that their callers need no check after the call.
 *
 * <p>Such a function holds nothing that throws, polls or deoptimises, calls of the host only to pure functions, and calls of guest
 * functions only to others like it, and by name. It is not recursive, not even through others: depth is then bounded, so it needs no stack check
 * either. A call inside a try region counts too, since exit and stop pass through every handler.
 *
 * <p>Found from the leaves up (Kahn, CACM 5(11), 1962): a function on a cycle of calls never becomes a leaf. Cost: linear in instructions
 * and call edges.
 */
public final class CannotThrow {
  private final Set<String> functions = new HashSet<>();

  private CannotThrow() {}

  public static CannotThrow of(Module module) {
    var analysis = new CannotThrow();
    Map<String, List<String>> callers = new HashMap<>();
    Map<String, Integer> unsettled = new HashMap<>();
    var settled = new ArrayDeque<String>();
    for (var function : module.functions()) {
      var callees = new LinkedHashSet<String>();
      if (!callsOnly(function, callees)) continue;
      for (var callee : callees) callers.computeIfAbsent(callee, _ -> new ArrayList<>()).add(function.name());
      unsettled.put(function.name(), callees.size());
      if (callees.isEmpty()) settled.add(function.name());
    }
    while (!settled.isEmpty()) {
      var function = settled.remove();
      analysis.functions.add(function);
      for (var caller : callers.getOrDefault(function, List.of()))
        if (unsettled.merge(caller, -1, Integer::sum) == 0) settled.add(caller);
    }
    return analysis;
  }

  /** True if a call of this function never leaves anything pending. */
  public boolean test(String function) {
    return functions.contains(function);
  }

  /**
   * True if the function must compare the stack pointer with the limit: a chain of calls that may grow without bound goes through such a
   * function at every turn. Calls of the host return before the next one, and Java's part of the stack is not the guest's.
   */
  public boolean needsStackCheck(Function function) {
    for (var block : function.blocks())
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (body instanceof Insn.Call call && !test(call.function())) return true;
        if (body instanceof Insn.CallIndirect) return true;
      }
    return false;
  }

  /** False if some instruction may leave something pending by itself; otherwise the functions called are added to the set. */
  private static boolean callsOnly(Function function, Set<String> callees) {
    for (var block : function.blocks())
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (body instanceof Insn.Call call) callees.add(call.function());
        else if (mayLeavePending(body)) return false;
      }
    return true;
  }

  private static boolean mayLeavePending(Insn insn) {
    if (insn.has(Trait.PURE)) return false;
    return insn.has(Trait.THROWS) || insn.has(Trait.DEOPTS) || insn.has(Trait.CALLS);
  }
}
