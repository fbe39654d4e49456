package dev.assay.spi;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A compiled program with its own heap and statics. One thread at a time; only {@link #stop} may come from another. Closing frees code
 * and heap; nothing may be called afterwards.
 */
public interface Executable extends AutoCloseable {
  /**
   * Calls an exported function whose parameters are no references.
   *
   * @param args one {@code long} of raw bits per parameter, see {@link dev.assay.ir.Type}
   */
  Outcome call(String function, long... args);

  /**
   * Runs the module's entry, once more if it ran before: statics persist. Afterwards, what statics do not reach is freed.
   *
   * @param args the program's arguments, ignored if the entry takes none
   */
  Outcome run(List<String> args);

  /** Asks a running program to stop at its next poll; it ends with {@link Outcome.Stopped}. Until {@link #run} or call begins anew. */
  void stop();

  /** How many IR instructions the last {@link #run} executed: the same on any machine. Empty if this backend does not count them. */
  default OptionalLong executedInsns() {
    return OptionalLong.empty();
  }

  /** Of the heap up to now. Empty if this backend's heap is its host's. */
  default Optional<HeapStatistics> heap() {
    return Optional.empty();
  }

  /** The cost of what has been compiled so far. Not to be asked while the program runs. */
  CompileReport report();

  /**
   * What the compile made, as text.
   *
   * @param function one function, or null for the whole program
   * @return empty if this backend has nothing of the kind
   */
  Optional<String> artefact(Artefact kind, String function);

  @Override
  void close();
}
