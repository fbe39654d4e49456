package dev.assay.llvm;

import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.Liveness;
import dev.assay.runtime.CannotThrow;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The references that are needed after each call in which the heap may be collected.
 *
 * <p>The collector finds a reference on the stack if it points into its object. LLVM may keep something else: of {@code a[i + off]} in a
 * loop, the sum of {@code a} and {@code off}, which can lie anywhere. So these references are made to be needed as they are.
 *
 * <p>A poll is no such call: a collection happens where the one thread of the guest allocates. Cost: that of {@link Liveness} for
 * references.
 */
final class LiveReferences {
  // By the instruction itself, not by what it says; without those that nothing lives across.
  private final Map<Insn, List<Value>> across = new IdentityHashMap<>();

  private LiveReferences() {}

  static LiveReferences of(Function function, CannotThrow cannotThrow) {
    var references = new LiveReferences();
    var values = new Value[function.valueCount()];
    var ids = new BitSet();
    for (var block : function.blocks()) {
      block.params().forEach(p -> note(p, values, ids));
      for (var insn : block.insns()) {
        if (insn.result() != null) note(insn.result(), values, ids);
        if (insn instanceof Terminator.Try t) note(t.exception(), values, ids);
      }
    }
    if (ids.isEmpty()) return references;
    var liveness = Liveness.of(Cfg.of(function), ids);
    for (var block : function.blocks()) {
      if (block.insns().stream().noneMatch(i -> mayCollect(i, cannotThrow))) continue;
      var live = new BitSet();
      for (int id : liveness.liveOut(block)) live.set(id);
      for (var insn : block.insns().reversed()) {
        Liveness.stepBackToResult(insn, live);
        live.and(ids);
        if (mayCollect(insn, cannotThrow) && !live.isEmpty())
          references.across.put(body(insn), live.stream().mapToObj(id -> values[id]).toList());
        for (var operand : insn.operands()) live.set(operand.id());
      }
    }
    return references;
  }

  private static void note(Value value, Value[] values, BitSet ids) {
    if (value.type() != Type.REF) return;
    values[value.id()] = value;
    ids.set(value.id());
  }

  private static Insn body(Insn insn) {
    return insn instanceof Terminator.Try t ? t.body() : insn;
  }

  private static boolean mayCollect(Insn insn, CannotThrow cannotThrow) {
    return switch (body(insn)) {
      case Insn.Call i -> !cannotThrow.test(i.function());
      case Insn.HostCall i -> i.op().traits().contains(Trait.SAFEPOINT);
      // Where it makes its exception. Outside a try the function is left then, and needs nothing any more.
      case Insn.Check _ -> insn instanceof Terminator.Try;
      default -> false;
    };
  }

  /** Of a call or check, which may be the body of a try. */
  List<Value> across(Insn insn) {
    return across.getOrDefault(insn, List.of());
  }
}
