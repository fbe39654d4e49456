package dev.assay.ir;

import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.Liveness;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules 80 to 82 of {@link Verifier}. States are gathered first and then settled baseline block by baseline block, so that one walk
 * over a block serves all states that name it. Cost: liveness of each baseline named, plus the bindings.
 */
final class FrameStateVerifier {
  /** A state that names a point of a baseline block. */
  private record Request(FrameState state, boolean caller, BitSet bound, Insn.Guard guard, FunctionVerifier reporter) {}

  private static final class Baseline {
    final Function function;
    final Names names;
    // In order of first mention.
    final Map<Block, List<Request>> requests = new LinkedHashMap<>();

    Baseline(Function function) {
      this.function = function;
      names = Names.of(function);
    }
  }

  private final Module module;
  private final Map<String, Optional<Baseline>> baselines = new LinkedHashMap<>();

  FrameStateVerifier(Module module) {
    this.module = module;
  }

  void add(Insn.Guard guard, FunctionVerifier reporter) {
    String inner = null;
    for (var state = guard.state(); state != null; state = state.caller()) {
      var baseline = baselines.computeIfAbsent(state.function(), this::baseline);
      if (baseline.isEmpty()) {
        reporter.report(guard, "@" + state.function() + " has no baseline that is in order");
        return;
      }
      if (!add(state, inner, baseline.get(), guard, reporter)) return;
      inner = state.function();
    }
  }

  // A baseline with a broken structure cannot be analysed; its own verification says what is wrong with it.
  private Optional<Baseline> baseline(String name) {
    var function = module.baseline(name);
    boolean usable = function != null
        && new FunctionVerifier(function, module, null, null, SourceMap.EMPTY, new ArrayList<>()).verifyStructure();
    return usable ? Optional.of(new Baseline(function)) : Optional.empty();
  }

  private boolean add(FrameState state, String inner, Baseline baseline, Insn.Guard guard, FunctionVerifier reporter) {
    var block = baseline.names.blockNamed(state.block());
    var where = "@" + state.function() + " " + state.block() + ":" + state.index();
    if (block.isEmpty() || state.index() < 0 || state.index() >= block.get().insns().size()) {
      reporter.report(guard, where + " is no instruction of the baseline");
      return false;
    }
    var insn = block.get().insns().get(state.index());
    if (inner != null && !inner.equals(callee(insn))) {
      reporter.report(guard, where + " must be a call of @" + inner + ", which was inlined there");
      return false;
    }
    var bound = new BitSet();
    for (var binding : state.bindings()) {
      var value = baseline.names.valueNamed(binding.baseline());
      var name = "%" + Quoting.value(binding.baseline());
      if (value.isEmpty()) {
        reporter.report(guard, name + " is no value of the baseline of @" + state.function());
      } else if (value.get().type() != binding.value().type()) {
        reporter.report(guard,
            name + " is " + value.get().type() + " in the baseline of @" + state.function() + "; got " + binding.value().type());
      } else if (bound.get(value.get().id())) {
        reporter.report(guard, name + " of @" + state.function() + " is bound twice");
      }
      value.ifPresent(v -> bound.set(v.id()));
    }
    baseline.requests.computeIfAbsent(block.get(), _ -> new ArrayList<>()).add(new Request(state, inner != null, bound, guard, reporter));
    return true;
  }

  private static String callee(Insn insn) {
    var body = insn instanceof Terminator.Try t ? t.body() : insn;
    return body instanceof Insn.Call call ? call.function() : null;
  }

  /** Checks that what is live is bound, for all states added. */
  void finish() {
    for (var baseline : baselines.values()) baseline.ifPresent(FrameStateVerifier::finish);
  }

  private static void finish(Baseline baseline) {
    if (baseline.requests.isEmpty()) return;
    var liveness = Liveness.of(Cfg.of(baseline.function));
    var values = new Value[baseline.function.valueCount()];
    for (var block : baseline.function.blocks()) {
      for (var param : block.params()) values[param.id()] = param;
      for (var insn : block.insns()) if (insn.result() != null) values[insn.result().id()] = insn.result();
    }
    baseline.requests.forEach((block, requests) -> {
      var byIndex = new HashMap<Integer, List<Request>>();
      for (var request : requests) byIndex.computeIfAbsent(request.state.index(), _ -> new ArrayList<>()).add(request);
      var live = new BitSet();
      for (int id : liveness.liveOut(block)) live.set(id);
      for (int i = block.insns().size() - 1; i >= 0; i--) {
        var insn = block.insns().get(i);
        var here = byIndex.getOrDefault(i, List.of());
        Liveness.stepBackToResult(insn, live);
        for (var request : here) if (request.caller) bound(request, live, baseline, values);
        for (var operand : insn.operands()) live.set(operand.id());
        for (var request : here) if (!request.caller) bound(request, live, baseline, values);
      }
    });
  }

  private static void bound(Request request, BitSet live, Baseline baseline, Value[] values) {
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      if (request.bound.get(id)) continue;
      var state = request.state;
      request.reporter.report(request.guard, "@" + state.function() + " " + state.block() + ":" + state.index() + " needs %"
          + Quoting.value(baseline.names.value(values[id])) + ", which is not bound");
      return;
    }
  }
}
