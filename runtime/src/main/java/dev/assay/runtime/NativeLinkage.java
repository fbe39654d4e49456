package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.HostOp;
import dev.assay.ir.MemType;
import dev.assay.ir.Trait;
import dev.assay.ir.Type;
import dev.assay.spi.Availability;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The border between native code and Java for one program: addresses that compiled code calls, sites that it names, and the way in.
 *
 * <p>No Java exception may leave an upcall, that ends the JVM: each is turned into a pending exception of the context.
 *
 * <p>Calling convention of compiled code: a function takes the context's address, then its parameters ({@code ref} and {@code ptr} as
 * 64-bit integers or pointers), and returns its result; if the context's pending field is not 0 then, the result means nothing. The way
 * in is an <b>entry</b> that a backend makes for each exported function: {@code void entry(context, slots)} sets the context's stack limit
 * to its own stack pointer minus the budget, loads one 8-byte slot per parameter, calls, and stores the result to the first slot. An i32
 * slot is sign-extended, an f32 is its bits sign-extended. Code keeps frame pointers, and all calls into Java but of pure host functions go
 * through {@link NativeThunks}, so that Java can read the stack.
 */
public final class NativeLinkage implements CallStack, AutoCloseable {
  /** What guest frames may take of the native stack. Deeper than the host's 1 MB allows, so what runs there runs here. */
  public static final long STACK_BUDGET_BYTES = 16L << 20;

  /** The same under the greatest stress for the collector. */
  private static final long LEAST_STACK_BUDGET_BYTES = 1L << 20;

  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle IN = LINKER
      .downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

  private final Machine machine;
  private final Arena arena = Arena.ofShared();
  private final NativeThunks thunks;
  private final Map<RuntimeCall, Long> runtimeStubs = new EnumMap<>(RuntimeCall.class);
  private final Map<HostOp, Long> hostStubs = new EnumMap<>(HostOp.class);
  private final List<Site> sites = new ArrayList<>();
  private final CodeMap codeMap = new CodeMap();
  // Where the present call from a cold path comes from, if it says so.
  private Site failing;
  private Throwable bug;
  private Unwinding.Uncaught uncaught;
  private int exitCode;

  public NativeLinkage(Machine machine) {
    this.machine = machine;
    thunks = new NativeThunks(machine.context(), RuntimeCall.values().length + HostOp.values().length);
    Memory.putLong(machine.context() + Layout.CONTEXT_STACK_BUDGET, machine.stackBytes(STACK_BUDGET_BYTES, LEAST_STACK_BUDGET_BYTES));
    machine.runOn(this);
  }

  /** Whether native code can be run on this machine at all. */
  public static Availability availability() {
    var reason = NativeThunks.unsupported();
    return reason == null ? Availability.YES : Availability.no(reason);
  }

  public Machine machine() {
    return machine;
  }

  /** The number by which compiled code names a site. */
  public synchronized int site(Site site) {
    sites.add(site);
    return sites.size() - 1;
  }

  /** Where compiled code says to which sites its calls belong, before it runs. */
  public CodeMap codeMap() {
    return codeMap;
  }

  /** The address of a C function with the call's parameters and result. */
  public synchronized long address(RuntimeCall call) {
    return runtimeStubs.computeIfAbsent(call, c -> stub(this, methodName(c), c.result(), c.params(), true));
  }

  /** The address of a C function with the op's parameters and result. It leaves exceptions pending. */
  public synchronized long address(HostOp op) {
    return hostStubs.computeIfAbsent(
        op,
        o -> switch (o) {
          case NEW_OBJECT, NEW_ARRAY, CLASS_OF -> stub(this, methodName(o.name()), o.result(), o.params(), true);
          // Java that computes with numbers only looks at no stack.
          default -> stub(machine.host(), methodName(o.name()), o.result(), o.params(), !o.traits().contains(Trait.PURE));
        });
  }

  private static String methodName(RuntimeCall call) {
    return switch (call) {
      case CATCH -> "catchException";
      case CHECK_FAILED, STACK_OVERFLOW, POLL, INSTANCE_OF, CAN_STORE, DEOPT -> methodName(call.name());
    };
  }

  // CHECK_FAILED → checkFailed
  private static String methodName(String constant) {
    var name = new StringBuilder();
    for (var word : constant.toLowerCase(Locale.ROOT).split("_"))
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    return name.toString();
  }

  /**
   * Functions that are compiled at their first call.
   *
   * @param functions and with each all that it calls
   */
  public LazyCode lazyCode(List<Function> functions, LazyCode.Compiler compiler) {
    return new LazyCode(this, functions, compiler);
  }

  LazyStubs stubs(LazyCode code, int count) {
    long compile = stub(code, "compile", Type.I64, List.of(Type.I32), false);
    return new LazyStubs(machine.context(), count, compile, thunks.abandon());
  }

  private long stub(Object receiver, String method, Type result, List<Type> params, boolean showsStack) {
    try {
      var type = MethodType.methodType(javaType(result), params.stream().<Class<?>>map(NativeLinkage::javaType).toList());
      var target = LOOKUP.findVirtual(receiver.getClass(), method, type).bindTo(receiver);
      var handler = LOOKUP.findVirtual(NativeLinkage.class, "leavePending", MethodType.methodType(void.class, Throwable.class))
          .bindTo(this);
      if (type.returnType() != void.class) handler = MethodHandles.filterReturnValue(handler, MethodHandles.zero(type.returnType()));
      var guarded = MethodHandles.catchException(target, Throwable.class, handler);
      MemoryLayout[] args = params.stream().map(NativeLinkage::layout).toArray(MemoryLayout[]::new);
      var descriptor = result == null ? FunctionDescriptor.ofVoid(args) : FunctionDescriptor.of(layout(result), args);
      long stub = LINKER.upcallStub(guarded, descriptor, arena).address();
      return showsStack ? thunks.wrap(stub, descriptor) : stub;
    } catch (ReflectiveOperationException e) {
      throw new CompilerBug("no Java method for " + method, e);
    }
  }

  private static Class<?> javaType(Type type) {
    if (type == null) return void.class;
    return switch (type) {
      case I32 -> int.class;
      case I64, REF, PTR -> long.class;
      case F32 -> float.class;
      case F64 -> double.class;
    };
  }

  private static MemoryLayout layout(Type type) {
    return switch (type) {
      case I32 -> ValueLayout.JAVA_INT;
      case I64, REF, PTR -> ValueLayout.JAVA_LONG;
      case F32 -> ValueLayout.JAVA_FLOAT;
      case F64 -> ValueLayout.JAVA_DOUBLE;
    };
  }

  // The way in

  /**
   * Calls the entry at an address. To be called on a {@link GuestThread}.
   *
   * @param result the function's result type, or null
   * @return raw bits of the result
   * @throws Unwinding if the function did not return
   */
  public long invoke(long entry, long[] args, Type result) {
    try (var frame = Arena.ofConfined()) {
      var slots = frame.allocate(8L * Math.max(1, args.length), 8);
      for (int i = 0; i < args.length; i++) slots.setAtIndex(ValueLayout.JAVA_LONG, i, args[i]);
      setPending(Pending.NONE);
      IN.invokeExact(MemorySegment.ofAddress(thunks.in()), entry, machine.context(), slots.address());
      long pending = pending();
      setPending(Pending.NONE);
      if (pending == Pending.EXIT) throw new Unwinding.Exit(exitCode);
      if (pending == Pending.STOP) throw new Unwinding.Stop();
      if (pending == Pending.UNCAUGHT) throw uncaught;
      if (pending == Pending.BUG)
        throw bug instanceof CompilerBug b ? b : new CompilerBug("failed in a call from native code: " + bug, bug);
      if (pending != Pending.NONE) throw new Unwinding.Thrown(pending);
      return result == null ? 0 : slots.get(ValueLayout.JAVA_LONG, 0);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new CompilerBug("entry", t);
    }
  }

  private long pending() {
    return Memory.getLong(machine.context() + Layout.CONTEXT_PENDING);
  }

  private void setPending(long pending) {
    Memory.putLong(machine.context() + Layout.CONTEXT_PENDING, pending);
  }

  private void leavePending(Throwable throwable) {
    switch (throwable) {
      case Unwinding.Thrown t -> setPending(t.ref());
      case Unwinding.Exit e -> {
        exitCode = e.code();
        setPending(Pending.EXIT);
      }
      case Unwinding.Uncaught u -> {
        uncaught = u;
        setPending(Pending.UNCAUGHT);
      }
      case Unwinding.Stop _ -> setPending(Pending.STOP);
      default -> {
        bug = throwable;
        setPending(Pending.BUG);
      }
    }
  }

  private synchronized Site site(int number) {
    return sites.get(number);
  }

  @Override
  public void walk(Trace trace) {
    if (failing != null) trace.add(failing.frame());
    long frame = Memory.getLong(machine.context() + Layout.CONTEXT_FRAME_POINTER);
    long base = Memory.getLong(machine.context() + Layout.CONTEXT_STACK_BASE);
    while (frame != 0 && !trace.isFull()) {
      if (frame == base) {
        frame = Memory.getLong(base + NativeThunks.OUTER_FRAME_POINTER);
        base = Memory.getLong(base + NativeThunks.OUTER_STACK_BASE);
      } else {
        int number = codeMap.site(Memory.getLong(frame + 8));
        if (number != CodeMap.NO_SITE) trace.add(site(number).frame());
        frame = Memory.getLong(frame);
      }
    }
  }

  // The runtime calls, found by name

  void checkFailed(int number, long a, long b) {
    failing = site(number);
    try {
      throw CheckFailure.of(machine, failing.check(), failing.detail(), a, b);
    } finally {
      failing = null;
    }
  }

  long catchException() {
    long pending = pending();
    if (pending < Layout.FIRST_REFERENCE) return 0;
    setPending(Pending.NONE);
    return pending;
  }

  void stackOverflow(int number) {
    if (machine.stopRequested()) throw new Unwinding.Stop();
    failing = site(number);
    try {
      throw machine.exception("java/lang/StackOverflowError", null);
    } finally {
      failing = null;
    }
  }

  void poll() {
    if (machine.stopRequested()) throw new Unwinding.Stop();
  }

  int instanceOf(long ref, long classRecord) {
    return machine.isInstance(ref, machine.className(classRecord)) ? 1 : 0;
  }

  int canStore(long ref, long array) {
    long element = Memory.getLong(Memory.getLong(array + Layout.CLASS_OFFSET) + Layout.CLASS_ELEMENT_OFFSET);
    return machine.isInstance(ref, machine.className(element)) ? 1 : 0;
  }

  void deopt(int number, long values, long result) {
    var state = site(number).state();
    long[] bits = new long[state.values().size()];
    for (int i = 0; i < bits.length; i++) bits[i] = Memory.getLong(values + 8L * i);
    long returned = Interpreter.reference().resume(machine.module(), machine, machine.host(), machine::stopRequested, state, bits);
    Memory.store(MemType.I64, result, returned);
  }

  long newObject(long classRecord) {
    return machine.newObject(classRecord);
  }

  long newArray(long classRecord, int length) {
    return machine.newArray(classRecord, length);
  }

  long classOf(long object) {
    return machine.classObject(machine.classNameOf(object));
  }

  @Override
  public void close() {
    thunks.close();
    arena.close();
  }
}
