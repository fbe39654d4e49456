package dev.assay.jvm;

import dev.assay.ir.CheckOp;
import dev.assay.ir.Insn;
import dev.assay.ir.Position;
import java.util.List;

/**
 * A place in emitted code that a stack trace may name. Its number in its method is the line number there.
 *
 * @param pos where the program is while it calls from here
 * @param checks what the host checks here by itself: its exceptions take position and message from these
 */
record Site(Position pos, List<HostCheck> checks) {
  record HostCheck(CheckOp op, String detail, Position pos) {
    static HostCheck of(Insn.Check check) {
      return new HostCheck(check.op(), check.detail(), check.pos());
    }
  }

  static Site call(Position pos) {
    return new Site(pos, List.of());
  }

  static Site checking(Position pos, List<Insn.Check> checks) {
    return new Site(pos, checks.stream().map(HostCheck::of).toList());
  }

  /** The check that raised an exception of this class here, or null. */
  HostCheck raising(String exceptionClass) {
    for (var check : checks) if (check.op.exception().equals(exceptionClass)) return check;
    return null;
  }
}
