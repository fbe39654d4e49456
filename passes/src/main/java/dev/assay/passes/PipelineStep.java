package dev.assay.passes;

import dev.assay.ir.Level;
import java.util.Set;

/** What a pipeline is made of. A step holds no state between runs; it does not print, time or verify: {@link PassRunner} does that. */
public sealed interface PipelineStep permits Pass, ModulePass {
  /** As in {@code --passes} and in reports: lower case with hyphens. */
  String name();

  /** What is still right after a run that changed something; a run that reports no change preserves all. */
  Set<Analysis> preserves();

  /** The level of the IR afterwards, for IR of this level before. */
  default Level levelAfter(Level before) {
    return before;
  }
}
