package dev.assay.interp;

/** A decoded instruction that goes on to the next: operands and result are indexes of slots. */
interface Node {
  void execute(long[] slots, Run run);
}
