package dev.assay.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The guest's active call frames, as they are known to what runs the guest: an interpreter keeps a list of them, native code has return
 * addresses. Asked only where an exception is made. Where one thing continues what another began, its stack goes on with the other's.
 */
public interface CallStack {
  /** No guest code is active. */
  CallStack EMPTY = _ -> {};

  /** Adds the active frames, innermost first, while they are wanted. */
  void walk(Trace trace);

  /** The frames of an exception that is made now. */
  default List<GuestThrowable.Frame> frames() {
    var trace = new Trace();
    walk(trace);
    return trace.frames();
  }

  /** Frames as they are found, up to somewhat more than the host keeps. */
  final class Trace {
    /** The host's MaxJavaStackTraceDepth. */
    static final int MAX_LINES = 1024;
    // Those of an exception's constructors are found too, and do not count.
    private static final int MAX_FOUND = MAX_LINES + 64;

    private final List<GuestThrowable.Frame> frames = new ArrayList<>();
    private int lines;

    /** Whether no more frames are wanted. */
    public boolean isFull() {
      return lines >= MAX_FOUND;
    }

    public void add(GuestThrowable.Frame frame) {
      if (isFull()) return;
      frames.add(frame);
      lines += frame.lines();
    }

    private List<GuestThrowable.Frame> frames() {
      return List.copyOf(frames);
    }
  }
}
