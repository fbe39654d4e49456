package dev.assay.runtime;

import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.ir.SymbolOp;
import dev.assay.spi.GuestIo;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * The off-heap machine of one program: class records, statics, string literals, the native context and a bump arena as heap. Interpreters
 * and native code share it.
 *
 * <p>Nothing is collected while guest code runs; between repetitions {@link #collect} keeps what statics and literals reach and slides it
 * to the start of the arena (Lisp 2 compaction: Jones, Hosking, Moss, The Garbage Collection Handbook, §3.2), so that the rest is one
 * zeroed hole again. No frame of the guest exists then, so all roots are known exactly.
 */
public final class Machine implements ObjectModel, AutoCloseable {
  /** Room past the limit of the arena for the exception that says that the arena is full. */
  private static final int HEADROOM_BYTES = 1 << 20;

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
  private final List<Long> referenceSlots = new ArrayList<>();
  private final Map<String, Long> stringSlots = new HashMap<>();
  // Strings and throwables: the heap object holds the index.
  private List<Object> table = new ArrayList<>();
  private final long heapStart;
  private final long heapBytes;

  public Machine(Module module, long heapBytes, GuestIo io) {
    this.module = module;
    this.classes = new ClassTable(module);
    this.console = new Console(io);
    this.host = new HostFunctions(this, console);
    this.heapBytes = Layout.align(heapBytes);
    this.context = allocate(Layout.CONTEXT_BYTES);
    heapStart = VirtualMemory.reserve(this.heapBytes + HEADROOM_BYTES);
    if (heapStart == 0) {
      arena.close();
      throw new IllegalArgumentException("cannot reserve a heap of " + heapBytes + " bytes; choose a smaller one");
    }
    Memory.putLong(context + Layout.CONTEXT_CURSOR, heapStart);
    Memory.putLong(context + Layout.CONTEXT_LIMIT, heapStart + this.heapBytes);
    layOutStatics();
  }

  private void layOutStatics() {
    for (var model : module.classes()) {
      for (var field : model.statics()) {
        long address = allocate(8);
        staticAddresses.put(model.name() + "." + field.name(), address);
        if (field.mem() == MemType.REF) referenceSlots.add(address);
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

  /** The address of the native context, see {@link Layout}. */
  public long context() {
    return context;
  }

  /** The address that a symbol stands for, or for a string that of the slot which holds its reference. */
  public long address(SymbolOp op, String name) {
    return switch (op) {
      case STRING -> stringSlot(name);
      case CLASS_POINTER -> classRecord(name);
      case STATIC_ADDRESS -> staticAddress(name);
      case CONTEXT -> context;
    };
  }

  public long classRecord(String className) {
    var known = classRecords.get(className);
    if (known != null) return known;
    long record = allocate(Layout.CLASS_RECORD_BYTES);
    Memory.putInt(record + Layout.CLASS_ID_OFFSET, classes.id(className));
    if (className.startsWith("[")) {
      var element = ClassTable.elementType(className);
      Memory.putInt(record + Layout.CLASS_SHIFT_OFFSET, element.shift());
      if (element == MemType.REF) Memory.putLong(record + Layout.CLASS_ELEMENT_OFFSET, classRecord(ClassTable.elementClass(className)));
    } else {
      Memory.putInt(record + Layout.CLASS_SHIFT_OFFSET, Layout.NO_SHIFT);
    }
    classRecords.put(className, record);
    return record;
  }

  public long staticAddress(String field) {
    return staticAddresses.get(field);
  }

  private long stringSlot(String text) {
    var known = stringSlots.get(text);
    if (known != null) return known;
    long slot = allocate(8);
    stringSlots.put(text, slot);
    referenceSlots.add(slot);
    Memory.putLong(slot, newOpaque("java/lang/String", text));
    return slot;
  }

  // Objects

  @Override
  public long internString(String text) {
    return Memory.getLong(stringSlot(text));
  }

  @Override
  public long newString(String text) {
    return newOpaque("java/lang/String", text);
  }

  @Override
  public String stringText(long ref) {
    return (String) table.get(Memory.getInt(ref + Layout.TABLE_INDEX_OFFSET));
  }

  @Override
  public long newThrowable(GuestThrowable throwable) {
    return newOpaque(throwable.className(), throwable);
  }

  @Override
  public GuestThrowable throwable(long ref) {
    return (GuestThrowable) table.get(Memory.getInt(ref + Layout.TABLE_INDEX_OFFSET));
  }

  private long newOpaque(String className, Object content) {
    long cursor = Memory.getLong(context + Layout.CONTEXT_CURSOR);
    boolean error = content instanceof GuestThrowable;
    if (cursor + Layout.OPAQUE_OBJECT_BYTES > heapStart + heapBytes + (error ? HEADROOM_BYTES : 0)) throw outOfMemory("Java heap space");
    Memory.putLong(context + Layout.CONTEXT_CURSOR, cursor + Layout.OPAQUE_OBJECT_BYTES);
    Memory.putLong(cursor + Layout.CLASS_OFFSET, classRecord(className));
    Memory.putInt(cursor + Layout.TABLE_INDEX_OFFSET, table.size());
    table.add(content);
    return cursor;
  }

  private Unwinding.Thrown outOfMemory(String message) {
    return exception("java/lang/OutOfMemoryError", message);
  }

  @Override
  public long newArray(String arrayClass, int length) {
    return newArray(classRecord(arrayClass), length);
  }

  /** As {@link #newArray(String, int)}, by class record. */
  public long newArray(long classRecord, int length) {
    if (length > MAX_ARRAY_LENGTH) throw outOfMemory("Requested array size exceeds VM limit");
    long bytes = Layout.arrayBytes(length, Memory.getInt(classRecord + Layout.CLASS_SHIFT_OFFSET));
    long array = Memory.getLong(context + Layout.CONTEXT_CURSOR);
    if (bytes > heapStart + heapBytes - array) throw outOfMemory("Java heap space");
    Memory.putLong(context + Layout.CONTEXT_CURSOR, array + bytes);
    Memory.putLong(array + Layout.CLASS_OFFSET, classRecord);
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
    return ref != 0 && classes.isSubclass(classNameOf(ref), className);
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

  // Collection between repetitions

  /** Frees what statics and string literals do not reach. No guest code may be running. */
  public void collect() {
    long end = Memory.getLong(context + Layout.CONTEXT_CURSOR);
    long[] live = mark();
    var survivors = new ArrayList<Object>();
    long[] moved = new long[live.length];
    long cursor = heapStart;
    for (int i = 0; i < live.length; i++) {
      moved[i] = cursor;
      cursor += sizeBytes(live[i]);
    }
    for (long slot : referenceSlots) forward(slot, live, moved);
    for (long object : live) forEachReference(object, slot -> forward(slot, live, moved));
    for (int i = 0; i < live.length; i++) {
      if (!isArray(live[i])) {
        survivors.add(table.get(Memory.getInt(live[i] + Layout.TABLE_INDEX_OFFSET)));
        Memory.putInt(live[i] + Layout.TABLE_INDEX_OFFSET, survivors.size() - 1);
      }
      if (moved[i] != live[i]) Memory.copy(live[i], moved[i], sizeBytes(live[i]));
    }
    table = survivors;
    Memory.zero(cursor, end - cursor);
    Memory.putLong(context + Layout.CONTEXT_CURSOR, cursor);
  }

  /** The addresses of the reachable objects, ascending. */
  private long[] mark() {
    var marked = new BitSet();
    var found = new LongStack();
    for (long slot : referenceSlots) visit(slot, marked, found);
    for (int i = 0; i < found.size; i++) forEachReference(found.values[i], slot -> visit(slot, marked, found));
    var live = Arrays.copyOf(found.values, found.size);
    Arrays.sort(live);
    return live;
  }

  private static final class LongStack {
    private long[] values = new long[64];
    private int size;

    void push(long value) {
      if (size == values.length) values = Arrays.copyOf(values, size * 2);
      values[size++] = value;
    }
  }

  private void visit(long slot, BitSet marked, LongStack found) {
    long ref = Memory.getLong(slot);
    if (ref == 0) return;
    int bit = Math.toIntExact((ref - heapStart) / Layout.OBJECT_ALIGNMENT);
    if (marked.get(bit)) return;
    marked.set(bit);
    found.push(ref);
  }

  private static void forward(long slot, long[] live, long[] moved) {
    long ref = Memory.getLong(slot);
    if (ref != 0) Memory.putLong(slot, moved[Arrays.binarySearch(live, ref)]);
  }

  private void forEachReference(long object, LongConsumer visitor) {
    long record = Memory.getLong(object + Layout.CLASS_OFFSET);
    if (Memory.getLong(record + Layout.CLASS_ELEMENT_OFFSET) == 0) return;
    int length = arrayLength(object);
    for (int i = 0; i < length; i++) visitor.accept(object + Layout.ARRAY_DATA_OFFSET + 8L * i);
  }

  private boolean isArray(long object) {
    return classNameOf(object).startsWith("[");
  }

  private long sizeBytes(long object) {
    if (!isArray(object)) return Layout.OPAQUE_OBJECT_BYTES;
    return Layout.arrayBytes(arrayLength(object), Memory.getInt(Memory.getLong(object + Layout.CLASS_OFFSET) + Layout.CLASS_SHIFT_OFFSET));
  }

  /** Bytes of the heap in use. */
  public long usedBytes() {
    return Memory.getLong(context + Layout.CONTEXT_CURSOR) - heapStart;
  }

  @Override
  public void close() {
    VirtualMemory.release(heapStart, heapBytes + HEADROOM_BYTES);
    arena.close();
  }
}
