package dev.assay.ir.analysis;

import dev.assay.ir.Block;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which values are live into and out of each reachable block.
 *
 * <p>A block's terminator reads its block arguments, and the target's head defines its parameters. So arguments are not live-out by being
 * arguments, and parameters are not live-in: live-out is the union of the live-ins of the successors.
 *
 * <p>Path exploration, one value at a time from its uses up to its definition (Boissinot, Brandner, Darte, de Dinechin, Rastello, APLAS
 * 2011, algorithms 6 and 7). Cost: time and memory in proportion to the sets themselves, which are sorted int lists; sets of bits would
 * be blocks × values, half a gigabyte at 64 k of each. Values ascend, so each list is filled in order and tests for a repetition by its
 * last element.
 */
public final class Liveness {
  private static final int[] NO_VALUES = {};

  private final Cfg cfg;
  private final int[][] in;
  private final int[][] out;
  private final int[] inCount;
  private final int[] outCount;

  private Liveness(Cfg cfg, BitSet only) {
    this.cfg = cfg;
    int n = cfg.function().blockCount();
    in = new int[n][];
    out = new int[n][];
    inCount = new int[n];
    outCount = new int[n];
    Arrays.fill(in, NO_VALUES);
    Arrays.fill(out, NO_VALUES);
    explore(new Uses(cfg, only));
    for (int b = 0; b < n; b++) {
      in[b] = trim(in[b], inCount[b]);
      out[b] = trim(out[b], outCount[b]);
    }
  }

  public static Liveness of(Cfg cfg) {
    return new Liveness(cfg, null);
  }

  public static Liveness of(Function function) {
    return of(Cfg.of(function));
  }

  /** Of the values with these ids alone. */
  public static Liveness of(Cfg cfg, BitSet only) {
    return new Liveness(cfg, only);
  }

  /** Ids, ascending. Not a copy. */
  public int[] liveIn(Block block) {
    return in[block.id()];
  }

  /** Ids, ascending. Not a copy. */
  public int[] liveOut(Block block) {
    return out[block.id()];
  }

  public boolean isLiveIn(Value value, Block block) {
    return Arrays.binarySearch(in[block.id()], value.id()) >= 0;
  }

  public boolean isLiveOut(Value value, Block block) {
    return Arrays.binarySearch(out[block.id()], value.id()) >= 0;
  }

  /** Ids of the values live before the instruction at {@code index}. Cost: the rest of the block. */
  public BitSet liveBefore(Block block, int index) {
    var live = new BitSet();
    for (int id : liveOut(block)) live.set(id);
    for (int i = block.insns().size() - 1; i >= index; i--) stepBack(block.insns().get(i), live);
    return live;
  }

  /** From the values live after an instruction to those live before it; for a terminator, {@code live} is first the live-out set. */
  public static void stepBack(Insn insn, BitSet live) {
    stepBackToResult(insn, live);
    for (var operand : insn.operands()) live.set(operand.id());
  }

  /** Half a {@link #stepBack}: to the values that are still needed while the instruction, a call perhaps, runs. */
  public static void stepBackToResult(Insn insn, BitSet live) {
    if (insn instanceof Terminator t)
      for (var edge : t.edges()) for (var arg : edge.args()) live.set(arg.id());
    // What a try defines lives on its edges only, as an argument at most.
    if (insn instanceof Terminator.Try t) live.clear(t.exception().id());
    if (insn.result() != null) live.clear(insn.result().id());
  }

  private void explore(Uses uses) {
    var stack = new int[16];
    for (int value = 0; value < uses.valueCount(); value++) {
      int definition = uses.definition(value);
      int depth = 0;
      for (int u = uses.begin(value); u < uses.end(value); u++) {
        int block = uses.block(u);
        if (block == definition || !markIn(block, value)) continue;
        stack[depth++] = block;
        while (depth > 0) {
          for (int p : cfg.predecessors(cfg.block(stack[--depth]))) {
            markOut(p, value);
            if (p == definition || !markIn(p, value)) continue;
            if (depth + 1 >= stack.length) stack = Arrays.copyOf(stack, 2 * stack.length);
            stack[depth++] = p;
          }
        }
      }
    }
  }

  private boolean markIn(int block, int value) {
    int count = inCount[block];
    if (count > 0 && in[block][count - 1] == value) return false;
    in[block] = append(in[block], count, value);
    inCount[block]++;
    return true;
  }

  private void markOut(int block, int value) {
    int count = outCount[block];
    if (count > 0 && out[block][count - 1] == value) return;
    out[block] = append(out[block], count, value);
    outCount[block]++;
  }

  private static int[] append(int[] list, int count, int value) {
    var grown = count == list.length ? Arrays.copyOf(list, Math.max(4, 2 * count)) : list;
    grown[count] = value;
    return grown;
  }

  private static int[] trim(int[] list, int count) {
    return list.length == count ? list : Arrays.copyOf(list, count);
  }

  /** The block that defines each value and the blocks that use it, in two arrays. */
  private static final class Uses {
    private final int[] definition;
    private final int[] start;
    private final int[] blocks;

    Uses(Cfg cfg, BitSet only) {
      int n = cfg.function().valueCount();
      definition = new int[n];
      Arrays.fill(definition, -1);
      for (var block : cfg.reversePostorder()) {
        for (var param : block.params()) definition[param.id()] = block.id();
        for (var insn : block.insns()) {
          if (insn.result() != null) definition[insn.result().id()] = block.id();
          if (insn instanceof Terminator.Try t) definition[t.exception().id()] = block.id();
        }
      }
      start = new int[n + 1];
      forEachUse(cfg, only, (value, _) -> start[value + 1]++);
      for (int v = 0; v < n; v++) start[v + 1] += start[v];
      blocks = new int[start[n]];
      var next = start.clone();
      forEachUse(cfg, only, (value, block) -> blocks[next[value]++] = block);
    }

    private interface UseAction {
      void use(int value, int block);
    }

    // Uses in the defining block are left out: they make nothing live-in.
    private void forEachUse(Cfg cfg, BitSet only, UseAction action) {
      for (var block : cfg.reversePostorder()) {
        for (var insn : block.insns()) {
          for (var operand : insn.operands()) use(operand, block, only, action);
          if (insn instanceof Terminator t) for (var edge : t.edges()) for (var arg : edge.args()) use(arg, block, only, action);
        }
      }
    }

    private void use(Value value, Block block, BitSet only, UseAction action) {
      int id = value.id();
      if (definition[id] != block.id() && definition[id] >= 0 && (only == null || only.get(id))) action.use(id, block.id());
    }

    int valueCount() {
      return definition.length;
    }

    int definition(int value) {
      return definition[value];
    }

    int begin(int value) {
      return start[value];
    }

    int end(int value) {
      return start[value + 1];
    }

    int block(int use) {
      return blocks[use];
    }
  }
}
