package dev.assay.interp;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.CompareOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.MemType;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import dev.assay.runtime.Memory;

/** Nodes that neither throw nor call. What an op means stands in its enum row alone. */
final class ValueNodes {
  private ValueNodes() {}

  record Unary(int result, UnaryOp op, Type type, int operand) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = op.fold(type, slots[operand]);
    }
  }

  record Binary(int result, BinaryOp op, Type type, int lhs, int rhs) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = op.fold(type, slots[lhs], slots[rhs]);
    }
  }

  record FmaF32(int result, int a, int b, int c) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = Float.floatToRawIntBits(Math.fma(f32(slots[a]), f32(slots[b]), f32(slots[c])));
    }

    private static float f32(long bits) {
      return Float.intBitsToFloat((int) bits);
    }
  }

  record FmaF64(int result, int a, int b, int c) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = Double.doubleToRawLongBits(Math.fma(f64(slots[a]), f64(slots[b]), f64(slots[c])));
    }

    private static double f64(long bits) {
      return Double.longBitsToDouble(bits);
    }
  }

  record Compare(int result, CompareOp op, Type type, int lhs, int rhs) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = op.fold(type, slots[lhs], slots[rhs]);
    }
  }

  /** Equality of references, which only the object model can tell. */
  record Same(int result, boolean equal, int lhs, int rhs) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.same(slots[lhs], slots[rhs]) == equal ? 1 : 0;
    }
  }

  record Convert(int result, ConvertOp op, Type from, Type to, int operand) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = op.fold(from, to, slots[operand]);
    }
  }

  record InstanceOf(int result, int operand, String className) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.isInstance(slots[operand], className) ? 1 : 0;
    }
  }

  record StringConstant(int result, String text) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.internString(text);
    }
  }

  record ClassConstant(int result, String className) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.classObject(className);
    }
  }

  record FieldGet(int result, String field, int object) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.getField(slots[object], field);
    }
  }

  record FieldPut(String field, int object, int value) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      run.objects.putField(slots[object], field, slots[value]);
    }
  }

  record StaticGet(int result, String field) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.getStatic(field);
    }
  }

  record StaticPut(String field, int value) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      run.objects.putStatic(field, slots[value]);
    }
  }

  record ArrayLength(int result, int array) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.arrayLength(slots[array]);
    }
  }

  record ArrayLoad(int result, MemType mem, int array, int index) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = run.objects.load(mem, slots[array], (int) slots[index]);
    }
  }

  record ArrayStore(MemType mem, int array, int index, int value) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      run.objects.store(mem, slots[array], (int) slots[index], slots[value]);
    }
  }

  /** A static field or string literal of a machine, whose address was known when the function was decoded. */
  record LoadAt(int result, MemType mem, long address) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = Memory.load(mem, address);
    }
  }

  record StoreAt(MemType mem, long address, int value) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      Memory.store(mem, address, slots[value]);
    }
  }

  record Load(int result, MemType mem, int base, long offsetBytes) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = Memory.load(mem, slots[base] + offsetBytes);
    }
  }

  record Store(MemType mem, int base, long offsetBytes, int value) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      Memory.store(mem, slots[base] + offsetBytes, slots[value]);
    }
  }

  record Address(int result, int base, int index, int scale, long offsetBytes) implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      slots[result] = slots[base] + slots[index] * scale + offsetBytes;
    }
  }

  record Poll() implements Node {
    @Override
    public void execute(long[] slots, Run run) {
      run.poll();
    }
  }
}
