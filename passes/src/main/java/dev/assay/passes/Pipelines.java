package dev.assay.passes;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The passes by name, the named pipelines, and the order in which passes may stand. */
public final class Pipelines {
  /** What {@link #parse} made of a text: a pipeline exactly if there are no diagnostics. */
  public record Parsed(Optional<Pipeline> pipeline, List<Diagnostic> diagnostics) {
    public Parsed {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Every {@code first} stands before every {@code then}. */
  private record Constraint(String first, String then, String reason) {}

  private static final Map<String, Supplier<PipelineStep>> STEPS = steps();

  private static final List<Constraint> CONSTRAINTS = constraints();

  private static final Map<String, List<String>> NAMED = Map.of(
      "none", List.of(),
      "default",
      List.of("devirtualise", "simplify-cfg", "inline", "simplify-cfg", "constant-folding", "algebra", "value-numbering",
          "constant-folding", "dead-code",
          "simplify-cfg", "dead-code"));

  private Pipelines() {}

  private static Map<String, Supplier<PipelineStep>> steps() {
    var steps = new LinkedHashMap<String, Supplier<PipelineStep>>();
    List<Supplier<PipelineStep>> rows = List.of(Devirtualise::new, Inline::new, SimplifyCfg::new, ConstantFolding::new, Algebra::new,
        ValueNumbering::new,
        DeadCode::new, InsertPolls::new, Lowering::new);
    for (var row : rows) steps.put(row.get().name(), row);
    return steps;
  }

  private static List<Constraint> constraints() {
    var constraints = new ArrayList<Constraint>();
    for (var name : STEPS.keySet())
      if (!name.equals("lowering")) constraints.add(new Constraint(name, "lowering", "no pass knows the low ops, only backends do"));
    for (var name : List.of("inline", "simplify-cfg"))
      constraints.add(new Constraint(name, "insert-polls", "it makes and moves loop headers, which then hold polls in vain or none"));
    return constraints;
  }

  /** The names of all passes. */
  public static List<String> passNames() {
    return List.copyOf(STEPS.keySet());
  }

  /** No optimisation at all. */
  public static Pipeline none() {
    return named("none");
  }

  public static Pipeline defaults() {
    return named("default");
  }

  /** What turns optimised high IR into high IR that backends accept. */
  static Pipeline toHigh() {
    return of("to-high", List.of("insert-polls"));
  }

  /** The same for low IR. */
  static Pipeline toLow() {
    return of("to-low", List.of("insert-polls", "lowering"));
  }

  private static Pipeline named(String name) {
    return of(name, NAMED.get(name));
  }

  private static Pipeline of(String name, List<String> steps) {
    var parsed = build(name, steps);
    return parsed.pipeline().orElseThrow(() -> new CompilerBug("pipeline " + name + ": " + parsed.diagnostics().getFirst().message()));
  }

  /**
   * @param text {@code none}, {@code default}, or names of passes separated by commas
   */
  public static Parsed parse(String text) {
    var trimmed = text.strip();
    if (NAMED.containsKey(trimmed)) return build(trimmed, NAMED.get(trimmed));
    var names = new ArrayList<String>();
    for (var name : trimmed.split(",", -1)) {
      var step = name.strip();
      // A named pipeline may be part of a list.
      if (NAMED.containsKey(step)) names.addAll(NAMED.get(step));
      else names.add(step);
    }
    return build(trimmed, names);
  }

  private static Parsed build(String name, List<String> names) {
    var diagnostics = new ArrayList<Diagnostic>();
    var steps = new ArrayList<PipelineStep>();
    for (var step : names) {
      var row = STEPS.get(step);
      if (row != null) steps.add(row.get());
      else diagnostics.add(diagnostic("found pass '" + step + "', expected one of " + known()));
    }
    for (var constraint : CONSTRAINTS) {
      if (!names.contains(constraint.then) || names.indexOf(constraint.then) > names.lastIndexOf(constraint.first)) continue;
      diagnostics.add(diagnostic("found " + constraint.first + " after " + constraint.then + ", expected it before: " + constraint.reason));
    }
    return new Parsed(diagnostics.isEmpty() ? Optional.of(new Pipeline(name, steps)) : Optional.empty(), diagnostics);
  }

  private static String known() {
    var names = new ArrayList<>(STEPS.keySet());
    names.add("none");
    names.add("default");
    return String.join(", ", names);
  }

  private static Diagnostic diagnostic(String message) {
    return new Diagnostic("passes", 0, 0, message);
  }
}
