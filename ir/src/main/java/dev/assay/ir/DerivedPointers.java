package dev.assay.ir;

import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.Liveness;
import java.util.BitSet;

/**
 * Rule 90 of {@link Verifier}: finds pointers into an object that live across a safepoint. Cost: the live ranges of such pointers; nothing
 * more than a look at each instruction where there are none.
 */
final class DerivedPointers {
  interface Found {
    void at(Block block, int index, Value value);
  }

  private DerivedPointers() {}

  static void verify(Cfg cfg, Found found) {
    var derived = derived(cfg);
    if (derived.isEmpty()) return;
    var values = new Value[cfg.function().valueCount()];
    for (var block : cfg.reversePostorder()) {
      for (var param : block.params()) values[param.id()] = param;
      for (var insn : block.insns()) if (insn.result() != null) values[insn.result().id()] = insn.result();
    }
    var liveness = Liveness.of(cfg, derived);
    for (var block : cfg.reversePostorder()) {
      var live = new BitSet();
      for (int id : liveness.liveOut(block)) live.set(id);
      for (int i = block.insns().size() - 1; i >= 0; i--) {
        var insn = block.insns().get(i);
        Liveness.stepBackToResult(insn, live);
        if (insn.has(Trait.SAFEPOINT))
          for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) if (derived.get(id)) found.at(block, i, values[id]);
        for (var operand : insn.operands()) if (derived.get(operand.id())) live.set(operand.id());
      }
    }
  }

  /** Addresses in an object, and block parameters that may hold one. */
  private static BitSet derived(Cfg cfg) {
    var derived = new BitSet();
    boolean any = false;
    for (var block : cfg.reversePostorder())
      for (var insn : block.insns()) any |= insn instanceof Insn.Address a && a.base().type() == Type.REF;
    // One round follows the flow but for loops, so rounds are few: one more than loops are nested.
    for (boolean changed = any; changed;) {
      int before = derived.cardinality();
      for (var block : cfg.reversePostorder()) {
        for (var insn : block.insns()) {
          if (insn instanceof Insn.Address a && (a.base().type() == Type.REF || derived.get(a.base().id()))) derived.set(a.result().id());
          if (insn instanceof Terminator t)
            for (var edge : t.edges())
              for (int i = 0; i < edge.args().size(); i++)
                if (derived.get(edge.args().get(i).id())) derived.set(edge.target().params().get(i).id());
        }
      }
      changed = derived.cardinality() != before;
    }
    return derived;
  }
}
