package dev.assay.passes;

import java.util.List;

/** Steps in the order in which they run; a step may occur more than once. Made by {@link Pipelines}, which checks the order. */
public record Pipeline(String name, List<PipelineStep> steps) {
  public Pipeline {
    steps = List.copyOf(steps);
  }

  /** The steps up to and with the first one of this name; all of them if there is none. */
  Pipeline upTo(String step) {
    for (int i = 0; i < steps.size(); i++) if (steps.get(i).name().equals(step)) return first(i + 1);
    return this;
  }

  /** The first {@code count} steps. */
  Pipeline first(int count) {
    return new Pipeline(name, steps.subList(0, count));
  }
}
