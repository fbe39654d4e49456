package dev.assay.runtime;

import dev.assay.ir.CheckOp;
import dev.assay.ir.FrameState;
import dev.assay.ir.Position;

/**
 * A place in compiled code that its cold paths name by number: where it is, and what is needed there.
 *
 * @param check for a check, else null
 * @param detail the check's detail, else ""
 * @param state for a guard, else null
 */
public record Site(String function, Position pos, CheckOp check, String detail, FrameState state) {
  public static Site call(String function, Position pos) {
    return new Site(function, pos, null, "", null);
  }
}
