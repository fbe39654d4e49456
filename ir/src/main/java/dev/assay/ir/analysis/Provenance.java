package dev.assay.ir.analysis;

import dev.assay.ir.CheckOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.Verifier;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which values are known to have passed a check, from where they come alone: rules 70 to 73 of {@link Verifier}. A check of such a
 * value cannot fail; replaced by its operand, it leaves everything proven that was.
 *
 * <p>A greatest fixpoint: every block parameter counts as checked until an argument for it is found that is not, and then all that it
 * flows into is taken back. Optimistic, since else no loop could carry a checked value. Cost: linear in values and block arguments.
 */
public final class Provenance {
  public enum Kind {
    NONZERO("check.nonzero or a constant"), NON_NULL("check.null, new or what else is never null"), INDEX("check.bounds"),
    LENGTH("check.size, array.length or a constant");

    private final String check;

    Kind(String check) {
      this.check = check;
    }

    public String check() {
      return check;
    }
  }

  private enum State {
    UNPROVEN, PROVEN, COPY
  }

  private final Function function;
  private final Map<Kind, State[]> states = new EnumMap<>(Kind.class);
  // What each value flows into: a block parameter, or the result of a check of its class.
  private int[] flowStart;
  private int[] flows;

  /** Of the function as it is now. */
  public Provenance(Function function) {
    this.function = function;
    link();
    for (var kind : Kind.values()) states.put(kind, compute(kind));
  }

  /** Of a value that the function has got since then, nothing is known. */
  public boolean isProven(Kind kind, Value value) {
    var state = states.get(kind);
    return value.id() < state.length && state[value.id()] != State.UNPROVEN;
  }

  private State[] compute(Kind kind) {
    var state = new State[function.valueCount()];
    Arrays.fill(state, State.UNPROVEN);
    if (kind == Kind.NON_NULL && function.hasReceiver()) state[function.params().getFirst().id()] = State.PROVEN;
    for (var block : function.blocks()) {
      if (block != function.entry()) for (var param : block.params()) state[param.id()] = State.COPY;
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (body.result() != null && proves(kind, body)) state[body.result().id()] = State.PROVEN;
        if (isClassCheck(body)) state[body.result().id()] = State.COPY;
        if (kind == Kind.NON_NULL && insn instanceof Terminator.Try t) state[t.exception().id()] = State.PROVEN;
      }
    }
    var work = new int[state.length];
    int depth = 0;
    for (int v = 0; v < state.length; v++) if (state[v] == State.UNPROVEN) work[depth++] = v;
    while (depth > 0) {
      int v = work[--depth];
      for (int i = flowStart[v]; i < flowStart[v + 1]; i++) {
        int target = flows[i];
        if (state[target] != State.COPY) continue;
        state[target] = State.UNPROVEN;
        work[depth++] = target;
      }
    }
    return state;
  }

  private static boolean isClassCheck(Insn insn) {
    return insn instanceof Insn.Check c && (c.op() == CheckOp.CAST || c.op() == CheckOp.STORE);
  }

  private static boolean proves(Kind kind, Insn insn) {
    return switch (kind) {
      case NONZERO -> isCheck(insn, CheckOp.NONZERO) || insn instanceof Insn.Const c && c.bits() != 0;
      case NON_NULL -> isCheck(insn, CheckOp.NULL) || insn instanceof Insn.NewObject || insn instanceof Insn.NewArray
          || insn instanceof Insn.GetClass || insn instanceof Insn.Symbol s && s.op().type() == Type.REF
          || insn instanceof Insn.HostCall h && (h.op() == HostOp.ARRAY_CLONE || h.op() == HostOp.NEW_ARRAY || h.op() == HostOp.NEW_OBJECT)
        // What the lowering makes of an allocation.
          || insn instanceof Insn.Convert c && c.op() == ConvertOp.ASREF;
      case INDEX -> isCheck(insn, CheckOp.BOUNDS);
      case LENGTH -> isCheck(insn, CheckOp.SIZE) || insn instanceof Insn.ArrayLength || insn instanceof Insn.Const c && c.bits() >= 0;
    };
  }

  private static boolean isCheck(Insn insn, CheckOp op) {
    return insn instanceof Insn.Check c && c.op() == op;
  }

  private interface Flow {
    void from(int value, int target);
  }

  private void link() {
    int n = function.valueCount();
    flowStart = new int[n + 1];
    forEachFlow((value, _) -> flowStart[value + 1]++);
    for (int v = 0; v < n; v++) flowStart[v + 1] += flowStart[v];
    flows = new int[flowStart[n]];
    var next = flowStart.clone();
    forEachFlow((value, target) -> flows[next[value]++] = target);
  }

  private void forEachFlow(Flow flow) {
    for (var block : function.blocks()) {
      for (var insn : block.insns()) {
        var body = insn instanceof Terminator.Try t ? t.body() : insn;
        if (isClassCheck(body)) flow.from(body.operands().getFirst().id(), body.result().id());
        if (insn instanceof Terminator t)
          for (var edge : t.edges())
            for (int i = 0; i < edge.args().size(); i++) flow.from(edge.args().get(i).id(), edge.target().params().get(i).id());
      }
    }
  }
}
