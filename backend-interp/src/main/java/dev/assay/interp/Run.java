package dev.assay.interp;

import dev.assay.runtime.CallStack;
import dev.assay.runtime.GuestFrames;
import dev.assay.runtime.GuestThrowable.Frame;
import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.ObjectModel;
import dev.assay.runtime.Unwinding;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * What the frames of one run share, and where they stand: the call that each is in the middle of, so that an exception knows its frames. A
 * call costs a store for that. One thread at a time.
 *
 * <p>It keeps the slots of the frames that exist, for the collector, which takes every slot for a reference that may be one. They are Java arrays, see
 * docs/adr/0008.
 */
final class Run implements CallStack, GuestFrames {
  /**
   * What all guest frames may take together. A frame is charged its slots and {@link #FRAME_BYTES}, so 60,000 frames of
   * 300 values fit, and 120,000 small ones. The Java frames of one guest call were measured at 0.7 KiB under {@code
   * -Xint}, 1.2 KiB as C1 compiles them and 0.1 to 0.7 KiB in mixed mode: the deepest recursion takes 150 MiB of the
   * 1 GiB that a {@link dev.assay.runtime.GuestThread} has. More would only make an endless recursion slower to end.
   */
  static final long STACK_BYTES = 256L << 20;

  /** The same under the greatest stress for the collector: 15,000 small frames. */
  static final long LEAST_STACK_BYTES = 32L << 20;

  /** What a frame is charged besides its slots. */
  static final int FRAME_BYTES = 2048;

  final ObjectModel objects;
  final HostFunctions host;
  private final BooleanSupplier stop;
  // The frames outside of this run.
  private final CallStack outer;
  final long stackLimit;
  // Outermost first.
  private Frame[] frames = new Frame[256];
  private int depth;
  /** Charged for the frames that exist. */
  long stackBytes;
  /** Instructions executed, constants and terminators included. */
  long executedInsns;
  /** What the last return of a function gave. */
  long returned;
  private long[][] slots = new long[64][];
  private int slotsCount;

  Run(ObjectModel objects, HostFunctions host, BooleanSupplier stop, CallStack outer, long stackLimit) {
    this.stackLimit = stackLimit;
    this.objects = objects;
    this.host = host;
    this.stop = stop;
    this.outer = outer;
  }

  /**
   * The innermost frame is at a place which calls or may throw.
   *
   * @return what {@link #leave} takes when that is over
   */
  int enter(Frame frame) {
    if (depth == frames.length) frames = Arrays.copyOf(frames, 2 * depth);
    frames[depth] = frame;
    return depth++;
  }

  void leave(int depthBefore) {
    depth = depthBefore;
  }

  int depth() {
    return depth;
  }

  @Override
  public void walk(Trace trace) {
    for (int i = depth - 1; i >= 0 && !trace.isFull(); i--) trace.add(frames[i]);
    outer.walk(trace);
  }

  /** The slots of a frame that exists from now on. */
  void push(long[] added) {
    if (slotsCount == slots.length) slots = Arrays.copyOf(slots, 2 * slotsCount);
    slots[slotsCount++] = added;
  }

  /** Ends the frame pushed last. */
  void pop() {
    slots[--slotsCount] = null;
  }

  @Override
  public void forEachWord(LongConsumer visitor) {
    visitor.accept(returned);
    forEachFrame(frame -> {
      for (long word : frame) visitor.accept(word);
    });
  }

  void forEachFrame(Consumer<long[]> visitor) {
    for (int i = 0; i < slotsCount; i++) visitor.accept(slots[i]);
  }

  /** Ends the run if that is asked for. */
  void poll() {
    if (stop.getAsBoolean()) throw new Unwinding.Stop();
  }
}
