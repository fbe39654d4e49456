package dev.assay.jvm;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.LoopForest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The reachable blocks of a function in the order in which they are emitted, and their instructions in one array. Everything after this
 * works on indexes into it.
 *
 * <p>The order is a reverse postorder in which the successor visited last, and so placed next to its block, is the one deepest in loops:
 * bodies follow their headers and exits follow bodies, as javac lays loops out. Cost: linear but for the loop forest.
 */
final class LinearCode {
  final Function function;
  final Block[] blocks;
  private final int[] orderById;
  /** First instruction of each block; one more entry than blocks. */
  final int[] first;
  final Insn[] insns;
  final int[] loopDepth;
  /** By value id: the index of the defining instruction, -1 for a parameter and for what a try defines. */
  private final int[] definedAt;
  /** By value id: the block that defines it. */
  final int[] blockOf;
  /** By value id: the index among its block's parameters, or -1. */
  final int[] paramIndex;
  /** By value id, see {@link ReferenceTypes}. */
  final String[] types;

  LinearCode(Function function, String[] types) {
    this.function = function;
    this.types = types;
    var cfg = Cfg.of(function);
    var loops = LoopForest.of(cfg);
    blocks = order(function, loops);
    orderById = new int[function.blockCount()];
    Arrays.fill(orderById, -1);
    first = new int[blocks.length + 1];
    loopDepth = new int[blocks.length];
    for (int b = 0; b < blocks.length; b++) {
      orderById[blocks[b].id()] = b;
      first[b + 1] = first[b] + blocks[b].insns().size();
      loopDepth[b] = loops.depth(blocks[b]);
    }
    insns = new Insn[first[blocks.length]];
    definedAt = new int[function.valueCount()];
    Arrays.fill(definedAt, -1);
    blockOf = new int[function.valueCount()];
    paramIndex = new int[function.valueCount()];
    Arrays.fill(paramIndex, -1);
    for (int b = 0; b < blocks.length; b++) {
      int p = 0;
      for (var param : blocks[b].params()) {
        blockOf[param.id()] = b;
        paramIndex[param.id()] = p++;
      }
      int i = first[b];
      for (var insn : blocks[b].insns()) {
        insns[i] = insn;
        if (insn.result() != null) {
          blockOf[insn.result().id()] = b;
          if (!(insn instanceof Terminator)) definedAt[insn.result().id()] = i;
        }
        if (insn instanceof Terminator.Try t) blockOf[t.exception().id()] = b;
        i++;
      }
    }
  }

  private static Block[] order(Function function, LoopForest loops) {
    var seen = new boolean[function.blockCount()];
    var postorder = new ArrayList<Block>();
    var path = new ArrayList<Block>();
    var pending = new ArrayList<List<Block>>();
    var entry = function.entry();
    seen[entry.id()] = true;
    path.add(entry);
    pending.add(visitOrder(entry, loops));
    while (!path.isEmpty()) {
      var successors = pending.getLast();
      if (successors.isEmpty()) {
        postorder.add(path.removeLast());
        pending.removeLast();
        continue;
      }
      var next = successors.removeLast();
      if (seen[next.id()]) continue;
      seen[next.id()] = true;
      path.add(next);
      pending.add(visitOrder(next, loops));
    }
    return postorder.reversed().toArray(Block[]::new);
  }

  /** The successors, that to be visited first at the end: outer ones before inner ones, an unwind edge before all. */
  private static List<Block> visitOrder(Block block, LoopForest loops) {
    var targets = new ArrayList<Block>();
    for (var edge : block.terminator().edges()) targets.add(edge.target());
    if (targets.size() < 2 || block.terminator() instanceof Terminator.Try) return targets;
    // The fallthrough of bytecode is the false edge, so among equals that is placed next.
    if (block.terminator() instanceof Terminator.Branch) targets.addFirst(targets.removeLast());
    targets.sort((a, b) -> loops.depth(b) - loops.depth(a));
    return targets;
  }

  int order(Block block) {
    return orderById[block.id()];
  }

  int terminatorOf(int block) {
    return first[block + 1] - 1;
  }

  /** The index of the instruction that defines a value, or -1 if none does but a parameter or a try. */
  int definedAt(Value value) {
    return definedAt[value.id()];
  }

  /** The defining instruction, or null. */
  Insn definition(Value value) {
    int at = definedAt[value.id()];
    return at < 0 ? null : insns[at];
  }

  /** Whether the value is emitted anew at each use. */
  boolean isConstant(Value value) {
    if (value.type() == Type.REF && types[value.id()].equals(ReferenceTypes.NULL)) return true;
    var definition = definition(value);
    return definition instanceof Insn.Const || definition instanceof Insn.Symbol;
  }

  /** What an instruction reads when it is executed, in text order. */
  static List<Value> operands(Insn insn) {
    return switch (insn) {
      case Insn.Guard g -> List.of(g.condition());
      default -> insn.operands();
    };
  }
}
