package dev.assay.passes;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.Function;
import dev.assay.ir.Module;
import dev.assay.ir.Position;
import dev.assay.ir.analysis.Cfg;
import dev.assay.ir.analysis.DominatorTree;
import dev.assay.ir.analysis.LoopForest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a pass may ask for: the module, analyses of a function as it was before the pass changed it, and leave for each change.
 *
 * <p>{@link #spend} is the one hook of a decision. It feeds the log and the counters, and it says no once the fuel is used up, so that a
 * miscompile is bisected to one change. Fuel is spent in a fixed order, since passes work in program order.
 */
public final class PassContext {
  /** Fuel that never runs out. */
  public static final long UNLIMITED = -1;

  /** A change that was made. */
  public record Decision(String pass, String function, String event, Position pos) {}

  private static final class Analyses {
    private Cfg cfg;
    private DominatorTree dominatorTree;
    private LoopForest loopForest;
  }

  private final Module module;
  private final long fuel;
  private final boolean logged;
  private ClassHierarchy hierarchy;
  private long spent;
  private final Map<Function, Analyses> analyses = new IdentityHashMap<>();
  private final Map<String, Long> counters = new TreeMap<>();
  private final List<Decision> decisions = new ArrayList<>();
  private String pass = "";
  private String function = "";

  /**
   * @param fuel how often {@link #spend} says yes, or {@link #UNLIMITED}
   * @param logged whether decisions are kept one by one; counters always are
   */
  public PassContext(Module module, long fuel, boolean logged) {
    this.module = module;
    this.fuel = fuel;
    this.logged = logged;
  }

  public Module module() {
    return module;
  }

  /** Of the module's classes, which passes leave as they are. */
  public ClassHierarchy hierarchy() {
    if (hierarchy == null) hierarchy = ClassHierarchy.of(module);
    return hierarchy;
  }

  public Cfg cfg(Function function) {
    var kept = kept(function);
    if (kept.cfg == null) kept.cfg = Cfg.of(function);
    return kept.cfg;
  }

  public DominatorTree dominatorTree(Function function) {
    var kept = kept(function);
    if (kept.dominatorTree == null) kept.dominatorTree = DominatorTree.of(cfg(function));
    return kept.dominatorTree;
  }

  public LoopForest loopForest(Function function) {
    var kept = kept(function);
    if (kept.loopForest == null) kept.loopForest = LoopForest.of(cfg(function));
    return kept.loopForest;
  }

  private Analyses kept(Function function) {
    return analyses.computeIfAbsent(function, _ -> new Analyses());
  }

  /**
   * Leave for one change, to be asked for before it is made. Only changes that may be left out ask; what a change entails does not.
   *
   * @param event what is done, in one or two words; with the pass's name it is the counter's name
   */
  public boolean spend(String event, Position pos) {
    if (fuel != UNLIMITED && spent >= fuel) return false;
    spent++;
    counters.merge(pass + "." + event, 1L, Long::sum);
    if (logged) decisions.add(new Decision(pass, function, event, pos));
    return true;
  }

  /** How often {@link #spend} has said yes. */
  public long spent() {
    return spent;
  }

  /** How often each decision was made, by {@code pass.event}. */
  public Map<String, Long> counters() {
    return Collections.unmodifiableMap(counters);
  }

  /** All decisions in order, if they are logged. */
  public List<Decision> decisions() {
    return Collections.unmodifiableList(decisions);
  }

  /** For a module pass, which says what it works on. */
  void enter(Function function) {
    this.function = function.name();
  }

  void enter(PipelineStep step) {
    pass = step.name();
    function = "";
  }

  void enter(PipelineStep step, Function function) {
    pass = step.name();
    this.function = function.name();
  }

  /** After a change of this function. */
  void invalidate(Function function, Set<Analysis> preserved) {
    var kept = analyses.get(function);
    if (kept == null) return;
    if (!preserved.contains(Analysis.CFG)) kept.cfg = null;
    if (!preserved.contains(Analysis.DOMINATOR_TREE)) kept.dominatorTree = null;
    if (!preserved.contains(Analysis.LOOP_FOREST)) kept.loopForest = null;
  }

  /** Frees the analyses of a function. */
  void forget(Function function) {
    analyses.remove(function);
  }

  void forgetAll() {
    analyses.clear();
  }
}
