package dev.assay.interp;

import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.ObjectModel;
import dev.assay.runtime.Unwinding;
import java.util.function.BooleanSupplier;

/** What the frames of one run share. One thread at a time. */
final class Run {
  /**
   * What all guest frames may take together. A frame is charged its slots and {@link #FRAME_BYTES}, so 60,000 frames of
   * 300 values fit, and 120,000 small ones. The Java frames of one guest call were measured at 0.7 KiB under {@code
   * -Xint}, 1.2 KiB as C1 compiles them and 0.1 to 0.7 KiB in mixed mode: the deepest recursion takes 150 MiB of the
   * 1 GiB that a {@link dev.assay.runtime.GuestThread} has. More would only make an endless recursion slower to end.
   */
  static final long STACK_BYTES = 256L << 20;

  /** What a frame is charged besides its slots. */
  static final int FRAME_BYTES = 2048;

  final ObjectModel objects;
  final HostFunctions host;
  private final BooleanSupplier stop;
  /** Charged for the frames that exist. */
  long stackBytes;
  /** Instructions executed, constants and terminators included. */
  long executedInsns;
  /** What the last return of a function gave. */
  long returned;

  Run(ObjectModel objects, HostFunctions host, BooleanSupplier stop) {
    this.objects = objects;
    this.host = host;
    this.stop = stop;
  }

  /** Ends the run if that is asked for. */
  void poll() {
    if (stop.getAsBoolean()) throw new Unwinding.Stop();
  }
}
