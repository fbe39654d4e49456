package dev.assay.runtime;

import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Terminator;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** The functions that native code needs: those that are asked for, those that virtual calls may run, and all that these call. */
public final class Reachable {
  private Reachable() {}

  /**
   * In order of the module, so that the code does not depend on who calls whom. Cost: linear.
   *
   * @param exports functions of the module
   */
  public static List<Function> of(Module module, Collection<String> exports, Collection<String> dispatched) {
    var seen = new HashSet<String>(exports);
    seen.addAll(dispatched);
    var pending = new ArrayDeque<>(seen);
    while (!pending.isEmpty())
      for (var block : module.function(pending.remove()).blocks())
        for (var insn : block.insns()) {
          var body = insn instanceof Terminator.Try t ? t.body() : insn;
          if (body instanceof Insn.Call call && seen.add(call.function())) pending.add(call.function());
        }
    return module.functions().stream().filter(f -> seen.contains(f.name())).toList();
  }
}
