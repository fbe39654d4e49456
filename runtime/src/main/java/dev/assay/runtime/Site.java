package dev.assay.runtime;

import dev.assay.ir.CheckOp;
import dev.assay.ir.FrameState;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;

/**
 * A place in compiled code: where it is, and what is needed there. Cold paths name it by number, and {@link CodeMap} leads from a call's
 * return address to it.
 *
 * @param frame the function's, when it is here
 * @param check for a check, else null
 * @param detail the check's detail, else ""
 * @param state for a guard, else null
 */
public record Site(GuestThrowable.Frame frame, CheckOp check, String detail, FrameState state) {
  public static Site call(String function, Position pos) {
    return new Site(new GuestThrowable.Frame(function, pos), null, "", null);
  }

  public static Site check(String function, Insn.Check check) {
    return new Site(new GuestThrowable.Frame(function, check.pos()), check.op(), check.detail(), null);
  }

  public static Site guard(String function, Insn.Guard guard) {
    return new Site(new GuestThrowable.Frame(function, guard.pos()), null, "", guard.state());
  }
}
