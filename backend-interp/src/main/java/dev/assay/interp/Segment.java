package dev.assay.interp;

/**
 * A decoded block, or the part of one up to and including a guard. A guard ends a segment because it may leave the
 * function; nothing else in a block does so but by a Java exception.
 */
final class Segment {
  /** The instructions before the last, without constants: those stand in a new frame already. */
  Node[] nodes;
  /** For each node the index of its instruction in the block. */
  int[] indexes;
  /** The index in the block of the first instruction. */
  int firstIndex;
  int sizeInsns;
  End end;
  /** What follows the guard that ends this, or null. */
  Segment rest;

  /** The segment of the block that starts with this one which holds an instruction. */
  Segment holding(int index) {
    var segment = this;
    while (index >= segment.firstIndex + segment.sizeInsns) segment = segment.rest;
    return segment;
  }

  /** The first node that is not before an instruction; their number if only the end is left. */
  int nodeAt(int index) {
    int node = 0;
    while (node < nodes.length && indexes[node] < index) node++;
    return node;
  }

  /** How many instructions stand after a node. */
  int sizeAfter(int node) {
    return node == nodes.length ? 0 : firstIndex + sizeInsns - 1 - indexes[node];
  }
}
