package dev.assay.runtime;

import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.SymbolOp;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import dev.assay.spi.HeapStatistics;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * The off-heap machine of one program: class records, statics, string literals, the native context and the heap. Interpreters and native
 * code share it.
 *
 * <p>Every allocation may collect. What is reachable then: from statics, literals, the pending exception and what Java code holds ({@link
 * #hold}), all known exactly; from the frames of interpreters ({@link #addFrames}) and the stack of native code, where any word may be a
 * reference.
 */
public final class Machine implements ObjectModel, AutoCloseable {
  /**
   * So many backtraces made since the last collection cause another: what they stand for takes memory of the JVM that the heap's limit does
   * not count.
   */
  private static final int MAX_NEW_TRACES = 1 << 20;

  /** The class of backtraces, which no class file holds. */
  private static final String TRACE = "assay/Trace";
  private static final ObjectLayout TRACE_LAYOUT = ObjectLayout.of(ObjectLayout.EMPTY,
      List.of(new ObjectLayout.Field("index", MemType.I32)));

  // HotSpot's greatest array length; above, it throws another message.
  private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 2;

  private final Module module;
  private final ClassTable classes;
  private final Console console;
  private final HostFunctions host;
  // Shared: stop() writes from another thread. Plain accesses go through Memory, which does not check the arena.
  private final Arena arena = Arena.ofShared();
  private final long context;
  private final Map<String, Long> classRecords = new HashMap<>();
  private final Map<String, Long> staticAddresses = new LinkedHashMap<>();
  private final Set<Long> recordAddresses = new HashSet<>();
  private final ClassRecords records;
  // By mirror. Objects do not move.
  private final Map<Long, String> mirrored = new HashMap<>();
  private final LongStack referenceSlots = new LongStack(64);
  private final Map<String, Long> stringSlots = new HashMap<>();
  private final int stringValue;
  private final int stringCoder;
  private int hashes;
  private final TraceTable traces = new TraceTable();
  private int tracesAfterCollection;
  private final LongStack held = new LongStack(64);
  private final List<GuestFrames> frames = new ArrayList<>();
  private final CompileRequest request;
  private final Heap heap;
  private ToLongFunction<String> linked;
  // By function, where the records hold its address. Null until an address changes.
  private Map<String, LongStack> tablePlaces;
  // The last OutOfMemoryError, thrown again if there is not even room for another. 0 if there was none.
  private long outOfMemoryError;
  private CallStack callStack = CallStack.EMPTY;

  public Machine(Module module, long heapBytes, GuestIo io) {
    this(module, new CompileRequest(List.of(), heapBytes, io));
  }

  /**
   * @param request its exports do not matter
   * @throws IllegalArgumentException if there is no address space for the heap
   */
  public Machine(Module module, CompileRequest request) {
    this.module = module;
    this.request = request;
    this.classes = new ClassTable();
    this.records = ClassRecords.of(module);
    this.console = new Console(request.io());
    this.host = new HostFunctions(this, console);
    this.context = allocate(Layout.CONTEXT_BYTES);
    this.stringValue = records.fieldOffset(STRING + ".value");
    this.stringCoder = records.fieldOffset(STRING + ".coder");
    try {
      heap = new Heap(context, request.heapBytes(), request.gcStress(), new HeapOwner());
    } catch (IllegalArgumentException e) {
      arena.close();
      throw e;
    }
    layOutStatics();
  }

  private static final String STRING = "java/lang/String";

  private void layOutStatics() {
    for (var model : module.classes()) {
      for (var field : model.statics()) {
        long address = allocate(8);
        staticAddresses.put(model.name() + "." + field.name(), address);
        if (field.mem() == MemType.REF) referenceSlots.push(address);
        Memory.store(field.mem(), address, field.initialString() != null ? internString(field.initialString()) : field.initialBits());
      }
    }
  }

  private long allocate(long bytes) {
    return arena.allocate(bytes, 8).address();
  }

  public Module module() {
    return module;
  }

  public HostFunctions host() {
    return host;
  }

  public Console console() {
    return console;
  }

  /** See {@link CompileRequest#stackBytes}. */
  public long stackBytes(long full, long least) {
    return request.stackBytes(full, least);
  }

  /** The address of the native context, see {@link Layout}. */
  public long context() {
    return context;
  }

  /** The address that a symbol stands for, or for a string that of the slot which holds its reference. */
  public long address(SymbolOp op, String name) {
    return switch (op) {
      case STRING -> stringSlot(name);
      case CLASS -> mirrorSlot(name);
      case CLASS_POINTER -> classRecord(name);
      case STATIC_ADDRESS -> staticAddress(name);
      case CONTEXT -> context;
    };
  }

  public long classRecord(String className) {
    var known = classRecords.get(className);
    if (known != null) return known;
    long record = allocate(records.recordBytes(className));
    Memory.putInt(record + Layout.CLASS_ID_OFFSET, classes.id(className));
    if (className.startsWith("[")) {
      var element = ClassTable.elementType(className);
      Memory.putInt(record + Layout.CLASS_SHIFT_OFFSET, element.shift());
      if (element == MemType.REF) Memory.putLong(record + Layout.CLASS_ELEMENT_OFFSET, classRecord(ClassTable.elementClass(className)));
    } else {
      Memory.putInt(record + Layout.CLASS_SHIFT_OFFSET, Layout.NO_SHIFT);
      writeLayout(record, layout(className));
    }
    records.forEachSupertype(className,
        (offset, mask) -> Memory.putByte(record + offset, (byte) (Memory.getByte(record + offset) | mask)));
    if (linked != null) linkTable(className, record);
    referenceSlots.push(record + Layout.CLASS_MIRROR_OFFSET);
    classRecords.put(className, record);
    recordAddresses.add(record);
    return record;
  }

  private ObjectLayout layout(String className) {
    if (className.equals(TRACE)) return TRACE_LAYOUT;
    // A primitive type, or what only the name of an array class names: it has no objects.
    return module.knownClass(className) == null ? ObjectLayout.EMPTY : records.layout(className);
  }

  /** What the records hold. */
  public ClassRecords records() {
    return records;
  }

  /**
   * Fills in what virtual calls run, in all records there are and will be.
   *
   * @param addressOf of a function by its name
   */
  public void link(ToLongFunction<String> addressOf) {
    linked = addressOf;
    classRecords.forEach(this::linkTable);
  }

  private void linkTable(String className, long record) {
    var table = records.table(className);
    for (int i = 0; i < table.size(); i++) {
      var function = table.get(i);
      if (function == null) continue;
      long place = record + records.tableOffset() + 8L * i;
      Memory.putLong(place, linked.applyAsLong(function));
      if (tablePlaces != null) tablePlaces.computeIfAbsent(function, _ -> new LongStack(4)).push(place);
    }
  }

  /** Writes a function's address, which has changed since {@link #link}, into all records. */
  void relink(String function) {
    if (tablePlaces == null) {
      // Searching all records for each function would be quadratic.
      tablePlaces = new HashMap<>();
      classRecords.forEach(this::linkTable);
    }
    var places = tablePlaces.get(function);
    if (places == null) return;
    long address = linked.applyAsLong(function);
    for (int i = 0; i < places.size; i++) Memory.putLong(places.values[i], address);
  }

  // Class objects

  private long mirrorSlot(String className) {
    mirror(className);
    return classRecord(className) + Layout.CLASS_MIRROR_OFFSET;
  }

  private long mirror(String className) {
    long slot = classRecord(className) + Layout.CLASS_MIRROR_OFFSET;
    long mirror = Memory.getLong(slot);
    if (mirror == 0) {
      mirror = newObject(classRecord("java/lang/Class"));
      Memory.putLong(slot, mirror);
      mirrored.put(mirror, className);
    }
    return mirror;
  }

  @Override
  public long classObject(String className) {
    return mirror(className);
  }

  @Override
  public String classOfObject(long classObject) {
    return mirrored.get(classObject);
  }

  private void writeLayout(long record, ObjectLayout layout) {
    int[] offsets = layout.referenceOffsets();
    Memory.putInt(record + Layout.CLASS_INSTANCE_BYTES_OFFSET, layout.instanceBytes());
    Memory.putInt(record + Layout.CLASS_REFERENCE_COUNT_OFFSET, offsets.length);
    long list = allocate(4L * Math.max(1, offsets.length));
    for (int i = 0; i < offsets.length; i++) Memory.putInt(list + 4L * i, offsets[i]);
    Memory.putLong(record + Layout.CLASS_REFERENCES_OFFSET, list);
  }

  public long staticAddress(String field) {
    return staticAddresses.get(field);
  }

  private long stringSlot(String text) {
    var known = stringSlots.get(text);
    if (known != null) return known;
    long slot = allocate(8);
    stringSlots.put(text, slot);
    referenceSlots.push(slot);
    Memory.putLong(slot, newString(text));
    return slot;
  }

  // Objects

  @Override
  public long internString(String text) {
    return Memory.getLong(stringSlot(text));
  }

  @Override
  public long newString(String text) {
    var compact = CompactString.of(text);
    long value = newArray("[B", compact.value().length);
    putBytes(value, compact.value());
    hold(value);
    long string = newObject(classRecord(STRING));
    release();
    Memory.putLong(string + stringValue, value);
    Memory.putByte(string + stringCoder, (byte) compact.coder());
    return string;
  }

  private static void putBytes(long array, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) Memory.putByte(array + Layout.ARRAY_DATA_OFFSET + i, bytes[i]);
  }

  @Override
  public String stringText(long ref) {
    long value = Memory.getLong(ref + stringValue);
    byte[] bytes = new byte[arrayLength(value)];
    for (int i = 0; i < bytes.length; i++) bytes[i] = Memory.getByte(value + Layout.ARRAY_DATA_OFFSET + i);
    return new CompactString(bytes, Memory.getByte(ref + stringCoder)).text();
  }

  @Override
  public long intern(long string) {
    var text = stringText(string);
    if (!stringSlots.containsKey(text)) {
      long slot = allocate(8);
      stringSlots.put(text, slot);
      referenceSlots.push(slot);
      Memory.putLong(slot, string);
    }
    return internString(text);
  }

  @Override
  public int identityHash(long object) {
    int hash = Memory.getInt(object + Layout.HASH_OFFSET);
    if (hash == 0) {
      // Spread by the golden ratio; not 0, and not negative, as on the host.
      hash = ++hashes * 0x9E3779B9 & Integer.MAX_VALUE;
      Memory.putInt(object + Layout.HASH_OFFSET, hash);
    }
    return hash;
  }

  @Override
  public long copy(long object) {
    hold(object);
    long record = Memory.getLong(object + Layout.CLASS_OFFSET);
    long copy = isArray(record) ? newArray(record, arrayLength(object)) : newObject(record);
    release();
    Memory.copy(object + Layout.FIELDS_OFFSET, copy + Layout.FIELDS_OFFSET, Layout.sizeBytes(object) - Layout.FIELDS_OFFSET);
    return copy;
  }

  private static boolean isArray(long classRecord) {
    return Memory.getInt(classRecord + Layout.CLASS_SHIFT_OFFSET) != Layout.NO_SHIFT;
  }

  @Override
  public long newObject(String className) {
    return newObject(classRecord(className));
  }

  @Override
  public long getField(long object, String field) {
    return Memory.load(module.field(field).mem(), object + records.fieldOffset(field));
  }

  @Override
  public void putField(long object, String field, long bits) {
    Memory.store(module.field(field).mem(), object + records.fieldOffset(field), bits);
  }

  @Override
  public long newThrowable(GuestThrowable throwable) {
    long object = newObject(classRecord(throwable.className()));
    hold(object);
    fill(object, throwable);
    release();
    return object;
  }

  private void fill(long object, GuestThrowable throwable) {
    Throwables.fill(this, module, object, throwable);
    putField(object, Throwables.BACKTRACE, newTrace(throwable.frames()));
  }

  /** An exception as all backends show it. */
  public GuestThrowable throwable(long ref) {
    return Throwables.view(this, ref);
  }

  @Override
  public List<GuestThrowable.Frame> trace(long backtrace) {
    return traces.get(backtrace);
  }

  @Override
  public long newTrace(List<GuestThrowable.Frame> frames) {
    if (traces.size() - tracesAfterCollection >= MAX_NEW_TRACES) collect();
    long trace = newObject(classRecord(TRACE));
    traces.add(trace, frames);
    return trace;
  }

  /** A zeroed object of a class that is no array class, by class record. */
  public long newObject(long classRecord) {
    return withHeader(classRecord, allocateObject(Memory.getInt(classRecord + Layout.CLASS_INSTANCE_BYTES_OFFSET)));
  }

  private static long withHeader(long classRecord, long object) {
    Memory.putLong(object + Layout.CLASS_OFFSET, classRecord);
    return object;
  }

  private long allocateObject(long bytes) {
    long object = Memory.getLong(context + Layout.CONTEXT_CURSOR);
    if (bytes <= Memory.getLong(context + Layout.CONTEXT_LIMIT) - object) {
      Memory.putLong(context + Layout.CONTEXT_CURSOR, object + bytes);
      return object;
    }
    object = heap.allocate(bytes);
    if (object == 0) throw outOfMemory("Java heap space");
    return object;
  }

  @Override
  public CallStack callStack() {
    return callStack;
  }

  @Override
  public void runOn(CallStack stack) {
    callStack = stack;
  }

  private Unwinding.Thrown outOfMemory(String message) {
    long record = classRecord("java/lang/OutOfMemoryError");
    long object = heap.allocatePastLimit(Memory.getInt(record + Layout.CLASS_INSTANCE_BYTES_OFFSET));
    if (object == 0) return new Unwinding.Thrown(outOfMemoryError);
    outOfMemoryError = withHeader(record, object);
    // Each may be null, when even the reserve is used up.
    Throwables.fillWithoutRoom(this, module, object, newStringPastLimit(message), newTracePastLimit(callStack.frames()));
    return new Unwinding.Thrown(object);
  }

  private long newStringPastLimit(String text) {
    var compact = CompactString.of(text);
    long value = heap.allocatePastLimit(Layout.arrayBytes(compact.value().length, 0));
    if (value == 0) return 0;
    withHeader(classRecord("[B"), value);
    Memory.putInt(value + Layout.LENGTH_OFFSET, compact.value().length);
    putBytes(value, compact.value());
    hold(value);
    long record = classRecord(STRING);
    long string = heap.allocatePastLimit(Memory.getInt(record + Layout.CLASS_INSTANCE_BYTES_OFFSET));
    release();
    if (string == 0) return 0;
    Memory.putLong(withHeader(record, string) + stringValue, value);
    Memory.putByte(string + stringCoder, (byte) compact.coder());
    return string;
  }

  private long newTracePastLimit(List<GuestThrowable.Frame> frames) {
    long trace = heap.allocatePastLimit(TRACE_LAYOUT.instanceBytes());
    if (trace != 0) traces.add(withHeader(classRecord(TRACE), trace), frames);
    return trace;
  }

  @Override
  public long newArray(String arrayClass, int length) {
    return newArray(classRecord(arrayClass), length);
  }

  /** As {@link #newArray(String, int)}, by class record. */
  public long newArray(long classRecord, int length) {
    if (length > MAX_ARRAY_LENGTH) throw outOfMemory("Requested array size exceeds VM limit");
    long array = withHeader(classRecord, allocateObject(Layout.arrayBytes(length, Memory.getInt(classRecord + Layout.CLASS_SHIFT_OFFSET))));
    Memory.putInt(array + Layout.LENGTH_OFFSET, length);
    return array;
  }

  @Override
  public int arrayLength(long array) {
    return Memory.getInt(array + Layout.LENGTH_OFFSET);
  }

  @Override
  public long load(MemType mem, long array, int index) {
    return Memory.load(mem, array + Layout.ARRAY_DATA_OFFSET + ((long) index << mem.shift()));
  }

  @Override
  public void store(MemType mem, long array, int index, long bits) {
    Memory.store(mem, array + Layout.ARRAY_DATA_OFFSET + ((long) index << mem.shift()), bits);
  }

  @Override
  public void copyElements(long from, int fromIndex, long to, int toIndex, int length) {
    int shift = Memory.getInt(Memory.getLong(from + Layout.CLASS_OFFSET) + Layout.CLASS_SHIFT_OFFSET);
    Memory.copy(from + Layout.ARRAY_DATA_OFFSET + ((long) fromIndex << shift), to + Layout.ARRAY_DATA_OFFSET + ((long) toIndex << shift),
        (long) length << shift);
  }

  @Override
  public long getStatic(String field) {
    return Memory.load(module.staticField(field).mem(), staticAddress(field));
  }

  @Override
  public void putStatic(String field, long bits) {
    Memory.store(module.staticField(field).mem(), staticAddress(field), bits);
  }

  @Override
  public String classNameOf(long ref) {
    return className(Memory.getLong(ref + Layout.CLASS_OFFSET));
  }

  /** The class of a class record. */
  public String className(long classRecord) {
    return classes.name(Memory.getInt(classRecord + Layout.CLASS_ID_OFFSET));
  }

  @Override
  public boolean isInstance(long ref, String className) {
    return ref != 0 && records.hierarchy().isSubtype(classNameOf(ref), className);
  }

  @Override
  public boolean same(long a, long b) {
    return a == b;
  }

  // Stop

  public void requestStop(boolean stop) {
    Memory.putInt(context + Layout.CONTEXT_STOP, stop ? 1 : 0);
    // Recursion does not poll: it meets the stack limit, which is above every stack pointer now. An entry sets it anew.
    if (stop) Memory.putLong(context + Layout.CONTEXT_STACK_LIMIT, -1);
  }

  public boolean stopRequested() {
    return Memory.getInt(context + Layout.CONTEXT_STOP) != 0;
  }

  // Collection

  @Override
  public void hold(long ref) {
    held.push(ref);
  }

  @Override
  public void release() {
    held.pop();
  }

  /** Frames that are roots from now on. */
  public void addFrames(GuestFrames added) {
    frames.add(added);
  }

  /** Removes the frames that were added last. */
  public void removeFrames() {
    frames.removeLast();
  }

  /** Frees what nothing reaches. */
  public void collect() {
    heap.collect();
  }

  private final class HeapOwner implements Heap.Owner {
    @Override
    public void markRoots(Heap marking) {
      for (int i = 0; i < referenceSlots.size; i++) marking.mark(Memory.getLong(referenceSlots.values[i]));
      for (int i = 0; i < held.size; i++) marking.mark(held.values[i]);
      marking.mark(outOfMemoryError);
      long pending = Memory.getLong(context + Layout.CONTEXT_PENDING);
      if (pending >= Layout.FIRST_REFERENCE) marking.mark(pending);
      for (var f : frames) f.forEachWord(marking::markAmbiguous);
      NativeThunks.forEachStackWord(context, marking::markAmbiguous);
    }

    @Override
    public void collected(Heap collected) {
      traces.sweep(collected::isLive);
      tracesAfterCollection = traces.size();
    }

    @Override
    public boolean isClassRecord(long address) {
      return recordAddresses.contains(address);
    }
  }

  private static final class LongStack {
    private long[] values;
    private int size;

    LongStack(int capacity) {
      values = new long[capacity];
    }

    void push(long value) {
      if (size == values.length) values = Arrays.copyOf(values, size * 2);
      values[size++] = value;
    }

    void pop() {
      size--;
    }
  }

  public HeapStatistics heapStatistics() {
    return heap.statistics();
  }

  @Override
  public void close() {
    heap.close();
    arena.close();
  }
}
