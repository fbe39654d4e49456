package dev.assay.interp;

import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassModel;
import dev.assay.ir.HostOp;
import dev.assay.ir.MemType;
import dev.assay.ir.Position;
import dev.assay.runtime.CheckFailure;
import dev.assay.runtime.ClassTable;
import dev.assay.runtime.Machine;
import dev.assay.runtime.Memory;
import dev.assay.runtime.Unwinding;

/**
 * Nodes that may throw: checks, calls, allocation. Each adds its frame to the trace of an exception that leaves it,
 * caught in the same function or not.
 */
final class ThrowingNodes {
  private ThrowingNodes() {}

  /** Where a node stands, for traces. */
  record Site(String function, Position pos) {
    /** A {@code throw} here. */
    Unwinding.Thrown begin(Unwinding.Thrown thrown) {
      thrown.throwable().begin(function, pos);
      return thrown;
    }

    Unwinding.Thrown leave(Unwinding.Thrown thrown) {
      thrown.throwable().leave(function, pos);
      return thrown;
    }

    Unwinding.Thrown failure(Run run, CheckOp op, String detail, long a, long b) {
      return leave(CheckFailure.of(run.objects, op, detail, a, b));
    }
  }

  record CheckNonzero(Site site, int result, int operand) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long value = slots[operand];
      if (value == 0) throw site.failure(run, CheckOp.NONZERO, "", value, 0);
      slots[result] = value;
    }
  }

  record CheckNull(Site site, int result, int operand, String detail) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long ref = slots[operand];
      if (ref == 0) throw site.failure(run, CheckOp.NULL, detail, ref, 0);
      slots[result] = ref;
    }
  }

  record CheckBounds(Site site, int result, int index, int length) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long value = slots[index];
      if (value < 0 || value >= slots[length]) throw site.failure(run, CheckOp.BOUNDS, "", value, slots[length]);
      slots[result] = value;
    }
  }

  record CheckSize(Site site, int result, int operand) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long value = slots[operand];
      if (value < 0) throw site.failure(run, CheckOp.SIZE, "", value, 0);
      slots[result] = value;
    }
  }

  record CheckCast(Site site, int result, int operand, String className) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long ref = slots[operand];
      if (ref != 0 && !run.objects.isInstance(ref, className)) throw site.failure(run, CheckOp.CAST, className, ref, 0);
      slots[result] = ref;
    }
  }

  record CheckStore(Site site, int result, int operand, int array) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long ref = slots[operand];
      if (ref != 0 && !run.objects.isInstance(ref, ClassTable.elementClass(run.objects.classNameOf(slots[array]))))
        throw site.failure(run, CheckOp.STORE, "", ref, slots[array]);
      slots[result] = ref;
    }
  }

  record NewArray(Site site, int result, String arrayClass, int length) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      try {
        slots[result] = run.objects.newArray(arrayClass, (int) slots[length]);
      } catch (Unwinding.Thrown t) {
        throw site.leave(t);
      }
    }
  }

  /** {@link HostOp#NEW_ARRAY}, which only a machine has. */
  record NewArraySlow(Site site, int result, int classRecord, int length) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      try {
        slots[result] = ((Machine) run.objects).newArray(slots[classRecord], (int) slots[length]);
      } catch (Unwinding.Thrown t) {
        throw site.leave(t);
      }
    }
  }

  record HostCall(Site site, int result, HostOp op, int[] args) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long[] bits = new long[args.length];
      for (int i = 0; i < bits.length; i++) bits[i] = slots[args[i]];
      try {
        slots[result] = run.host.call(op, bits);
      } catch (Unwinding.Thrown t) {
        throw site.leave(t);
      }
    }
  }

  record Call(Site site, int result, Code callee, int[] args) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long[] frame = callee.newFrame(run);
      for (int i = 0; i < args.length; i++) frame[i] = slots[args[i]];
      slots[result] = call(site, callee, frame, run);
    }
  }

  private static long call(Site site, Code callee, long[] frame, Run run) {
    try {
      return callee.call(frame, run);
    } catch (Unwinding.Thrown t) {
      throw site.leave(t);
    } catch (StackOverflowError _) {
      // Only on a thread with less stack than a guest thread. If there is no room here either, a caller does it.
      throw site.leave(callee.stackOverflow(run));
    }
  }

  record ClassInit(Site site, String stateField, Code initializer) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      if (run.objects.getStatic(stateField) != ClassModel.InitState.DONE)
        call(site, initializer, initializer.newFrame(run), run);
    }
  }

  /** The same over a machine. */
  record ClassInitAt(Site site, MemType mem, long stateAddress, Code initializer) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      if (Memory.load(mem, stateAddress) != ClassModel.InitState.DONE)
        call(site, initializer, initializer.newFrame(run), run);
    }
  }
}
