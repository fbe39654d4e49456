package dev.assay.passes;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import java.util.EnumSet;
import java.util.Set;

/**
 * Calls a function directly where all receivers that there can be select the same one: class-hierarchy analysis (Dean, Grove, Chambers,
 * ECOOP 1995). The world is closed, so nothing is assumed. Cost: for each owner and selector called, the subtypes that have objects.
 */
final class Devirtualise implements Pass {
  @Override
  public String name() {
    return "devirtualise";
  }

  @Override
  public Set<Analysis> preserves() {
    return EnumSet.allOf(Analysis.class);
  }

  @Override
  public int run(Function function, PassContext context) {
    int changes = 0;
    for (var block : function.blocks()) {
      var insns = block.insns();
      for (int i = 0; i < insns.size(); i++) {
        var insn = insns.get(i);
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (!(body instanceof Insn.CallVirtual call)) continue;
        var target = onlyTarget(call, context.hierarchy());
        if (target == null || !context.spend("call", call.pos())) continue;
        var direct = new Insn.Call(call.pos(), call.result(), target, call.operands());
        insns.set(i,
            insn instanceof Terminator.Try t ? new Terminator.Try(t.pos(), direct, t.normal(), t.exception(), t.unwind()) : direct);
        changes++;
      }
    }
    return changes;
  }

  /** The one function that the call can run, or null if there are others or none. */
  private static String onlyTarget(Insn.CallVirtual call, ClassHierarchy hierarchy) {
    // Arrays are objects too, and have the methods of Object.
    String only = call.owner().equals(ClassHierarchy.OBJECT) ? hierarchy.select(ClassHierarchy.OBJECT, call.selector()) : null;
    for (var model : hierarchy.concreteSubtypes(call.owner())) {
      var selected = hierarchy.select(model.name(), call.selector());
      if (only != null && !only.equals(selected)) return null;
      only = selected;
    }
    return only;
  }
}
