package dev.assay.passes;

import dev.assay.ir.Block;
import dev.assay.ir.Edge;
import dev.assay.ir.FrameState;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Module;
import dev.assay.ir.Names;
import dev.assay.ir.Position;
import dev.assay.ir.Terminator;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.Liveness;
import dev.assay.runtime.ClassRecords;
import dev.assay.runtime.ColdCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the bodies of small functions in place of calls of them. Callees are finished before their callers, so one look at each call is
 * enough. A function that calls itself takes in its own body as it was, so each call of it does the work of two, as on HotSpot
 * ({@code MaxRecursiveInlineLevel}); calls in longer cycles of the call graph stay. Functions whose names stand in angle brackets stay too,
 * but for constructors: initialisers run once.
 *
 * <p>Positions say where they were inlined, so traces show the same frames. In a try, what may throw in the body gets the call's unwind
 * edge, and a throw becomes a jump there. A guard's frame state gets the caller's state, which needs a caller that still is as it was
 * built, apart from what was inlined; other callers keep their calls of functions with guards.
 *
 * <p>Cost: linear in the size of the result, which is bounded by the budgets below.
 */
final class Inline implements ModulePass {
  /** Callees up to this size are inlined: about what a call, its checks for an exception and its arguments save. */
  private static final int MAX_CALLEE_INSNS = 40;
  /** The same for a call in a loop. */
  private static final int MAX_CALLEE_IN_LOOP_INSNS = 100;
  /** The same for a call that hardly ever runs ({@link ColdCode}): the call takes as much room. */
  private static final int MAX_COLD_CALLEE_INSNS = 5;
  /** Callers do not grow beyond this. HotSpot compiles no method above 8,000 bytes of bytecode, and an instruction takes about 5. */
  private static final int MAX_CALLER_INSNS = 1000;

  @Override
  public String name() {
    return "inline";
  }

  @Override
  public Set<Analysis> preserves() {
    return Set.of();
  }

  @Override
  public int run(Module module, PassContext context) {
    var graph = new CallGraph(module);
    var cold = ColdCode.of(module, ClassRecords.of(module).dispatched());
    var guarded = new HashSet<String>();
    int changes = 0;
    for (var function : graph.calleesFirst()) {
      context.enter(function);
      changes += new Caller(function, graph, cold, guarded, context).run();
      context.forget(function);
      if (hasGuard(function)) guarded.add(function.name());
    }
    return changes;
  }

  private static boolean hasGuard(Function function) {
    for (var block : function.blocks()) for (var insn : block.insns()) if (insn instanceof Insn.Guard) return true;
    return false;
  }

  private static boolean isSynthetic(String function) {
    int end = function.indexOf('(');
    var plain = end < 0 ? function : function.substring(0, end);
    var method = plain.substring(plain.lastIndexOf('.') + 1);
    return method.startsWith("<") && !method.equals("<init>");
  }

  private static Insn.Call callIn(Insn insn) {
    return insn instanceof Insn.Call call ? call : insn instanceof Terminator.Try t && t.body() instanceof Insn.Call call ? call : null;
  }

  private static final class Caller {
    private final Function function;
    private final CallGraph graph;
    private final ColdCode cold;
    // The functions with guards among those that are finished.
    private final Set<String> guarded;
    private final PassContext context;
    private final List<Block> blocks = new ArrayList<>();
    private final Block[] original;
    // Null if no callee has guards.
    private final Baseline baseline;
    // As it was, for calls of itself; null if it is too large for that.
    private final Function itself;
    private Block current;
    private int size;
    private int changes;

    Caller(Function function, CallGraph graph, ColdCode cold, Set<String> guarded, PassContext context) {
      this.function = function;
      this.graph = graph;
      this.cold = cold;
      this.guarded = guarded;
      this.context = context;
      size = function.insnCount();
      original = function.blocks().toArray(Block[]::new);
      itself = size <= MAX_CALLEE_IN_LOOP_INSNS && !hasGuard(function) ? function.copy() : null;
      baseline = guarded.isEmpty() ? null : new Baseline(function, context.module().baseline(function.name()));
    }

    int run() {
      if (!graph.calls(function)) return 0;
      var loops = context.loopForest(function);
      var coldBlocks = cold.blocks(function);
      for (var block : original) {
        var insns = List.copyOf(block.insns());
        block.insns().clear();
        enter(block);
        int limit = coldBlocks.get(block.id()) ? MAX_COLD_CALLEE_INSNS
            : loops.depth(block) > 0 ? MAX_CALLEE_IN_LOOP_INSNS : MAX_CALLEE_INSNS;
        for (int i = 0; i < insns.size(); i++) if (!inline(insns.get(i), block, i, limit)) current.insns().add(insns.get(i));
      }
      if (changes == 0) return 0;
      function.blocks().clear();
      function.blocks().addAll(blocks);
      // A callee that never returns leaves nothing behind the call.
      UnreachableBlocks.remove(function);
      return changes;
    }

    private void enter(Block block) {
      blocks.add(block);
      current = block;
    }

    private boolean inline(Insn insn, Block block, int index, int limit) {
      var call = callIn(insn);
      var callee = call == null ? null : body(call.function());
      if (callee == null || isSynthetic(callee.name())) return false;
      int calleeSize = callee.insnCount();
      if (calleeSize > limit || size + calleeSize > MAX_CALLER_INSNS) return false;
      FrameState state = null;
      if (guarded.contains(callee.name())) {
        if (!baseline.isUnchanged()) return false;
        state = baseline.stateAt(block, index);
      }
      if (!context.spend("inline", call.pos())) return false;
      size += calleeSize;
      changes++;
      new Body(callee, call, insn instanceof Terminator.Try t ? t : null, state).copy();
      return true;
    }

    /** What may stand in place of a call, or null. */
    private Function body(String callee) {
      var found = context.module().function(callee);
      if (found == function) return itself;
      return found != null && graph.isBelow(found, function) ? found : null;
    }

    /** One callee on its way into the caller. */
    private final class Body {
      private final Function callee;
      private final Insn.Call call;
      // The try around the call, or null.
      private final Terminator.Try region;
      private final Value[] values;
      private final Block[] twins;
      private final Map<Position, Position> positions = new HashMap<>();
      private final InsnCopy copy;
      private final Block after = function.detachedBlock(null);
      private Block handler;

      Body(Function callee, Insn.Call call, Terminator.Try region, FrameState state) {
        this.callee = callee;
        this.call = call;
        this.region = region;
        values = new Value[callee.valueCount()];
        twins = new Block[callee.blockCount()];
        copy = new InsnCopy(this::value, edge -> new Edge(twins[edge.target().id()], edge.args()), this::position, state);
      }

      private Value value(Value of) {
        if (values[of.id()] == null) values[of.id()] = function.newValue(of.type());
        return values[of.id()];
      }

      private Position position(Position of) {
        return positions.computeIfAbsent(of, p -> p.inlined(callee.name(), call.pos()));
      }

      void copy() {
        for (int i = 0; i < call.operands().size(); i++) values[callee.params().get(i).id()] = call.operands().get(i);
        for (var block : callee.blocks()) {
          if (block == callee.entry()) continue;
          var twin = function.detachedBlock(null);
          twins[block.id()] = twin;
          for (var param : block.params()) twin.params().add(value(param));
        }
        for (var block : callee.blocks()) {
          // No edge enters the entry, so it goes on where the call stood.
          if (block != callee.entry()) enter(twins[block.id()]);
          for (var insn : block.insns()) insn(insn);
        }
        if (call.result() != null) after.params().add(call.result());
        if (handler != null) blocks.add(handler);
        enter(after);
        // The edge's own arguments name the result, which is a parameter here now.
        if (region != null) after.insns().add(new Terminator.Jump(region.pos(), region.normal()));
      }

      private void insn(Insn insn) {
        switch (insn) {
          case Terminator.Return r -> add(
              new Terminator.Jump(position(r.pos()), r.value() == null ? Edge.to(after) : Edge.to(after, value(r.value()))));
          case Terminator.Throw t when region != null -> add(
              new Terminator.Jump(position(t.pos()), Edge.to(handler(), value(t.exception()))));
          case Terminator t -> add(copy.of(t));
          case Insn i when region != null && i.has(Trait.THROWS) -> tried(copy.of(i));
          default -> add(copy.of(insn));
        }
      }

      private void add(Insn insn) {
        current.insns().add(insn);
      }

      /** What may throw ends its block; its result is a parameter of the next one, where its uses are. */
      private void tried(Insn insn) {
        var next = function.detachedBlock(null);
        var exception = function.newValue(Type.REF);
        var unwind = Edge.to(handler(), exception);
        if (insn.result() == null) {
          add(new Terminator.Try(insn.pos(), insn, Edge.to(next), exception, unwind));
        } else {
          var result = function.newValue(insn.result().type());
          var body = new InsnCopy(value -> value == insn.result() ? result : value, edge -> edge, pos -> pos, null).of(insn);
          next.params().add(insn.result());
          add(new Terminator.Try(insn.pos(), body, Edge.to(next, result), exception, unwind));
        }
        enter(next);
      }

      /** Takes every exception of the body to where the call's unwind edge led. */
      private Block handler() {
        if (handler == null) {
          handler = function.detachedBlock(null);
          handler.params().add(region.exception());
          handler.insns().add(new Terminator.Jump(region.pos(), region.unwind()));
        }
        return handler;
      }
    }
  }

  /** The caller's frame states, as long as the caller holds all values of its baseline. */
  private static final class Baseline {
    private final Function function;
    private final Function baseline;
    private final Map<Block, Block> twins = new IdentityHashMap<>();
    private final Names names;
    private final Value[] values;
    private Liveness liveness;
    private final boolean unchanged;

    /** To be called before the function is changed. */
    Baseline(Function function, Function baseline) {
      this.function = function;
      this.baseline = baseline;
      unchanged = compare();
      names = unchanged ? Names.of(baseline) : null;
      values = new Value[baseline.valueCount()];
      for (var block : baseline.blocks()) {
        for (var param : block.params()) values[param.id()] = param;
        for (var insn : block.insns()) if (insn.result() != null) values[insn.result().id()] = insn.result();
      }
    }

    boolean isUnchanged() {
      return unchanged;
    }

    // A copy shares values and, but for terminators, instructions.
    private boolean compare() {
      if (function.blocks().size() != baseline.blocks().size()) return false;
      for (int b = 0; b < function.blocks().size(); b++) {
        var mine = function.blocks().get(b);
        var theirs = baseline.blocks().get(b);
        if (mine.id() != theirs.id() || !mine.params().equals(theirs.params()) || mine.insns().size() != theirs.insns().size())
          return false;
        for (int i = 0; i < mine.insns().size(); i++) {
          var insn = mine.insns().get(i);
          var other = theirs.insns().get(i);
          boolean same = insn instanceof Terminator t ? other instanceof Terminator o && same(t, o) : insn == other;
          if (!same) return false;
        }
        twins.put(mine, theirs);
      }
      return true;
    }

    private static boolean same(Terminator mine, Terminator theirs) {
      if (mine.getClass() != theirs.getClass() || !mine.operands().equals(theirs.operands())) return false;
      if (mine instanceof Terminator.Try t && t.body() != ((Terminator.Try) theirs).body()) return false;
      if (mine.edges().size() != theirs.edges().size()) return false;
      for (int i = 0; i < mine.edges().size(); i++) {
        var a = mine.edges().get(i);
        var b = theirs.edges().get(i);
        if (a.target().id() != b.target().id() || !a.args().equals(b.args())) return false;
      }
      return true;
    }

    /** The state while the call at this place runs. */
    FrameState stateAt(Block block, int index) {
      var twin = twins.get(block);
      if (liveness == null) liveness = Liveness.of(Cfg.of(baseline));
      var live = index + 1 < twin.insns().size() ? liveness.liveBefore(twin, index + 1) : new BitSet();
      if (index + 1 == twin.insns().size()) for (int id : liveness.liveOut(twin)) live.set(id);
      Liveness.stepBackToResult(twin.insns().get(index), live);
      var bindings = new ArrayList<FrameState.Binding>();
      live.stream().forEach(id -> bindings.add(new FrameState.Binding(names.value(values[id]), values[id])));
      return new FrameState(baseline.name(), names.block(twin), index, bindings, null);
    }
  }
}
