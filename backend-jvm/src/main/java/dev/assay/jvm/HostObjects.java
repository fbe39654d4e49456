package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.Type;
import dev.assay.runtime.CallStack;
import dev.assay.runtime.GuestThrowable;
import dev.assay.runtime.ObjectModel;
import dev.assay.runtime.Unwinding;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The program's objects as the interpreter sees them after a guard has failed: a reference is the number of a host object in a table that
 * lives as long as the interpreter runs. So whatever it touches stays reachable that long.
 */
final class HostObjects implements ObjectModel {
  private final LoadedProgram program;
  private final List<Object> objects = new ArrayList<>();
  private final Map<Object, Long> handles = new IdentityHashMap<>();

  private CallStack callStack;

  HostObjects(LoadedProgram program) {
    this.program = program;
    objects.add(null);
    callStack = program.throwables()::walkCallers;
  }

  long handle(Object object) {
    if (object == null) return 0;
    var known = handles.get(object);
    if (known != null) return known;
    objects.add(object);
    handles.put(object, objects.size() - 1L);
    return objects.size() - 1;
  }

  Object object(long handle) {
    return objects.get((int) handle);
  }

  /** The raw bits of a boxed value. */
  long bits(Type type, Object value) {
    return switch (type) {
      case I32 -> (Integer) value;
      case I64 -> (Long) value;
      case F32 -> Float.floatToRawIntBits((Float) value);
      case F64 -> Double.doubleToRawLongBits((Double) value);
      case REF, PTR -> handle(value);
    };
  }

  /** The boxed value with these raw bits. */
  Object value(Type type, long bits) {
    return switch (type) {
      case I32 -> (int) bits;
      case I64 -> bits;
      case F32 -> Float.intBitsToFloat((int) bits);
      case F64 -> Double.longBitsToDouble(bits);
      case REF, PTR -> object(bits);
    };
  }

  @Override
  public long internString(String text) {
    return handle(program.strings().intern(text));
  }

  @Override
  public long newString(String text) {
    return handle(program.strings().make(text));
  }

  @Override
  public String stringText(long ref) {
    return program.strings().text(object(ref));
  }

  @Override
  public long newArray(String arrayClass, int length) {
    try {
      return handle(Array.newInstance(program.hostClass(arrayClass).getComponentType(), length));
    } catch (OutOfMemoryError e) {
      throw exception("java/lang/OutOfMemoryError", e.getMessage());
    }
  }

  @Override
  public int arrayLength(long array) {
    return Checks.length(object(array));
  }

  @Override
  public long load(MemType mem, long array, int index) {
    return switch (mem) {
      case BOOL -> ((boolean[]) object(array))[index] ? 1 : 0;
      case I8 -> ((byte[]) object(array))[index];
      case U16 -> ((char[]) object(array))[index];
      case I16 -> ((short[]) object(array))[index];
      case I32 -> ((int[]) object(array))[index];
      case I64 -> ((long[]) object(array))[index];
      case F32 -> bits(Type.F32, ((float[]) object(array))[index]);
      case F64 -> bits(Type.F64, ((double[]) object(array))[index]);
      case REF -> handle(((Object[]) object(array))[index]);
      case PTR -> throw new CompilerBug("a ptr in an array");
    };
  }

  @Override
  public void store(MemType mem, long array, int index, long bits) {
    switch (mem) {
      case BOOL -> ((boolean[]) object(array))[index] = (bits & 1) != 0;
      case I8 -> ((byte[]) object(array))[index] = (byte) bits;
      case U16 -> ((char[]) object(array))[index] = (char) bits;
      case I16 -> ((short[]) object(array))[index] = (short) bits;
      case I32 -> ((int[]) object(array))[index] = (int) bits;
      case I64 -> ((long[]) object(array))[index] = bits;
      case F32 -> ((float[]) object(array))[index] = Float.intBitsToFloat((int) bits);
      case F64 -> ((double[]) object(array))[index] = Double.longBitsToDouble(bits);
      case REF -> ((Object[]) object(array))[index] = object(bits);
      case PTR -> throw new CompilerBug("a ptr in an array");
    }
  }

  @Override
  @SuppressWarnings("SuspiciousSystemArraycopy") // The caller has checked both.
  public void copyElements(long from, int fromIndex, long to, int toIndex, int length) {
    System.arraycopy(object(from), fromIndex, object(to), toIndex, length);
  }

  @Override
  public long newObject(String className) {
    try {
      return handle(program.newObject(className));
    } catch (OutOfMemoryError e) {
      throw exception("java/lang/OutOfMemoryError", e.getMessage());
    }
  }

  @Override
  public long getField(long object, String field) {
    return bits(program.module().field(field).mem(), program.instanceField(field).get(object(object)));
  }

  @Override
  public void putField(long object, String field, long bits) {
    program.instanceField(field).set(object(object), value(program.module().field(field).mem(), bits));
  }

  @Override
  public long getStatic(String field) {
    return bits(program.module().staticField(field).mem(), program.staticField(field).get());
  }

  @Override
  public void putStatic(String field, long bits) {
    program.staticField(field).set(value(program.module().staticField(field).mem(), bits));
  }

  /** The raw bits of what a field holds, boxed. */
  private long bits(MemType mem, Object value) {
    return switch (mem) {
      case BOOL -> (Boolean) value ? 1 : 0;
      case I8 -> (Byte) value;
      case U16 -> (Character) value;
      case I16 -> (Short) value;
      case I32, I64, F32, F64, REF, PTR -> bits(mem.type(), value);
    };
  }

  private Object value(MemType mem, long bits) {
    return switch (mem) {
      case BOOL -> (bits & 1) != 0;
      case I8 -> (byte) bits;
      case U16 -> (char) bits;
      case I16 -> (short) bits;
      case I32, I64, F32, F64, REF, PTR -> value(mem.type(), bits);
    };
  }

  @Override
  public long classObject(String className) {
    return handle(program.classObjects().of(className));
  }

  @Override
  public String classNameOf(long ref) {
    return program.guestName(object(ref).getClass());
  }

  @Override
  public boolean isInstance(long ref, String className) {
    return ref != 0 && program.isSubtype(object(ref), className);
  }

  @Override
  public boolean same(long a, long b) {
    return a == b;
  }

  @Override
  public Module module() {
    return program.module();
  }

  @Override
  public long intern(long string) {
    return handle(program.strings().intern(object(string)));
  }

  @Override
  public long copy(long object) {
    return handle(program.host().arrayClone(object(object)));
  }

  @Override
  public int identityHash(long object) {
    return program.host().identityHash(object(object));
  }

  @Override
  public String classOfObject(long classObject) {
    return program.classObjects().internalName(object(classObject));
  }

  @Override
  public long newTrace(List<GuestThrowable.Frame> frames) {
    return handle(Trace.of(frames));
  }

  @Override
  public List<GuestThrowable.Frame> trace(long backtrace) {
    return ((Trace) object(backtrace)).frames(program.throwables());
  }

  @Override
  public CallStack callStack() {
    return callStack;
  }

  @Override
  public void runOn(CallStack stack) {
    callStack = stack;
  }

  @Override
  public long newThrowable(GuestThrowable throwable) {
    return handle(program.throwables().adopt(throwable));
  }

  /** The exception object that travels with an exception of the interpreter. */
  Throwable throwable(Unwinding.Thrown thrown) {
    return (Throwable) object(thrown.ref());
  }
}
