package dev.assay.frontend;

import dev.assay.ir.analysis.DominatorTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The control-flow graph of a method's bytecode, with the liveness of its locals and the slots that need a block parameter.
 *
 * <p>Three kinds of node: the entry, runs of instructions, and one <b>dispatch</b> per distinct list of handlers, which decides by class.
 * An instruction that may throw inside a try region ends its node, so that the locals on an edge to a dispatch are those at the node's
 * end: no throwing instruction writes a local.
 *
 * <p>Block parameters are placed on the iterated dominance frontier of a local's definitions (Cytron, Ferrante, Rosen, Wegman, Zadeck,
 * TOPLAS 1991, Fig. 11) where the local is live-in (pruned: Choi, Cytron, Ferrante, POPL 1991). That handles irreducible flow like any
 * other. A node that several edges enter has a parameter for each operand-stack entry, for what is on the stack is going to be used.
 */
final class FlowGraph {
  /** A node. Instructions [from, to) by index; a dispatch has handlers instead, the entry has neither. */
  static final class Node {
    final int id;
    final int from;
    final int to;
    final List<TryCatchBlockNode> handlers;
    final List<Node> successors = new ArrayList<>();
    final List<Node> predecessors = new ArrayList<>();
    /** Where exceptions of the last instruction go, or null. */
    Node dispatch;
    /** Locals that have a block parameter here, ascending. */
    int[] paramLocals = {};

    Node(int id, int from, int to, List<TryCatchBlockNode> handlers) {
      this.id = id;
      this.from = from;
      this.to = to;
      this.handlers = handlers;
    }

    boolean isDispatch() {
      return handlers != null;
    }

    boolean isMerge() {
      return predecessors.size() > 1;
    }
  }

  private final AbstractInsnNode[] insns;
  private final Map<LabelNode, Integer> indexOf = new HashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Node[] nodeAt;
  private final Map<List<TryCatchBlockNode>, Node> dispatches = new HashMap<>();
  private final HandlerTable handlerTable;
  private DominatorTree dominators;

  /** The handlers of an instruction, in order of the exception table. */
  interface HandlerTable {
    List<TryCatchBlockNode> handlers(int insnIndex);
  }

  /**
   * @param reachable the instructions that data flow reached
   * @param parameterLocals number of locals that hold parameters
   */
  FlowGraph(AbstractInsnNode[] insns, BitSet reachable, HandlerTable handlerTable, int localCount, int parameterLocals) {
    this.insns = insns;
    this.handlerTable = handlerTable;
    this.nodeAt = new Node[insns.length];
    for (int i = 0; i < insns.length; i++) if (insns[i] instanceof LabelNode label) indexOf.put(label, i);
    makeNodes(reachable);
    connect();
    int[][] successors = nodes.stream().map(n -> n.successors.stream().mapToInt(s -> s.id).toArray()).toArray(int[][]::new);
    dominators = DominatorTree.of(nodes.size(), 0, successors);
    for (var node : nodes) node.predecessors.removeIf(p -> !dominators.isReachable(p.id));
    placeParameters(localCount, parameterLocals);
  }

  Node entry() {
    return nodes.getFirst();
  }

  /** Reachable nodes so that each comes after its immediate dominator. */
  List<Node> dominatorOrder() {
    return Arrays.stream(dominators.preorder()).mapToObj(nodes::get).toList();
  }

  /** Reachable nodes in order of the bytecode, dispatches last. */
  List<Node> bytecodeOrder() {
    return nodes.stream().filter(n -> dominators.isReachable(n.id)).toList();
  }

  Node immediateDominator(Node node) {
    return nodes.get(dominators.immediateDominator(node.id));
  }

  int nodeCount() {
    return nodes.size();
  }

  /** The node that begins at a label. */
  Node at(LabelNode label) {
    return nodeAt[realInsn(indexOf.get(label))];
  }

  /** The node that begins at or after an instruction index, past labels and line numbers. */
  Node nodeFrom(int index) {
    return nodeAt[realInsn(index)];
  }

  private int realInsn(int index) {
    while (index < insns.length && insns[index].getOpcode() < 0) index++;
    return index;
  }

  private void makeNodes(BitSet reachable) {
    Set<Integer> leaders = new TreeSet<>();
    leaders.add(realInsn(0));
    for (int i = 0; i < insns.length; i++) {
      if (insns[i].getOpcode() < 0 || !reachable.get(i)) continue;
      for (var target : targets(insns[i])) leaders.add(realInsn(indexOf.get(target)));
      boolean throwing = Bytecode.mayThrow(insns[i].getOpcode()) && !handlerTable.handlers(i).isEmpty();
      if (throwing) for (var handler : handlerTable.handlers(i)) leaders.add(realInsn(indexOf.get(handler.handler)));
      if (throwing || endsNode(insns[i])) leaders.add(realInsn(i + 1));
    }
    nodes.add(new Node(0, 0, 0, null));
    Integer from = null;
    for (int leader : leaders) {
      if (from != null) addNode(from, leader, reachable);
      from = leader;
    }
    addNode(from, insns.length, reachable);
  }

  private void addNode(int from, int to, BitSet reachable) {
    if (from >= insns.length || !reachable.get(from)) return;
    // Code that is never reached may follow the node's last instruction.
    int end = from;
    for (int i = from; i < to; i++) {
      if (insns[i].getOpcode() < 0) continue;
      if (!reachable.get(i)) break;
      end = i + 1;
    }
    var node = new Node(nodes.size(), from, end, null);
    nodeAt[from] = node;
    nodes.add(node);
  }

  private static boolean endsNode(AbstractInsnNode insn) {
    int op = insn.getOpcode();
    return insn instanceof JumpInsnNode || op == Opcodes.TABLESWITCH || op == Opcodes.LOOKUPSWITCH || op == Opcodes.ATHROW
        || op >= Opcodes.IRETURN && op <= Opcodes.RETURN;
  }

  private static boolean fallsThrough(AbstractInsnNode insn) {
    return !endsNode(insn) || insn instanceof JumpInsnNode && insn.getOpcode() != Opcodes.GOTO;
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    return switch (insn) {
      case JumpInsnNode jump -> List.of(jump.label);
      case TableSwitchInsnNode table -> withDefault(table.labels, table.dflt);
      case LookupSwitchInsnNode lookup -> withDefault(lookup.labels, lookup.dflt);
      default -> List.of();
    };
  }

  private static List<LabelNode> withDefault(List<LabelNode> labels, LabelNode dflt) {
    var all = new ArrayList<>(labels);
    all.add(dflt);
    return all;
  }

  private void connect() {
    link(nodes.getFirst(), nodeFrom(0));
    int codeNodes = nodes.size();
    for (int n = 1; n < codeNodes; n++) {
      var node = nodes.get(n);
      var last = insns[node.to - 1];
      for (var target : targets(last)) link(node, at(target));
      if (fallsThrough(last)) link(node, nodeFrom(node.to));
      var handlers = Bytecode.mayThrow(last.getOpcode()) ? handlerTable.handlers(node.to - 1) : List.<TryCatchBlockNode>of();
      if (!handlers.isEmpty()) {
        node.dispatch = dispatches.computeIfAbsent(handlers, this::newDispatch);
        link(node, node.dispatch);
      }
    }
  }

  private Node newDispatch(List<TryCatchBlockNode> handlers) {
    var dispatch = new Node(nodes.size(), 0, 0, handlers);
    nodes.add(dispatch);
    for (var handler : handlers) link(dispatch, at(handler.handler));
    return dispatch;
  }

  private static void link(Node from, Node to) {
    if (from.successors.contains(to)) return;
    from.successors.add(to);
    to.predecessors.add(from);
  }

  private void placeParameters(int localCount, int parameterLocals) {
    BitSet[] uses = new BitSet[nodes.size()];
    BitSet[] defs = new BitSet[nodes.size()];
    for (var node : nodes) {
      var used = uses[node.id] = new BitSet();
      var defined = defs[node.id] = new BitSet();
      for (int i = node.from; i < node.to; i++) {
        if (insns[i] instanceof VarInsnNode var) {
          boolean store = var.getOpcode() >= Opcodes.ISTORE && var.getOpcode() <= Opcodes.ASTORE;
          if (store) defined.set(var.var);
          else if (!defined.get(var.var)) used.set(var.var);
        } else if (insns[i] instanceof IincInsnNode inc) {
          if (!defined.get(inc.var)) used.set(inc.var);
          defined.set(inc.var);
        }
      }
    }
    defs[0].set(0, parameterLocals);
    var liveIn = liveIn(uses, defs);
    List<List<Integer>> params = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) params.add(new ArrayList<>());
    for (int local = 0; local < localCount; local++) {
      var defining = new BitSet();
      for (var node : nodes) if (defs[node.id].get(local) && dominators.isReachable(node.id)) defining.set(node.id);
      if (defining.isEmpty()) continue;
      var frontier = dominators.iteratedFrontier(defining);
      for (int n = frontier.nextSetBit(0); n >= 0; n = frontier.nextSetBit(n + 1)) if (liveIn[n].get(local)) params.get(n).add(local);
    }
    for (var node : nodes) node.paramLocals = params.get(node.id).stream().mapToInt(Integer::intValue).toArray();
  }

  private BitSet[] liveIn(BitSet[] uses, BitSet[] defs) {
    BitSet[] liveIn = new BitSet[nodes.size()];
    for (int i = 0; i < liveIn.length; i++) liveIn[i] = (BitSet) uses[i].clone();
    var work = new ArrayDeque<Node>(nodes.reversed());
    var queued = new BitSet();
    queued.set(0, nodes.size());
    while (!work.isEmpty()) {
      var node = work.removeFirst();
      queued.clear(node.id);
      for (var pred : node.predecessors) {
        var grown = (BitSet) liveIn[node.id].clone();
        grown.andNot(defs[pred.id]);
        int before = liveIn[pred.id].cardinality();
        liveIn[pred.id].or(grown);
        if (liveIn[pred.id].cardinality() != before && !queued.get(pred.id)) {
          queued.set(pred.id);
          work.addLast(pred);
        }
      }
    }
    return liveIn;
  }
}
