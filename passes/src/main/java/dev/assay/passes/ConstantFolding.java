package dev.assay.passes;

import dev.assay.ir.Block;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Finds values that are constant on every path that can be taken, and branches that always go one way: sparse conditional constant
 * propagation (Wegman and Zadeck, TOPLAS 13(2), 1991). Both are found together, so a parameter that gets its second value over a dead edge
 * is constant still.
 *
 * <p>A check that always passes becomes its constant; one that always throws stays. {@code check.bounds} is kept even when it passes,
 * since an index must come from one. Cost: linear in uses and edges, as a value falls twice at most.
 */
final class ConstantFolding implements Pass {
  @Override
  public String name() {
    return "constant-folding";
  }

  @Override
  public Set<Analysis> preserves() {
    return Set.of();
  }

  @Override
  public int run(Function function, PassContext context) {
    var propagation = new Propagation(function);
    propagation.run();
    return new Rewriting(function, context, propagation).run();
  }

  /** What is known of a value; it only falls: UNKNOWN, CONSTANT, VARYING. */
  private enum State {
    UNKNOWN, CONSTANT, VARYING
  }

  private static final class Propagation {
    private final Function function;
    // By value id.
    private final State[] state;
    private final long[] bits;
    // By value id: the instructions with a foldable op and the terminators that read it.
    private final int[] useStart;
    private final Insn[] uses;
    private final int[] useBlock;
    // By value id: where it is a block argument, as numbers of edge and argument.
    private final int[] argStart;
    private final int[] argEdge;
    private final int[] argIndex;
    // Edges in program order; those of a block are numbered on from firstEdge.
    private final Edge[] edges;
    private final int[] firstEdge;
    private final BitSet taken = new BitSet();
    private final BitSet reached = new BitSet();
    private final List<Block> pendingBlocks = new ArrayList<>();
    private final List<Value> pendingValues = new ArrayList<>();
    private long folded;

    Propagation(Function function) {
      this.function = function;
      int values = function.valueCount();
      state = new State[values];
      Arrays.fill(state, State.UNKNOWN);
      bits = new long[values];
      firstEdge = new int[function.blockCount()];
      var all = new ArrayList<Edge>();
      useStart = new int[values + 1];
      argStart = new int[values + 1];
      for (var block : function.blocks()) {
        firstEdge[block.id()] = all.size();
        all.addAll(block.terminator().edges());
        for (var insn : block.insns())
          if (insn instanceof Terminator || isFoldable(insn)) for (var operand : insn.operands()) useStart[operand.id() + 1]++;
      }
      edges = all.toArray(Edge[]::new);
      for (var edge : edges) for (var arg : edge.args()) argStart[arg.id() + 1]++;
      for (int v = 0; v < values; v++) {
        useStart[v + 1] += useStart[v];
        argStart[v + 1] += argStart[v];
      }
      uses = new Insn[useStart[values]];
      useBlock = new int[uses.length];
      var next = useStart.clone();
      for (var block : function.blocks()) {
        for (var insn : block.insns()) {
          if (!(insn instanceof Terminator) && !isFoldable(insn)) continue;
          for (var operand : insn.operands()) {
            int use = next[operand.id()]++;
            uses[use] = insn;
            useBlock[use] = block.id();
          }
        }
      }
      argEdge = new int[argStart[values]];
      argIndex = new int[argEdge.length];
      next = argStart.clone();
      for (int e = 0; e < edges.length; e++) {
        for (int i = 0; i < edges[e].args().size(); i++) {
          int arg = next[edges[e].args().get(i).id()]++;
          argEdge[arg] = e;
          argIndex[arg] = i;
        }
      }
    }

    boolean isReached(Block block) {
      return reached.get(block.id());
    }

    boolean isConstant(Value value) {
      return value != null && state[value.id()] == State.CONSTANT;
    }

    long bits(Value value) {
      return bits[value.id()];
    }

    void run() {
      for (var param : function.entry().params()) state[param.id()] = State.VARYING;
      reach(function.entry());
      while (!pendingBlocks.isEmpty() || !pendingValues.isEmpty()) {
        if (!pendingBlocks.isEmpty()) {
          var block = pendingBlocks.removeLast();
          for (var insn : block.insns()) visit(insn, block.id());
          continue;
        }
        int value = pendingValues.removeLast().id();
        for (int u = useStart[value]; u < useStart[value + 1]; u++) if (reached.get(useBlock[u])) visit(uses[u], useBlock[u]);
        for (int a = argStart[value]; a < argStart[value + 1]; a++) if (taken.get(argEdge[a])) pass(edges[argEdge[a]], argIndex[a]);
      }
    }

    private void reach(Block block) {
      if (reached.get(block.id())) return;
      reached.set(block.id());
      pendingBlocks.add(block);
    }

    private void visit(Insn insn, int block) {
      if (insn instanceof Terminator t) {
        visit(t, block);
      } else if (insn.result() != null) {
        fall(insn.result(), evaluate(insn), folded);
      }
    }

    private void visit(Terminator terminator, int block) {
      switch (terminator) {
        case Terminator.Jump _ -> take(block, 0);
        case Terminator.Branch t -> {
          switch (state[t.condition().id()]) {
            case UNKNOWN -> {
            }
            case CONSTANT -> take(block, bits(t.condition()) != 0 ? 0 : 1);
            case VARYING -> takeAll(t, block);
          }
        }
        case Terminator.Switch t -> {
          switch (state[t.value().id()]) {
            case UNKNOWN -> {
            }
            case CONSTANT -> {
              int key = Arrays.binarySearch(t.keys(), (int) bits(t.value()));
              take(block, key >= 0 ? key : t.size());
            }
            case VARYING -> takeAll(t, block);
          }
        }
        case Terminator.Try t -> {
          var result = evaluate(t.body());
          if (t.result() != null) fall(t.result(), result, folded);
          fall(t.exception(), State.VARYING, 0);
          switch (result) {
            case UNKNOWN -> {
            }
            case CONSTANT -> take(block, 0);
            case VARYING -> takeAll(t, block);
          }
        }
        case Terminator.Return _,Terminator.Throw _ -> {
        }
      }
    }

    private void takeAll(Terminator t, int block) {
      for (int i = 0; i < t.edges().size(); i++) take(block, i);
    }

    private void take(int block, int index) {
      int number = firstEdge[block] + index;
      if (taken.get(number)) return;
      taken.set(number);
      var edge = edges[number];
      for (int i = 0; i < edge.args().size(); i++) pass(edge, i);
      reach(edge.target());
    }

    private void pass(Edge edge, int index) {
      int arg = edge.args().get(index).id();
      fall(edge.target().params().get(index), state[arg], bits[arg]);
    }

    /** Meets what is known of a value with what another path or visit says. */
    private void fall(Value value, State to, long toBits) {
      var now = state[value.id()];
      if (to == State.UNKNOWN || now == State.VARYING) return;
      if (now == State.CONSTANT && to == State.CONSTANT && bits[value.id()] == toBits) return;
      state[value.id()] = now == State.UNKNOWN ? to : State.VARYING;
      bits[value.id()] = toBits;
      pendingValues.add(value);
    }

    private static boolean isFoldable(Insn insn) {
      return switch (insn) {
        case Insn.Const _,Insn.Unary _,Insn.Binary _,Insn.Fma _,Insn.Compare _,Insn.Convert _,Insn.InstanceOf _ -> true;
        case Insn.Check i -> switch (i.op()) {
          case NONZERO, SIZE, CAST, STORE -> true;
          case NULL, BOUNDS -> false;
        };
        default -> false;
      };
    }

    /** The state of the result; a constant's bits are left in {@link #folded}. */
    private State evaluate(Insn insn) {
      if (!isFoldable(insn)) return State.VARYING;
      // A check's first operand decides: null may be stored in any array.
      int deciding = insn instanceof Insn.Check ? 1 : insn.operands().size();
      boolean unknown = false;
      for (int i = 0; i < deciding; i++) {
        var operand = state[insn.operands().get(i).id()];
        if (operand == State.VARYING) return State.VARYING;
        unknown |= operand == State.UNKNOWN;
      }
      if (unknown) return State.UNKNOWN;
      return fold(insn) ? State.CONSTANT : State.VARYING;
    }

    private boolean fold(Insn insn) {
      switch (insn) {
        case Insn.Const i -> folded = i.bits();
        case Insn.Unary i -> folded = i.op().fold(i.result().type(), bits(i.operand()));
        case Insn.Binary i -> {
          // Only behind a check that has thrown.
          if (i.op().needsNonzero(i.result().type()) && bits(i.rhs()) == 0) return false;
          folded = i.op().fold(i.result().type(), bits(i.lhs()), bits(i.rhs()));
        }
        case Insn.Fma i -> folded = fma(i.result().type(), bits(i.a()), bits(i.b()), bits(i.c()));
        case Insn.Compare i -> folded = i.op().fold(i.lhs().type(), bits(i.lhs()), bits(i.rhs()));
        case Insn.Convert i -> folded = i.op().fold(i.operand().type(), i.result().type(), bits(i.operand()));
        // The only constant reference is null.
        case Insn.InstanceOf _ -> folded = 0;
        case Insn.Check i -> {
          folded = bits(i.operands().getFirst());
          return switch (i.op()) {
            case NONZERO -> folded != 0;
            case SIZE -> folded >= 0;
            case CAST, STORE -> true;
            case NULL, BOUNDS -> false;
          };
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    private static long fma(Type type, long a, long b, long c) {
      if (type == Type.F32)
        return Float
            .floatToRawIntBits(Math.fma(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b), Float.intBitsToFloat((int) c)));
      return Double.doubleToRawLongBits(Math.fma(Double.longBitsToDouble(a), Double.longBitsToDouble(b), Double.longBitsToDouble(c)));
    }
  }

  private static final class Rewriting {
    private final Function function;
    private final PassContext context;
    private final Propagation known;
    private final Aliases aliases;
    private final BitSet used = new BitSet();
    private int changes;
    private boolean cut;

    Rewriting(Function function, PassContext context, Propagation known) {
      this.function = function;
      this.context = context;
      this.known = known;
      aliases = new Aliases(function);
    }

    int run() {
      for (var block : function.blocks()) {
        for (var insn : block.insns()) for (var operand : insn.operands()) used.set(operand.id());
        for (var edge : block.terminator().edges()) for (var arg : edge.args()) used.set(arg.id());
      }
      for (var block : function.blocks()) {
        if (!known.isReached(block)) continue;
        for (int i = 0; i < block.insns().size() - 1; i++) block.insns().set(i, rewrite(block.insns().get(i)));
        terminator(block);
        if (block != function.entry()) params(block);
      }
      aliases.apply(function);
      if (cut) UnreachableBlocks.remove(function);
      return changes;
    }

    private Insn rewrite(Insn insn) {
      if (insn instanceof Insn.Const || !known.isConstant(insn.result()) || !spend("fold", insn)) return insn;
      return new Insn.Const(insn.pos(), insn.result(), known.bits(insn.result()));
    }

    private boolean spend(String event, Insn insn) {
      if (!context.spend(event, insn.pos())) return false;
      changes++;
      return true;
    }

    private void terminator(Block block) {
      var edge = onlyEdge(block.terminator());
      if (edge == null || !spend("branch", block.terminator())) return;
      cut = true;
      var old = block.insns().removeLast();
      if (old instanceof Terminator.Try t) block.insns().add(new Insn.Const(t.body().pos(), t.result(), known.bits(t.result())));
      block.insns().add(new Terminator.Jump(old.pos(), edge));
    }

    private Edge onlyEdge(Terminator terminator) {
      return switch (terminator) {
        case Terminator.Branch t when known.isConstant(t.condition()) -> known.bits(t.condition()) != 0 ? t.ifTrue() : t.ifFalse();
        case Terminator.Switch t when known.isConstant(t.value()) -> t.select((int) known.bits(t.value()));
        case Terminator.Try t when known.isConstant(t.result()) -> t.normal();
        default -> null;
      };
    }

    /** Uses of a constant parameter take a constant instead; the parameter itself is then dead. */
    private void params(Block block) {
      var constants = new ArrayList<Insn>();
      for (var param : block.params()) {
        if (!known.isConstant(param) || !used.get(param.id()) || !spend("parameter", block.insns().getFirst())) continue;
        var value = function.newValue(param.type());
        constants.add(new Insn.Const(block.insns().getFirst().pos(), value, known.bits(param)));
        aliases.replace(param, value);
      }
      block.insns().addAll(0, constants);
    }
  }
}
