package dev.assay.runtime;

import dev.assay.ir.Position;
import java.util.List;

/**
 * An exception of the guest as Java code sees it.
 *
 * @param className internal name
 * @param message null for none
 * @param cause null for none
 * @param frames those that were active where it was made, innermost first
 */
public record GuestThrowable(String className, String message, GuestThrowable cause, List<Frame> frames) {
  /**
   * A frame. One object serves all exceptions that have it, since a program may keep many of them.
   *
   * @param function by its IR name
   * @param pos where it was; a position that was inlined stands for several frames, the innermost first
   * @param lines how many lines of a trace that makes: functions that Assay adds have none
   */
  public record Frame(String function, Position pos, int lines) {
    public Frame(String function, Position pos) {
      this(function, pos, countLines(function, pos));
    }

    private static int countLines(String function, Position pos) {
      int lines = 0;
      for (var at = pos; at != null; at = at.inlinedAt()) if (!Traces.isHidden(at.method() != null ? at.method() : function)) lines++;
      return lines;
    }
  }
}
