package dev.assay.interp;

import dev.assay.ir.FrameState;
import dev.assay.runtime.Unwinding;
import java.util.Arrays;

/** The decoded end of a segment. */
interface End {
  /** Where to go on; null if the function returned {@link Run#returned}. */
  Segment next(long[] slots, Run run);

  /**
   * A transfer of control.
   *
   * @param moves destination, source, destination, source …, one after another as {@link ParallelCopy} made them
   * @param dead slots that are overwritten after that, so that the collector does not find in them what nobody reads any more
   */
  record Transfer(Segment target, int[] moves, int[] dead) {
    Segment take(long[] slots) {
      for (int i = 0; i < moves.length; i += 2) slots[moves[i]] = slots[moves[i + 1]];
      for (int slot : dead) slots[slot] = 0;
      return target;
    }
  }

  record Jump(Transfer target) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      return target.take(slots);
    }
  }

  record Branch(int condition, Transfer ifTrue, Transfer ifFalse) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      return slots[condition] != 0 ? ifTrue.take(slots) : ifFalse.take(slots);
    }
  }

  /** The last transfer is the default. */
  record Switch(int value, int[] keys, Transfer[] transfers) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      int i = Arrays.binarySearch(keys, (int) slots[value]);
      return transfers[i >= 0 ? i : keys.length].take(slots);
    }
  }

  record Return(int value) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      run.returned = slots[value];
      return null;
    }
  }

  record ReturnVoid() implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      run.returned = 0;
      return null;
    }
  }

  record Throw(int exception) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      long ref = slots[exception];
      throw new Unwinding.Thrown(ref);
    }
  }

  record Try(Node body, Transfer normal, int exception, Transfer unwind) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      try {
        body.execute(slots, run);
      } catch (Unwinding.Thrown t) {
        return unwind(slots, t);
      }
      return normal.take(slots);
    }

    Segment unwind(long[] slots, Unwinding.Thrown thrown) {
      slots[exception] = thrown.ref();
      return unwind.take(slots);
    }
  }

  /**
   * @param values slots of the state's values
   */
  record Guard(int condition, FrameState state, int[] values, Program program, Segment rest) implements End {
    @Override
    public Segment next(long[] slots, Run run) {
      if (slots[condition] != 0) return rest;
      long[] bits = new long[values.length];
      for (int i = 0; i < bits.length; i++) bits[i] = slots[values[i]];
      run.returned = Resumption.resume(program.baselines(), run, state, bits);
      return null;
    }
  }
}
