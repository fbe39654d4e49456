package dev.assay.jvm;

import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the values that need a local are live, in positions: each block has an even one, then each of its roots; a root reads its operands
 * at its position and defines its result one after. A block argument is read at the end of the block, where the next one's position
 * begins. So a value and one that ends in its definition do not overlap.
 *
 * <p>Path exploration from the uses (Boissinot et al., APLAS 2011, algorithm 6). Cost: in proportion to the live-in sets.
 */
final class LiveRanges {
  private final LinearCode code;
  private final CheckPlan plan;
  private final Trees trees;
  private final int[] positionOfBlock;
  private final int[] positionOfRoot;
  private final Ranges[] ranges;
  private final int[] weight;
  private final int[][] liveIn;
  private final int[] liveInCount;
  /** By value id: pairs of block and the end of the use there that is last, in order of blocks. */
  private final int[][] usesByBlock;
  private final int[] useCount;
  private final List<Value> values = new ArrayList<>();
  /** By block: the roots in the order in which they are emitted. */
  final int[][] roots;

  LiveRanges(LinearCode code, CheckPlan plan, Trees trees) {
    this.code = code;
    this.plan = plan;
    this.trees = trees;
    int valueCount = code.function.valueCount();
    positionOfBlock = new int[code.blocks.length + 1];
    positionOfRoot = new int[code.insns.length];
    ranges = new Ranges[valueCount];
    weight = new int[valueCount];
    usesByBlock = new int[valueCount][];
    useCount = new int[valueCount];
    liveIn = new int[code.blocks.length][];
    liveInCount = new int[code.blocks.length];
    roots = new int[code.blocks.length][];
    number();
    for (int b = 0; b < code.blocks.length; b++) collect(b);
    explore();
  }

  private void number() {
    int position = 0;
    for (int b = 0; b < code.blocks.length; b++) {
      positionOfBlock[b] = position;
      roots[b] = trees.roots(b);
      for (int root : roots[b]) positionOfRoot[root] = position += 2;
      position += 2;
    }
    positionOfBlock[code.blocks.length] = position;
  }

  /** Whether a value lives in a local. */
  boolean needsLocal(Value origin) {
    return plan.isUsed(origin) && !code.isConstant(origin) && !trees.isOnStack(origin) && !isOfTry(origin);
  }

  /** Results and exceptions of a try exist on its edges only. */
  private boolean isOfTry(Value origin) {
    return code.definedAt(origin) < 0 && code.paramIndex[origin.id()] < 0;
  }

  private void collect(int block) {
    for (var param : code.blocks[block].params()) define(param, block);
    int terminator = code.terminatorOf(block);
    for (int i = code.first[block]; i <= terminator; i++) {
      int root = trees.rootOf(i);
      if (root < 0) continue;
      var insn = code.insns[i];
      if (insn.result() != null && root == i && i != terminator) define(insn.result(), block);
      for (var operand : trees.stackOperands(i)) use(operand, block, positionOfRoot[root] + 1);
      if (insn instanceof Insn.Guard g) for (var value : g.state().values()) use(value, block, positionOfRoot[root] + 1);
    }
    for (var edge : ((Terminator) code.insns[terminator]).edges())
      for (int p = 0; p < edge.args().size(); p++)
        if (plan.isUsed(edge.target().params().get(p))) use(edge.args().get(p), block, positionOfBlock[block + 1]);
  }

  private void define(Value value, int block) {
    if (plan.origin(value) != value || !needsLocal(value)) return;
    values.add(value);
    weight[value.id()] += weightOf(block);
  }

  private int weightOf(int block) {
    return 1 << Math.min(3 * code.loopDepth[block], 18);
  }

  private void use(Value value, int block, int end) {
    var origin = plan.origin(value);
    if (!needsLocal(origin)) return;
    int id = origin.id();
    weight[id] = Math.min(weight[id] + weightOf(block), 1 << 28);
    int count = useCount[id];
    var list = usesByBlock[id];
    if (count > 0 && list[2 * count - 2] == block) {
      list[2 * count - 1] = Math.max(list[2 * count - 1], end);
      return;
    }
    if (list == null) list = new int[2];
    else if (2 * count == list.length) list = Arrays.copyOf(list, 4 * count);
    list[2 * count] = block;
    list[2 * count + 1] = end;
    usesByBlock[id] = list;
    useCount[id] = count + 1;
  }

  private void explore() {
    var cfg = Cfg.of(code.function);
    int blockCount = code.blocks.length;
    var predecessors = new int[blockCount][];
    for (int b = 0; b < blockCount; b++) {
      int[] ids = cfg.predecessors(code.blocks[b]);
      predecessors[b] = new int[ids.length];
      for (int i = 0; i < ids.length; i++) predecessors[b][i] = code.order(cfg.block(ids[i]));
    }
    var end = new int[blockCount];
    var visited = new boolean[blockCount];
    var touched = new int[blockCount];
    var work = new int[blockCount];
    for (var value : values) {
      int id = value.id();
      int home = code.blockOf[id];
      int touchedCount = 0;
      int workCount = 0;
      for (int u = 0; u < useCount[id]; u++) {
        int block = usesByBlock[id][2 * u];
        if (end[block] == 0) touched[touchedCount++] = block;
        end[block] = Math.max(end[block], usesByBlock[id][2 * u + 1]);
        if (block != home && !visited[block]) {
          visited[block] = true;
          work[workCount++] = block;
        }
      }
      usesByBlock[id] = null;
      while (workCount > 0) {
        int block = work[--workCount];
        addLiveIn(block, id);
        for (int pred : predecessors[block]) {
          if (end[pred] == 0) touched[touchedCount++] = pred;
          end[pred] = positionOfBlock[pred + 1];
          if (pred != home && !visited[pred]) {
            visited[pred] = true;
            work[workCount++] = pred;
          }
        }
      }
      Arrays.sort(touched, 0, touchedCount);
      var live = new Ranges();
      for (int t = 0; t < touchedCount; t++) {
        int block = touched[t];
        live.append(block == home ? definition(value) : positionOfBlock[block], end[block]);
        end[block] = 0;
        visited[block] = false;
      }
      ranges[id] = live;
    }
  }

  private int definition(Value value) {
    int at = code.definedAt(value);
    return at < 0 ? positionOfBlock[code.blockOf[value.id()]] : positionOfRoot[at] + 1;
  }

  private void addLiveIn(int block, int id) {
    var list = liveIn[block];
    if (list == null) list = new int[4];
    else if (liveInCount[block] == list.length) list = Arrays.copyOf(list, 2 * list.length);
    list[liveInCount[block]++] = id;
    liveIn[block] = list;
  }

  /** The values that need a local, in order of definition. */
  List<Value> values() {
    return values;
  }

  Ranges of(Value value) {
    return ranges[value.id()];
  }

  /** Definitions and uses, those in loops counting more. */
  int weight(Value value) {
    return weight[value.id()];
  }

  /** Ids of the values with a local that are live into a block; its parameters are not among them. */
  int[] liveIn(int block) {
    return liveIn[block] == null ? new int[0] : Arrays.copyOf(liveIn[block], liveInCount[block]);
  }
}
