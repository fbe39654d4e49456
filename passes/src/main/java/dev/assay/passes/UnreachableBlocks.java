package dev.assay.passes;

import dev.assay.ir.Function;
import dev.assay.ir.analysis.Cfg;

/** Removal of blocks that the entry does not reach. What they define is used by such blocks only. */
final class UnreachableBlocks {
  private UnreachableBlocks() {}

  /** Returns the number of blocks removed. Cost: linear. */
  static int remove(Function function) {
    var cfg = Cfg.of(function);
    int before = function.blocks().size();
    if (cfg.reversePostorder().size() < before) function.blocks().removeIf(block -> !cfg.isReachable(block));
    return before - function.blocks().size();
  }
}
