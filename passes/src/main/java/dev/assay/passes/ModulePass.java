package dev.assay.passes;

import dev.assay.ir.Module;

/** A pass that sees all functions at once. */
public non-sealed interface ModulePass extends PipelineStep {
  /** Changes the module in place; returns the number of changes, 0 for a module left as it was. */
  int run(Module module, PassContext context);
}
