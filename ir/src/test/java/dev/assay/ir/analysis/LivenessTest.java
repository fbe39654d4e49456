package dev.assay.ir.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.Edge;
import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.Level;
import dev.assay.ir.Module;
import dev.assay.ir.Names;
import dev.assay.ir.Position;
import dev.assay.ir.Reader;
import dev.assay.ir.Terminator;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.ir.Verifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LivenessTest {
  /** By the data-flow equations, to the fixpoint. */
  private static BitSet[] liveIn(Function f, Cfg cfg) {
    var in = new BitSet[f.blockCount()];
    for (int i = 0; i < in.length; i++) in[i] = new BitSet();
    for (boolean changed = true; changed;) {
      changed = false;
      for (var block : cfg.reversePostorder().reversed()) {
        var live = liveOut(block.id(), cfg, in);
        for (var insn : block.insns().reversed()) {
          if (insn instanceof Terminator t)
            for (var edge : t.edges()) edge.args().forEach(v -> live.set(v.id()));
          if (insn instanceof Terminator.Try t) live.clear(t.exception().id());
          if (insn.result() != null) live.clear(insn.result().id());
          insn.operands().forEach(v -> live.set(v.id()));
        }
        block.params().forEach(v -> live.clear(v.id()));
        changed |= !in[block.id()].equals(live);
        in[block.id()] = live;
      }
    }
    return in;
  }

  private static BitSet liveOut(int block, Cfg cfg, BitSet[] in) {
    var out = new BitSet();
    for (int s : cfg.successors()[block]) out.or(in[s]);
    return out;
  }

  private static BitSet set(int[] sorted) {
    var set = new BitSet();
    for (int i = 0; i < sorted.length; i++) {
      if (i > 0) assertEquals(true, sorted[i - 1] < sorted[i]);
      set.set(sorted[i]);
    }
    return set;
  }

  /** Fills a graph with values: each use is of a value whose definition dominates it. */
  private static Function fill(int[][] graph, Random random) {
    var f = Graphs.function(graph);
    var cfg = Cfg.of(f);
    var dominators = DominatorTree.of(cfg);
    var scopes = new ArrayList<List<Value>>();
    for (int i = 0; i < f.blockCount(); i++) scopes.add(new ArrayList<>());
    for (int node : dominators.preorder()) {
      var block = cfg.block(node);
      var scope = scopes.get(node);
      int idom = dominators.immediateDominator(node);
      if (idom >= 0) scope.addAll(scopes.get(idom));
      if (idom >= 0) for (int p = random.nextInt(3); p > 0; p--) block.params().add(f.newValue(Type.I32));
      scope.addAll(block.params());
      var insns = new ArrayList<Insn>();
      for (int i = random.nextInt(3); i > 0; i--) {
        var result = f.newValue(Type.I32);
        insns.add(new Insn.Binary(Position.NONE, result, BinaryOp.ADD, pick(scope, random), pick(scope, random)));
        scope.add(result);
      }
      block.insns().addAll(0, insns);
    }
    for (var block : cfg.reversePostorder()) {
      var t = block.terminator();
      var edges = t.edges().stream()
          .map(e -> new Edge(e.target(), e.target().params().stream().map(_ -> pick(scopes.get(block.id()), random)).toList())).toList();
      block.insns().set(block.insns().size() - 1, t.withEdges(edges));
    }
    return f;
  }

  private static Value pick(List<Value> scope, Random random) {
    return scope.get(random.nextInt(scope.size()));
  }

  @Test
  void random_functions_agree_with_the_equations() {
    var random = new Random(11);
    for (int round = 0; round < 1500; round++) {
      var f = fill(round % 2 == 0 ? Graphs.random(random, 15) : Graphs.loopy(random, 30), random);
      var module = new Module("m");
      module.add(f);
      if (Cfg.of(f).reversePostorder().size() == f.blocks().size()) assertEquals(List.of(), Verifier.verify(module, Level.HIGH));
      var cfg = Cfg.of(f);
      var liveness = Liveness.of(cfg);
      var in = liveIn(f, cfg);
      var only = BitSet.valueOf(new long[] {random.nextLong(), random.nextLong()});
      var some = Liveness.of(cfg, only);
      for (var block : cfg.reversePostorder()) {
        assertEquals(in[block.id()], set(liveness.liveIn(block)));
        assertEquals(liveOut(block.id(), cfg, in), set(liveness.liveOut(block)));
        var before = liveness.liveBefore(block, 0);
        block.params().forEach(p -> before.clear(p.id()));
        assertEquals(in[block.id()], before);
        before.and(only);
        assertEquals(before, set(some.liveIn(block)));
      }
    }
  }

  @Test
  void arguments_and_results_of_a_try() {
    var f = Reader.read("t.ir", """
        func @f(%x: i32, %y: i32, %z: i32) -> i32 {
        entry:
          %r: i32 = check.size %x to ok(%r) unwind %e: bad(%e, %y)
        ok(%a: i32):
          return %z
        bad(%b: ref, %c: i32):
          return %c
        }
        """).orThrow().function("f");
    var names = Names.of(f);
    var liveness = Liveness.of(f);
    var entry = f.entry();
    var ok = names.blockNamed("ok").orElseThrow();
    var x = names.valueNamed("x").orElseThrow();
    var z = names.valueNamed("z").orElseThrow();
    assertEquals("[2]", Arrays.toString(liveness.liveOut(entry)));
    assertEquals(true, liveness.isLiveOut(z, entry));
    assertEquals(true, liveness.isLiveIn(z, ok));
    assertEquals(false, liveness.isLiveIn(x, ok));
    assertEquals("{0, 1, 2}", liveness.liveBefore(entry, 0).toString());
  }

  @Test
  void large_functions_take_time_in_proportion_to_their_live_ranges() {
    // 64 k blocks and as many values, each of which lives to the next block only, and one that lives throughout.
    int n = 64_000;
    var text = "func @f(%all: i32) -> i32 {\nentry:\n  %v0: i32 = neg %all\n  jump c1\n"
        + IntStream.range(1, n).mapToObj(i -> "c" + i + ":\n  %v" + i + ": i32 = neg %v" + (i - 1) + "\n  jump c" + (i + 1) + "\n")
            .collect(Collectors.joining())
        + "c" + n + ":\n  %r: i32 = add %all, %v" + (n - 1) + "\n  return %r\n}\n";
    var f = Reader.read("t.ir", text).orThrow().function("f");
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
      var liveness = Liveness.of(f);
      for (var block : f.blocks().subList(1, n)) assertEquals(2, liveness.liveIn(block).length);
    });
  }
}
