package dev.assay.ir;

import java.util.EnumSet;
import java.util.Set;

/** What an instruction does besides defining its result. Passes ask for traits, never for op names. */
public enum Trait {
  /** No effect, and the result depends on the operands alone: may be removed, moved and merged. */
  PURE,
  READS,
  WRITES,
  /** May raise an exception: it cannot be removed, and inside a try region it ends its block. */
  THROWS,
  /** May leave for the reference interpreter. */
  DEOPTS,
  /** A collection may happen, a run may be stopped. */
  SAFEPOINT,
  CALLS,
  ALLOCATES,
  COMMUTATIVE,
  ASSOCIATIVE;

  static Set<Trait> of(Trait... traits) {
    var set = EnumSet.noneOf(Trait.class);
    set.addAll(Set.of(traits));
    return java.util.Collections.unmodifiableSet(set);
  }
}
