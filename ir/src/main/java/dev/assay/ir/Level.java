package dev.assay.ir;

/** The two levels of the one IR: before and after the lowering. */
public enum Level {
  /** Fields, arrays, allocation and class initialisation as Java knows them. */
  HIGH,
  /** Loads, stores, addresses, the allocation fast path, polls. */
  LOW
}
