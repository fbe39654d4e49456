package dev.assay.runtime;

import java.util.function.LongConsumer;

/** Frames of guest code that are Java objects, as an interpreter's are: roots of the heap while they exist. */
public interface GuestFrames {
  /** Passes on every word of the frames that may be a reference; words that are none do no harm. */
  void forEachWord(LongConsumer visitor);
}
