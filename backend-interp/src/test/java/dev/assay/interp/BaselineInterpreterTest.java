package dev.assay.interp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.FrameState;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.runtime.Console;
import dev.assay.runtime.CallStack;
import dev.assay.runtime.GuestThrowable;
import dev.assay.runtime.HostFunctions;
import dev.assay.runtime.Interpreter;
import dev.assay.runtime.Machine;
import dev.assay.runtime.ObjectModel;
import dev.assay.runtime.Unwinding;
import dev.assay.spi.GuestIo;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service that compiled code calls when a guard fails, over objects that are no machine's. */
class BaselineInterpreterTest {
  /** Objects in a list; several handles may stand for one object. */
  private static final class Handles implements ObjectModel {
    private CallStack callStack = CallStack.EMPTY;
    private record Array(String name, long[] elements) {}
    private record Instance(String name, Map<String, Long> fields) {}

    private final Module module;
    private final ClassHierarchy hierarchy;
    private final List<Object> objects = new ArrayList<>(Arrays.asList((Object) null));
    private final Map<String, Long> statics = new HashMap<>();

    Handles(Module module) {
      this.module = module;
      hierarchy = ClassHierarchy.of(module);
    }

    @Override
    public Module module() {
      return module;
    }

    private long handle(Object object) {
      objects.add(object);
      return objects.size() - 1;
    }

    private Object object(long ref) {
      return objects.get((int) ref);
    }

    private long[] elements(long array) {
      return ((Array) object(array)).elements;
    }

    @Override
    public long internString(String text) {
      return handle(text.intern());
    }

    @Override
    public long newString(String text) {
      return handle(text);
    }

    @Override
    public String stringText(long ref) {
      return (String) object(ref);
    }

    @Override
    public long newArray(String arrayClass, int length) {
      if (length > 1000) throw exception("java/lang/OutOfMemoryError", "Java heap space");
      return handle(new Array(arrayClass, new long[length]));
    }

    @Override
    public int arrayLength(long array) {
      return elements(array).length;
    }

    @Override
    public long load(MemType mem, long array, int index) {
      return elements(array)[index];
    }

    @Override
    public void store(MemType mem, long array, int index, long bits) {
      elements(array)[index] = bits;
    }

    @Override
    public void copyElements(long from, int fromIndex, long to, int toIndex, int length) {
      System.arraycopy(elements(from), fromIndex, elements(to), toIndex, length);
    }

    @Override
    public long getStatic(String field) {
      return statics.getOrDefault(field, 0L);
    }

    @Override
    public void putStatic(String field, long bits) {
      statics.put(field, bits);
    }

    @Override
    public String classNameOf(long ref) {
      return switch (object(ref)) {
        case String _ -> "java/lang/String";
        case Array a -> a.name;
        case Instance i -> i.name;
        default -> throw new AssertionError(ref);
      };
    }

    @Override
    public boolean isInstance(long ref, String className) {
      return ref != 0 && hierarchy.isSubtype(classNameOf(ref), className);
    }

    @Override
    public boolean same(long a, long b) {
      return object(a) == object(b);
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
    public long intern(long string) {
      return internString(stringText(string));
    }

    @Override
    public long newObject(String className) {
      return handle(new Instance(className, new HashMap<>()));
    }

    @Override
    public long getField(long object, String field) {
      return ((Instance) object(object)).fields.getOrDefault(field, 0L);
    }

    @Override
    public void putField(long object, String field, long bits) {
      ((Instance) object(object)).fields.put(field, bits);
    }

    @Override
    public long copy(long object) {
      return switch (object(object)) {
        case Array a -> handle(new Array(a.name, a.elements.clone()));
        case Instance i -> handle(new Instance(i.name, new HashMap<>(i.fields)));
        default -> throw new AssertionError(object);
      };
    }

    @Override
    public int identityHash(long object) {
      return System.identityHashCode(object(object));
    }

    @Override
    public long classObject(String className) {
      return internString(className);
    }

    @Override
    public String classOfObject(long classObject) {
      return stringText(classObject);
    }

    @Override
    public long newTrace(List<GuestThrowable.Frame> frames) {
      return handle(frames);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<GuestThrowable.Frame> trace(long backtrace) {
      return (List<GuestThrowable.Frame>) object(backtrace);
    }

    @Override
    public long newThrowable(GuestThrowable throwable) {
      long object = newObject(throwable.className());
      if (throwable.message() != null) putField(object, "java/lang/Throwable.detailMessage", newString(throwable.message()));
      return object;
    }
  }

  private static final String TEXT = """
      class C extends java/lang/Object init {
        static "$state": i32 = 0
        static n: i32 = 0
      }
      func @"C.<initialize>"() {
      entry:
        %done: i32 = const 2
        static.put "C.$state", %done
        static.put C.n, %done
        return
      }
      func @f(%x: i32) -> i32 {
      entry:
        guard %x, deopt @g go:0 [%y = %x] < @f entry:0 [%x = %x]
        return %x
      }
      baseline func @f(%x: i32) -> i32 {
      entry:
        %r: i32 = call @g(%x) !0:1 to next(%r) unwind %e: next(%x)
      next(%v: i32):
        %hundred: i32 = const 100
        %s: i32 = add %v, %hundred
        return %s
      }
      func @g(%y: i32) -> i32 {
      entry:
        jump go
      go:
        %a: ref = string "text"
        %b: ref = string "text"
        %same: i32 = eq %a, %b
        %d: i32 = check.nonzero %same !0:2
        class.init C
        class.init C
        %n: i32 = static.get C.n
        %size: i32 = check.size %n
        %array: ref = new.array "[Ljava/lang/String;", %size
        %len: i32 = array.length %array
        %i: i32 = check.bounds %d, %len
        %v: ref = check.store %a, %array
        array.store ref %array, %i, %v
        %w: ref = array.load ref %array, %i
        %fd: i32 = const 1
        host print.string(%fd, %w)
        %c: ref = check.cast %w, java/lang/String
        %t: i32 = ne %c, %b
        %m: i32 = add %t, %n
        %big: i32 = const 1000000
        %wants: i32 = lt %y, %t
        branch %wants, fill, out
      fill:
        %z: ref = new.array "[I", %big
        jump out
      out:
        %u: i32 = add %m, %y
        return %u
      }
      """;

  private static FrameState state(Module module) {
    return module.function("f").entry().insns().stream().filter(Insn.Guard.class::isInstance)
        .map(i -> ((Insn.Guard) i).state())
        .findFirst().orElseThrow();
  }

  @Test
  void resumesOverAnyObjectModel() {
    var module = Guest.read(TEXT);
    var objects = new Handles(module);
    var out = new ByteArrayOutputStream();
    var host = new HostFunctions(objects, new Console(new GuestIo(InputStream.nullInputStream(), out, out)));
    // Twice, since what was decoded is kept.
    assertEquals(100 + 2 + 5,
        Interpreter.reference().resume(module, objects, host, () -> false, state(module), new long[] {5, 0}));
    assertEquals(100 + 2 + 6,
        Interpreter.reference().resume(module, objects, host, () -> false, state(module), new long[] {6, 0}));
    // OutOfMemoryError in g, caught in f.
    assertEquals(100,
        Interpreter.reference().resume(module, objects, host, () -> false, state(module), new long[] {-1, 0}));
    host.flush(1);
    assertEquals("texttexttext", out.toString(StandardCharsets.UTF_8));
    assertThrows(Unwinding.Stop.class,
        () -> Interpreter.reference().resume(module, objects, host, () -> true, state(module), new long[] {5, 0}));
  }

  @Test
  void anotherModuleOverTheSameObjects() {
    var first = Guest.read(TEXT);
    var second = Guest.read(TEXT.replace("const 100\n", "const 200\n"));
    var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(),
        OutputStream.nullOutputStream());
    try (var machine = new Machine(first, 1 << 20, io)) {
      assertEquals(107,
          Interpreter.reference().resume(first, machine, machine.host(), () -> false, state(first), new long[] {5, 0}));
      assertEquals(207, Interpreter.reference().resume(second, machine, machine.host(), () -> false, state(second),
          new long[] {5, 0}));
      assertEquals(107,
          Interpreter.reference().resume(first, machine, machine.host(), () -> false, state(first), new long[] {5, 0}));
    }
  }

  /** What is kept of a program must not keep the program's objects. */
  @Test
  @Timeout(60)
  void objectModelsAreLetGo() throws InterruptedException {
    var objects = resumedOver(Guest.read(TEXT));
    while (objects.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(objects.get());
  }

  private static WeakReference<ObjectModel> resumedOver(Module module) {
    var objects = new Handles(module);
    var console = new Console(
        new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream()));
    new BaselineInterpreter().resume(module, objects, new HostFunctions(objects, console), () -> false, state(module),
        new long[] {5, 0});
    return new WeakReference<>(objects);
  }
}
