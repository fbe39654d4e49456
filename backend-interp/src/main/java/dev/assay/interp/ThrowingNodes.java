package dev.assay.interp;

import dev.assay.ir.CheckOp;
import dev.assay.ir.ClassModel;
import dev.assay.ir.HostOp;
import dev.assay.ir.MemType;
import dev.assay.runtime.CheckFailure;
import dev.assay.runtime.ClassTable;
import dev.assay.runtime.GuestThrowable.Frame;
import dev.assay.runtime.Machine;
import dev.assay.runtime.Memory;
import dev.assay.runtime.Unwinding;

/**
 * Nodes that may throw: checks, calls, allocation. What may make an exception does so with its own place as the innermost of {@link
 * Run}'s frames.
 */
final class ThrowingNodes {
  private ThrowingNodes() {}

  private static Unwinding.Thrown failure(Frame frame, Run run, CheckOp op, String detail, long a, long b) {
    int depth = run.enter(frame);
    try {
      return CheckFailure.of(run.objects, op, detail, a, b);
    } finally {
      run.leave(depth);
    }
  }

  record CheckNonzero(Frame frame, int result, int operand) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long value = slots[operand];
      if (value == 0) throw failure(frame, run, CheckOp.NONZERO, "", value, 0);
      slots[result] = value;
    }
  }

  record CheckNull(Frame frame, int result, int operand, String detail) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long ref = slots[operand];
      if (ref == 0) throw failure(frame, run, CheckOp.NULL, detail, ref, 0);
      slots[result] = ref;
    }
  }

  record CheckBounds(Frame frame, int result, int index, int length) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long value = slots[index];
      if (value < 0 || value >= slots[length]) throw failure(frame, run, CheckOp.BOUNDS, "", value, slots[length]);
      slots[result] = value;
    }
  }

  record CheckSize(Frame frame, int result, int operand) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long value = slots[operand];
      if (value < 0) throw failure(frame, run, CheckOp.SIZE, "", value, 0);
      slots[result] = value;
    }
  }

  record CheckCast(Frame frame, int result, int operand, String className) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long ref = slots[operand];
      if (ref != 0 && !run.objects.isInstance(ref, className)) throw failure(frame, run, CheckOp.CAST, className, ref, 0);
      slots[result] = ref;
    }
  }

  record CheckStore(Frame frame, int result, int operand, int array) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long ref = slots[operand];
      if (ref != 0 && !run.objects.isInstance(ref, ClassTable.elementClass(run.objects.classNameOf(slots[array]))))
        throw failure(frame, run, CheckOp.STORE, "", ref, slots[array]);
      slots[result] = ref;
    }
  }

  record NewArray(Frame frame, int result, String arrayClass, int length) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      int depth = run.enter(frame);
      try {
        slots[result] = run.objects.newArray(arrayClass, (int) slots[length]);
      } finally {
        run.leave(depth);
      }
    }
  }

  /** {@link HostOp#NEW_ARRAY}, which only a machine has. */
  record NewArraySlow(Frame frame, int result, int classRecord, int length) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      int depth = run.enter(frame);
      try {
        slots[result] = ((Machine) run.objects).newArray(slots[classRecord], (int) slots[length]);
      } finally {
        run.leave(depth);
      }
    }
  }

  record NewObject(Frame frame, int result, String className) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      int depth = run.enter(frame);
      try {
        slots[result] = run.objects.newObject(className);
      } finally {
        run.leave(depth);
      }
    }
  }

  /** {@link HostOp#NEW_OBJECT}, which only a machine has. */
  record NewObjectSlow(Frame frame, int result, int classRecord) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      int depth = run.enter(frame);
      try {
        slots[result] = ((Machine) run.objects).newObject(slots[classRecord]);
      } finally {
        run.leave(depth);
      }
    }
  }

  /** Class objects are made when they are first asked for. */
  record GetClass(Frame frame, int result, int object) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      int depth = run.enter(frame);
      try {
        slots[result] = run.objects.classObject(run.objects.classNameOf(slots[object]));
      } finally {
        run.leave(depth);
      }
    }
  }

  record HostCall(Frame frame, int result, HostOp op, int[] args) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      long[] bits = new long[args.length];
      for (int i = 0; i < bits.length; i++) bits[i] = slots[args[i]];
      int depth = run.enter(frame);
      try {
        slots[result] = run.host.call(op, bits);
      } finally {
        run.leave(depth);
      }
    }
  }

  /** A call of guest code, from which a frame state may continue. */
  sealed interface CallNode extends Node {
    Frame frame();

    int result();
  }

  record Call(Frame frame, int result, Code callee, int[] args) implements CallNode {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = call(frame, callee, args, slots, run);
    }
  }

  record CallVirtual(Frame frame, int result, Program program, String selector, int[] args) implements CallNode {
    @Override
    public void execute(long[] slots, Run run) {
      var callee = program.selected(run.objects.classNameOf(slots[args[0]]), selector);
      slots[result] = call(frame, callee, args, slots, run);
    }
  }

  record CallIndirect(Frame frame, int result, Program program, int target, int[] args) implements CallNode {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = call(frame, program.codeAt(slots[target]), args, slots, run);
    }
  }

  private static long call(Frame frame, Code callee, int[] args, long[] slots, Run run) {
    long[] calleeSlots = callee.newFrame(run);
    for (int i = 0; i < args.length; i++) calleeSlots[i] = slots[args[i]];
    return call(frame, callee, calleeSlots, run);
  }

  private static long call(Frame frame, Code callee, long[] slots, Run run) {
    int depth = run.enter(frame);
    try {
      return callee.call(slots, run);
    } catch (StackOverflowError _) {
      // Only on a thread with less stack than a guest thread. If there is no room here either, a caller does it.
      run.leave(depth + 1);
      throw callee.stackOverflow(run);
    } finally {
      run.leave(depth);
    }
  }

  record ClassInit(Frame frame, String stateField, Code initializer) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      if (run.objects.getStatic(stateField) != ClassModel.InitState.DONE)
        call(frame, initializer, initializer.newFrame(run), run);
    }
  }

  /** The same over a machine. */
  record ClassInitAt(Frame frame, MemType mem, long stateAddress, Code initializer) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      if (Memory.load(mem, stateAddress) != ClassModel.InitState.DONE)
        call(frame, initializer, initializer.newFrame(run), run);
    }
  }
}
