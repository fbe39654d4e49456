package dev.assay.jvm;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;

/**
 * Which values never see a local: one that is used once, in its block, by an instruction to which its definition can be moved, is left on
 * the operand stack. The instructions of a block so become trees; each is emitted at the place of its <b>root</b>.
 *
 * <p>The method is that of LLVM's WebAssembly back end (RegStackify): blocks are walked upwards and the operands of a tree from the last
 * to the first, and what has effects may not pass another effect. Places of instructions never change relative to those they conflict
 * with, so the original indexes tell of conflicts throughout. Cost: linear.
 */
final class Trees {
  /** How many operands may wait below a tree; deeper ones take a local, so that frames stay small. */
  private static final int MAX_DEPTH = 64;

  private final LinearCode code;
  private final CheckPlan plan;
  /** By instruction: the root of its tree, itself for a root, -1 if it is not emitted. */
  private final int[] rootOf;
  private final boolean[] onStack;
  /** The last instruction up to here in the block, or -1, that has an effect; that writes; that reads or has an effect. */
  private final int[] lastEffect;
  private final int[] lastWrite;
  private final int[] lastAccess;

  Trees(LinearCode code, CheckPlan plan) {
    this.code = code;
    this.plan = plan;
    int count = code.insns.length;
    rootOf = new int[count];
    onStack = new boolean[count];
    lastEffect = new int[count];
    lastWrite = new int[count];
    lastAccess = new int[count];
    for (int b = 0; b < code.blocks.length; b++) block(b);
  }

  int rootOf(int index) {
    return rootOf[index];
  }

  /**
   * The roots of a block in the order in which they are emitted. That is the order of the instructions, but for additions of a constant to
   * a value that is read again before the sum is: they wait until the sum is read. So a counter is no longer needed when its next value
   * is made, and both can be one local.
   */
  int[] roots(int block) {
    int first = code.first[block];
    int terminator = code.terminatorOf(block);
    // The first root that reads a sum, and the last that reads what it was added to.
    var firstUse = new HashMap<Value, Integer>();
    var lastUse = new HashMap<Value, Integer>();
    for (int i = first; i < terminator; i++) {
      if (!mayWait(i)) continue;
      firstUse.put(code.insns[i].result(), terminator);
      lastUse.put(plan.origin(((Insn.Binary) code.insns[i]).lhs()), i);
    }
    var waiting = new HashMap<Integer, List<Integer>>();
    if (!firstUse.isEmpty()) {
      for (int i = first; i <= terminator; i++) {
        if (rootOf[i] < 0) continue;
        int root = rootOf[i];
        for (var value : code.insns[i].operands()) {
          firstUse.computeIfPresent(plan.origin(value), (_, at) -> Math.min(at, root));
          lastUse.computeIfPresent(plan.origin(value), (_, at) -> Math.max(at, root));
        }
      }
      for (int i = first; i < terminator; i++) {
        if (!mayWait(i)) continue;
        int last = lastUse.get(plan.origin(((Insn.Binary) code.insns[i]).lhs()));
        int use = firstUse.get(code.insns[i].result());
        if (last > i && last < use) waiting.computeIfAbsent(use, _ -> new ArrayList<>()).add(i);
      }
    }
    var roots = new ArrayList<Integer>();
    var waits = new BitSet();
    for (var list : waiting.values()) for (int i : list) waits.set(i - first);
    for (int i = first; i <= terminator; i++) {
      if (rootOf[i] != i) continue;
      roots.addAll(waiting.getOrDefault(i, List.of()));
      if (!waits.get(i - first)) roots.add(i);
    }
    return roots.stream().mapToInt(Integer::intValue).toArray();
  }

  private boolean mayWait(int index) {
    return rootOf[index] == index && increment(code.insns[index]) != 0 && !isOnStack(plan.origin(((Insn.Binary) code.insns[index]).lhs()));
  }

  /** Whether the value is left on the stack for its one use. */
  boolean isOnStack(Value origin) {
    int at = code.definedAt(origin);
    return at >= 0 && onStack[at];
  }

  private boolean isEmitted(int index) {
    if (plan.isRemoved(index)) return false;
    var insn = code.insns[index];
    return insn.result() == null || insn instanceof Terminator || CheckPlan.isEffect(insn) || !code.isConstant(insn.result())
        || !plan.carried(index).isEmpty();
  }

  private boolean isEffect(int index) {
    return CheckPlan.isEffect(code.insns[index]) || !plan.carried(index).isEmpty();
  }

  private static boolean writes(Insn insn) {
    return !insn.has(Trait.PURE) && (insn.has(Trait.WRITES) || insn.has(Trait.CALLS));
  }

  private void block(int b) {
    int effect = -1;
    int write = -1;
    int access = -1;
    for (int i = code.first[b]; i < code.first[b + 1]; i++) {
      if (isEmitted(i)) {
        if (isEffect(i)) effect = i;
        if (writes(code.insns[i])) write = i;
        if (isEffect(i) || code.insns[i].has(Trait.READS)) access = i;
        rootOf[i] = i;
      } else {
        rootOf[i] = -1;
      }
      lastEffect[i] = effect;
      lastWrite[i] = write;
      lastAccess[i] = access;
    }
    for (int i = code.first[b + 1] - 1; i >= code.first[b]; i--) if (rootOf[i] == i) grow(i, b);
  }

  /** Takes into the tree of a root what can be evaluated as part of it. Path and places are kept on an explicit stack. */
  private void grow(int root, int block) {
    int first = code.first[block];
    // What is taken in is evaluated before all that is in the tree already, and after all that is not: only the latter can be in conflict,
    // since two that are in conflict are never both passed over and taken in later.
    int effect = root;
    int write = root;
    int access = root;
    int[] path = {root, stackOperands(root).size(), 0, 0};
    int top = 0;
    while (top >= 0) {
      int insn = path[2 * top];
      int operand = --path[2 * top + 1];
      if (operand < 0) {
        top--;
        continue;
      }
      int depth = top;
      for (int i = 0; i <= top; i++) depth += path[2 * i + 1];
      var value = plan.origin(stackOperands(insn).get(operand));
      int at = code.definedAt(value);
      if (at < 0 || rootOf[at] != at || code.isConstant(value) || plan.uses(value) != 1 || code.blockOf[value.id()] != block) continue;
      effect = lastOutside(root, effect, lastEffect, first);
      write = lastOutside(root, write, lastWrite, first);
      access = lastOutside(root, access, lastAccess, first);
      int conflict = writes(code.insns[at]) ? access : isEffect(at) ? effect : code.insns[at].has(Trait.READS) ? write : -1;
      if (depth >= MAX_DEPTH || conflict > at) continue;
      onStack[at] = true;
      rootOf[at] = root;
      top++;
      if (2 * top >= path.length) path = Arrays.copyOf(path, 2 * path.length);
      path[2 * top] = at;
      path[2 * top + 1] = stackOperands(at).size();
    }
  }

  /** The last instruction of its kind at or before an index that is not in the tree, or -1. */
  private int lastOutside(int root, int index, int[] last, int first) {
    int at = index;
    while (at >= 0 && rootOf[at] == root) at = at == first ? -1 : last[at - 1];
    return at;
  }

  // What is pushed

  /**
   * The values pushed for an instruction, in order. A comparison that is only branched on has no value: its operands are pushed by the
   * branch, and not the constant 0 or null that the host's jumps compare with by themselves.
   */
  List<Value> stackOperands(int index) {
    var insn = code.insns[index];
    if (insn instanceof Terminator.Try t) insn = t.body();
    return LinearCode.operands(insn);
  }

  /** The comparison that a branch or guard does itself, or null. */
  Insn.Compare fused(Value condition) {
    var origin = plan.origin(condition);
    return isOnStack(origin) && code.definition(origin) instanceof Insn.Compare c ? c : null;
  }

  /** The operands of a comparison that are pushed when it is branched on. */
  List<Value> comparedOperands(Insn.Compare compare) {
    if (isZero(compare.rhs()) && hasZeroForm(compare)) return List.of(compare.lhs());
    if (isZero(compare.lhs()) && hasZeroForm(compare)) return List.of(compare.rhs());
    return compare.operands();
  }

  private static boolean hasZeroForm(Insn.Compare compare) {
    var type = compare.lhs().type();
    return switch (compare.op()) {
      case EQ, NE -> type == Type.I32 || type == Type.REF;
      case LT, LE, GT, GE -> type == Type.I32;
      case ULT, ULE, UGT, UGE, CMP, CMPL, CMPG -> false;
    };
  }

  boolean isZero(Value value) {
    var origin = plan.origin(value);
    if (!code.isConstant(origin)) return false;
    return !(code.definition(origin) instanceof Insn.Const c) ? !(code.definition(origin) instanceof Insn.Symbol) : c.bits() == 0;
  }

  /** The constant that {@code iinc} adds, if the instruction is an addition to a value: 0 if it is none or the constant does not fit. */
  int increment(Insn insn) {
    if (!(insn instanceof Insn.Binary b) || b.result().type() != Type.I32) return 0;
    if (b.op() != BinaryOp.ADD && b.op() != BinaryOp.SUB) return 0;
    if (!(code.definition(plan.origin(b.rhs())) instanceof Insn.Const c)) return 0;
    long amount = b.op() == BinaryOp.ADD ? c.bits() : -c.bits();
    return amount == (short) amount ? (int) amount : 0;
  }

  static CompareOp swapped(CompareOp op) {
    return switch (op) {
      case LT -> CompareOp.GT;
      case LE -> CompareOp.GE;
      case GT -> CompareOp.LT;
      case GE -> CompareOp.LE;
      case EQ, NE, ULT, ULE, UGT, UGE, CMP, CMPL, CMPG -> op;
    };
  }
}
