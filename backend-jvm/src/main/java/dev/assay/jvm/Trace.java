package dev.assay.jvm;

import dev.assay.runtime.GuestThrowable;
import java.util.List;

/**
 * The calls under way at some moment, as an object that the guest keeps but cannot look into. Decoded when it is first asked. Public only
 * for generated code.
 */
public final class Trace {
  /** Whose stack trace it is: an exception of the host's, or made for this. Null for frames that were given. */
  final Throwable host;
  /** The class of the throwable whose constructors are left out, or null. */
  final String madeBy;
  private List<GuestThrowable.Frame> frames;

  /** Those at which the host raised an exception. */
  public Trace(Throwable raised) {
    this(raised, null, null);
  }

  private Trace(Throwable host, String madeBy, List<GuestThrowable.Frame> frames) {
    this.host = host;
    this.madeBy = madeBy;
    this.frames = frames;
  }

  /** The calls that the host has on its stack now. */
  static Trace capture(String madeBy) {
    return new Trace(new Throwable(), madeBy, null);
  }

  static Trace of(List<GuestThrowable.Frame> frames) {
    return new Trace(null, null, frames);
  }

  List<GuestThrowable.Frame> frames(Throwables throwables) {
    if (frames == null) frames = List.copyOf(throwables.decode(this));
    return frames;
  }
}
