package dev.assay.passes;

import dev.assay.ir.Function;

/** A pass over one function. */
public non-sealed interface Pass extends PipelineStep {
  /** Changes the function in place; returns the number of changes, 0 for a function left as it was. */
  int run(Function function, PassContext context);
}
