package dev.assay.passes;

/** The analyses that {@link PassContext} keeps between passes. A pass names those that are still right after it changed a function. */
public enum Analysis {
  CFG,
  DOMINATOR_TREE,
  LOOP_FOREST
}
