package dev.assay.runtime;

import dev.assay.ir.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * An exception of the guest as Java code sees it. The trace grows while the exception unwinds: each frame that it leaves adds its
 * position, so that a call costs nothing on the path where no exception is thrown.
 */
public final class GuestThrowable {
  /** As many frames as the host keeps (MaxJavaStackTraceDepth). */
  static final int MAX_FRAMES = 1024;

  /** A frame: function by its IR name, and where it was. */
  public record Frame(String function, Position pos) {}

  private final String className;
  private final String message;
  private final GuestThrowable cause;
  private final List<Frame> frames = new ArrayList<>();

  /**
   * @param className internal name
   * @param message null for none
   * @param cause null for none
   */
  public GuestThrowable(String className, String message, GuestThrowable cause) {
    this.className = className;
    this.message = message;
    this.cause = cause;
  }

  /** Internal name. */
  public String className() {
    return className;
  }

  public String message() {
    return message;
  }

  public GuestThrowable cause() {
    return cause;
  }

  /** Innermost first. */
  public List<Frame> frames() {
    return frames;
  }

  /** A {@code throw} at this place: begins the trace at the first throw, and changes nothing when it is thrown again. */
  public void begin(String function, Position pos) {
    if (frames.isEmpty()) leave(function, pos);
  }

  /** The exception leaves a frame that was at this place. */
  public void leave(String function, Position pos) {
    if (frames.size() < MAX_FRAMES) frames.add(new Frame(function, pos));
  }
}
