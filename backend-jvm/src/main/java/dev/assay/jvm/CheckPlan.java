package dev.assay.jvm;

import dev.assay.ir.CheckOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Which checks the host does by itself, and what then is left to emit.
 *
 * <p>The result of a check <b>is</b> its operand, so no value is made for it; only a cast to a class that is not known gives a new one. A
 * check is left to the instruction that uses its result (its <b>carrier</b>: a division, an access to a field or an array, {@code
 * arraylength}, {@code newarray}, a virtual call) if the host's own check there throws the same, at the same moment. Between the two must be nothing that could throw, write
 * or be seen otherwise, and of several checks only the last ones may be carried, in the order in which the host does them: null, bounds,
 * class of the stored. All others are emitted where they stand.
 *
 * <p>An array access with its three IR checks so becomes one instruction. Cost: linear.
 */
final class CheckPlan {
  private final LinearCode code;
  private final ReferenceTypes types;
  private final Value[] sameAs;
  /** By block. */
  private final List<List<Edge>> incoming;
  private final boolean[] removed;
  private final List<List<Insn.Check>> carried;
  /** By value id: how many emitted instructions, edges and frame states read it. */
  private final int[] uses;
  private final ArrayDeque<Value> unused = new ArrayDeque<>();

  CheckPlan(LinearCode code, ReferenceTypes types) {
    this.code = code;
    this.types = types;
    sameAs = new Value[code.function.valueCount()];
    removed = new boolean[code.insns.length];
    carried = new ArrayList<>(code.insns.length);
    uses = new int[code.function.valueCount()];
    incoming = incoming();
    for (int b = 0; b < code.blocks.length; b++) {
      for (var param : code.blocks[b].params()) sameAs[param.id()] = onlyArgument(b, param);
      for (int i = code.first[b]; i < code.first[b + 1]; i++) {
        carried.add(List.of());
        var body = code.insns[i] instanceof Terminator.Try t ? t.body() : code.insns[i];
        if (body instanceof Insn.Check check && isItsOperand(check)) sameAs[check.result().id()] = origin(check.operands().getFirst());
      }
    }
    int[] lengthAfter = new int[code.insns.length];
    for (int b = 0; b < code.blocks.length; b++) assignCarriers(b, lengthAfter);
    countUses();
    removeUnused();
    for (int i = 0; i < code.insns.length; i++) {
      int length = lengthAfter[i];
      if (length == 0 || removed[length]) continue;
      // The length is needed for itself, so it meets the null first.
      var check = (Insn.Check) code.insns[i];
      int carrier = carrierOf(check, i);
      if (carrier >= 0) carried.set(carrier, without(carried.get(carrier), check));
      else uses[origin(check.operands().getFirst()).id()]--;
      carried.set(length, List.of(check));
      removed[i] = true;
    }
  }

  private List<List<Edge>> incoming() {
    var lists = new ArrayList<List<Edge>>();
    for (int b = 0; b < code.blocks.length; b++) lists.add(new ArrayList<>());
    for (var block : code.blocks) for (var edge : block.terminator().edges()) lists.get(code.order(edge.target())).add(edge);
    return lists;
  }

  /** What all edges give a parameter, if that is one value, which then dominates the block; else null. */
  private Value onlyArgument(int block, Value param) {
    Value only = null;
    for (var edge : incoming.get(block)) {
      var arg = origin(edge.args().get(code.paramIndex[param.id()]));
      if (arg == param || arg == only) continue;
      // What a try defines is known on its edges only.
      boolean ofTry = code.definedAt(arg) < 0 && code.paramIndex[arg.id()] < 0;
      if (only != null || ofTry) return null;
      only = arg;
    }
    return only;
  }

  private boolean isItsOperand(Insn.Check check) {
    if (check.op() != CheckOp.CAST) return true;
    return types.isSubtype(code.types[check.operands().getFirst().id()], check.detail());
  }

  /** What a value is, past checks that yield it and parameters that have no other argument: the value that is emitted. */
  Value origin(Value value) {
    var same = sameAs[value.id()];
    return same == null ? value : same;
  }

  /** The checks that the host does as part of this instruction, in order. */
  List<Insn.Check> carried(int index) {
    return carried.get(index);
  }

  /** Whether nothing is emitted for the instruction. */
  boolean isRemoved(int index) {
    return removed[index];
  }

  int uses(Value origin) {
    return uses[origin.id()];
  }

  /** Whether a check leaves a new value on the stack. */
  boolean yieldsValue(Insn.Check check) {
    return sameAs[check.result().id()] == null;
  }

  // Carriers

  private void assignCarriers(int block, int[] lengthAfter) {
    // Checks since the last effect, which are undone if nothing carries them.
    var pending = new ArrayList<Integer>();
    for (int i = code.first[block]; i < code.terminatorOf(block); i++) {
      switch (code.insns[i]) {
        case Insn.Check check -> {
          if (neverFails(check)) removed[i] = true;
          else if (check.op() == CheckOp.CAST) pending.clear();
          else pending.add(i);
        }
        case Insn.Binary b when b.op().needsNonzero(b.result().type()) -> {
          if (last(pending, CheckOp.NONZERO) && isSame(checkAt(pending), 0, b.rhs())) carry(pending, 1, i);
        }
        case Insn.ArrayLength length -> {
          if (last(pending, CheckOp.NULL) && isSame(checkAt(pending), 0, length.array()) && isArray(length.array()))
            lengthAfter[pending.getLast()] = i;
        }
        case Insn.ArrayLoad load -> carry(pending, accessChecks(pending, load.array(), load.index(), null), i);
        case Insn.ArrayStore store -> {
          var stored = store.mem() == MemType.REF ? store.value() : null;
          carry(pending, accessChecks(pending, store.array(), store.index(), stored), i);
          pending.clear();
        }
        case Insn.FieldGet get -> carryNull(pending, get.object(), i);
        case Insn.FieldPut put -> {
          carryNull(pending, put.object(), i);
          pending.clear();
        }
        case Insn.CallVirtual call -> {
          // Other calls would not look at the receiver.
          if (types.dispatch().of(call, typeOf(call.receiver())) instanceof Dispatch.Target.Virtual) carryNull(pending, call.receiver(), i);
          pending.clear();
        }
        case Insn.NewArray n -> {
          if (last(pending, CheckOp.SIZE) && isSame(checkAt(pending), 0, n.length())) carry(pending, 1, i);
          pending.clear();
        }
        case Insn insn -> {
          if (isEffect(insn)) pending.clear();
        }
      }
    }
  }

  private void carryNull(List<Integer> pending, Value object, int carrier) {
    if (last(pending, CheckOp.NULL) && isSame(checkAt(pending), 0, object)) carry(pending, 1, carrier);
  }

  private boolean isArray(Value array) {
    return ReferenceTypes.isArray(code.types[origin(array).id()]);
  }

  private boolean last(List<Integer> pending, CheckOp op) {
    return !pending.isEmpty() && checkAt(pending).op() == op;
  }

  private Insn.Check checkAt(List<Integer> pending) {
    return (Insn.Check) code.insns[pending.getLast()];
  }

  private boolean isSame(Insn.Check check, int operand, Value value) {
    return origin(check.operands().get(operand)) == origin(value);
  }

  /** How many of the last pending checks an access does. */
  private int accessChecks(List<Integer> pending, Value array, Value index, Value stored) {
    int count = 0;
    var rest = new ArrayList<>(pending);
    if (stored != null && last(rest, CheckOp.STORE) && isSame(checkAt(rest), 0, stored) && isSame(checkAt(rest), 1, array)) {
      rest.removeLast();
      count++;
    }
    if (last(rest, CheckOp.BOUNDS) && isSame(checkAt(rest), 0, index) && isLengthOf(checkAt(rest).operands().get(1), array)) {
      rest.removeLast();
      count++;
    }
    if (last(rest, CheckOp.NULL) && isSame(checkAt(rest), 0, array)) count++;
    return count;
  }

  private boolean isLengthOf(Value length, Value array) {
    return code.definition(origin(length)) instanceof Insn.ArrayLength l && origin(l.array()) == origin(array);
  }

  private void carry(List<Integer> pending, int count, int carrier) {
    if (count == 0) return;
    var checks = new ArrayList<Insn.Check>();
    for (int i : pending.subList(pending.size() - count, pending.size())) {
      checks.add((Insn.Check) code.insns[i]);
      removed[i] = true;
    }
    carried.set(carrier, List.copyOf(checks));
    pending.clear();
  }

  private boolean neverFails(Insn.Check check) {
    var operand = origin(check.operands().getFirst());
    return switch (check.op()) {
      case NONZERO -> code.definition(operand) instanceof Insn.Const c && c.bits() != 0;
      case NULL -> isNeverNull(operand);
      case SIZE -> code.definition(operand) instanceof Insn.Const c && c.bits() >= 0;
      case CAST -> !yieldsValue(check);
      case BOUNDS, STORE -> false;
    };
  }

  private boolean isNeverNull(Value origin) {
    if (code.function.hasReceiver() && origin == code.function.params().getFirst()) return true;
    return switch (code.definition(origin)) {
      case Insn.NewArray _,Insn.NewObject _,Insn.Symbol _,Insn.GetClass _ -> true;
      case null, default -> false;
    };
  }

  /** Whether something besides the host's state could tell that this was executed. Reads do not count. */
  static boolean isEffect(Insn insn) {
    if (insn.has(Trait.PURE)) return false;
    return insn.has(Trait.THROWS) || insn.has(Trait.WRITES) || insn.has(Trait.CALLS) || insn.has(Trait.SAFEPOINT)
        || insn.has(Trait.DEOPTS);
  }

  /** The access that carries a check, or -1. It stands behind the check, in its block, before the next effect. */
  private int carrierOf(Insn.Check check, int index) {
    if (!removed[index]) return -1;
    int i = index + 1;
    while (!carried.get(i).contains(check)) i++;
    return i;
  }

  private static List<Insn.Check> without(List<Insn.Check> checks, Insn.Check check) {
    return checks.stream().filter(c -> c != check).toList();
  }

  // Uses

  private void countUses() {
    for (int i = 0; i < code.insns.length; i++) if (!removed[i]) forEachUse(i, v -> uses[v.id()]++);
    for (var block : code.blocks) {
      if (block != code.function.entry()) for (var param : block.params()) if (uses[param.id()] == 0) unused.add(param);
      for (var insn : block.insns()) if (insn.result() != null && uses[insn.result().id()] == 0) unused.add(insn.result());
    }
  }

  private interface ValueVisitor {
    void visit(Value origin);
  }

  private void forEachUse(int index, ValueVisitor visitor) {
    var insn = code.insns[index];
    for (var operand : LinearCode.operands(insn)) visitor.visit(origin(operand));
    if (insn instanceof Insn.Guard g) for (var value : g.state().values()) visitor.visit(origin(value));
    if (insn instanceof Terminator t) for (var edge : t.edges()) for (var arg : edge.args()) visitor.visit(origin(arg));
  }

  /** Takes away pure instructions and block parameters that nothing uses, and what they alone use. */
  private void removeUnused() {
    while (!unused.isEmpty()) {
      var value = unused.removeFirst();
      int at = code.definedAt(value);
      if (at >= 0) {
        if (removed[at] || isEffect(code.insns[at]) || !carried.get(at).isEmpty()) continue;
        removed[at] = true;
        forEachUse(at, this::dropUse);
      } else {
        int block = code.blockOf[value.id()];
        int param = block == 0 ? -1 : code.paramIndex[value.id()];
        if (param >= 0) for (var edge : incoming.get(block)) dropUse(origin(edge.args().get(param)));
      }
    }
  }

  private void dropUse(Value origin) {
    if (--uses[origin.id()] == 0) unused.add(origin);
  }

  /** Whether a value is kept somewhere at all. */
  boolean isUsed(Value origin) {
    return uses[origin.id()] > 0;
  }

  /** The type that the host's verifier knows of a reference, on the stack or in its local. */
  String typeOf(Value value) {
    var origin = origin(value);
    return origin.type() == Type.REF ? code.types[origin.id()] : ReferenceTypes.OBJECT;
  }
}
