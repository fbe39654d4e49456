package dev.assay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.ir.ClassModel;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.spi.CompileRequest;
import dev.assay.spi.GuestIo;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A random graph of objects in a machine's heap, and the same graph in Java objects. Every object hangs on an array in a static field, so
 * that all roots are known exactly; what Java's graph does not reach is garbage.
 */
final class ShadowGraph {
  static final String ROOT = "T.root";
  private static final int ROOTS = 64;

  final Machine machine;
  private final ObjectLayout node;
  private final Random random;
  private final Mirror roots;
  private long liveBytes;

  /** An object as it should be. Data are numbers by offset, references mirrors by offset. */
  private static final class Mirror {
    final long address;
    final String className;
    final long bytes;
    final Map<Integer, Mirror> references = new HashMap<>();
    long seed;

    Mirror(long address, String className, long bytes) {
      this.address = address;
      this.className = className;
      this.bytes = bytes;
    }
  }

  static Machine machine(long heapBytes, int stress) {
    var module = new Module("test");
    module.add(ClassModel.ofStatics("T", null, false, List.of(new ClassModel.StaticField("root", MemType.REF, 0, null))));
    module.add(model("Base", "java/lang/Object", new ClassModel.Field("b", MemType.I8), new ClassModel.Field("left", MemType.REF)));
    module.add(model("Node", "Base", new ClassModel.Field("id", MemType.I32), new ClassModel.Field("l", MemType.I64),
        new ClassModel.Field("right", MemType.REF)));
    var io = new GuestIo(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    return new Machine(module, new CompileRequest(List.of(), heapBytes, stress, io));
  }

  private static ClassModel model(String name, String superclass, ClassModel.Field... fields) {
    return new ClassModel(name, ClassModel.Kind.CLASS, superclass, List.of(), null, null, false, List.of(), List.of(fields),
        new LinkedHashMap<>());
  }

  ShadowGraph(Machine machine, long seed) {
    this.machine = machine;
    this.node = machine.records().layout("Node");
    this.random = new Random(seed);
    roots = array("[Ljava/lang/Object;", ROOTS);
    machine.putStatic(ROOT, roots.address);
  }

  /** Makes an object and hangs it somewhere, cutting off what hung there; sometimes cuts off more. */
  void step(int maxBytes) {
    var made = allocate(maxBytes);
    var holder = roots;
    // A walk of random length, so that the graph is both deep and wide.
    while (random.nextInt(4) != 0) {
      var next = holder.references.values().stream().skip(random.nextInt(Math.max(1, holder.references.size()))).findFirst();
      if (next.isEmpty()) break;
      holder = next.get();
    }
    if (slots(holder) == 0) holder = roots;
    put(holder, random.nextInt(slots(holder)), made);
    if (random.nextInt(16) == 0) put(roots, random.nextInt(ROOTS), null);
    if (random.nextInt(8) == 0) {
      // Cycles and shared objects.
      var shared = roots.references.values().stream().findFirst();
      if (shared.isPresent() && slots(made) > 0) put(made, random.nextInt(slots(made)), shared.get());
    }
  }

  private Mirror allocate(int maxBytes) {
    int kind = random.nextInt(16);
    if (kind < 8) return node();
    if (kind < 11) return array("[Ljava/lang/Object;", random.nextInt(6));
    int size = random.nextInt(1, maxBytes);
    // Most are small, as in programs.
    if (kind < 15) size = random.nextInt(1, Math.min(size, 600) + 1);
    return switch (random.nextInt(3)) {
      case 0 -> array("[B", size);
      case 1 -> array("[J", size / 8);
      default -> array("[Ljava/lang/Object;", size / 8);
    };
  }

  private Mirror node() {
    long object = machine.newObject(machine.classRecord("Node"));
    var mirror = new Mirror(object, "Node", node.instanceBytes());
    fill(mirror);
    return mirror;
  }

  private Mirror array(String className, int length) {
    long object = machine.newArray(className, length);
    var mirror = new Mirror(object, className, Layout.arrayBytes(length, ClassTable.elementType(className).shift()));
    for (long offset = Layout.ARRAY_DATA_OFFSET; offset < mirror.bytes; offset++)
      assertEquals(0, Memory.getByte(object + offset), "new memory is zero");
    fill(mirror);
    return mirror;
  }

  private int slots(Mirror holder) {
    if (holder.className.equals("Node")) return node.referenceOffsets().length;
    return holder.className.startsWith("[L") ? machine.arrayLength(holder.address) : 0;
  }

  private void put(Mirror holder, int slot, Mirror value) {
    int offset = holder.className.equals("Node") ? node.referenceOffsets()[slot] : Layout.ARRAY_DATA_OFFSET + 8 * slot;
    Memory.putLong(holder.address + offset, value == null ? 0 : value.address);
    if (value == null) holder.references.remove(offset);
    else holder.references.put(offset, value);
  }

  private void fill(Mirror mirror) {
    mirror.seed = random.nextLong();
    data(mirror, false);
  }

  /** Writes or checks the object's numbers. */
  private void data(Mirror mirror, boolean check) {
    var numbers = new Random(mirror.seed);
    switch (mirror.className) {
      case "Node" -> {
        datum(MemType.I32, mirror.address + node.offset("id").orElseThrow(), numbers.nextInt(), check);
        datum(MemType.I64, mirror.address + node.offset("l").orElseThrow(), numbers.nextLong(), check);
        datum(MemType.I8, mirror.address + node.offset("b").orElseThrow(), (byte) numbers.nextInt(), check);
      }
      case "[B" -> {
        int length = Memory.getInt(mirror.address + Layout.LENGTH_OFFSET);
        for (int i = 0; i < length; i++) datum(MemType.I8, mirror.address + Layout.ARRAY_DATA_OFFSET + i, (byte) numbers.nextInt(), check);
      }
      case "[J" -> {
        int length = Memory.getInt(mirror.address + Layout.LENGTH_OFFSET);
        for (int i = 0; i < length; i++) datum(MemType.I64, mirror.address + Layout.ARRAY_DATA_OFFSET + 8L * i, numbers.nextLong(), check);
      }
      default -> {
        // References only.
      }
    }
  }

  private static void datum(MemType mem, long address, long bits, boolean check) {
    if (check) assertEquals(bits, Memory.load(mem, address), () -> "at " + Long.toHexString(address));
    else Memory.store(mem, address, bits);
  }

  /** Cuts off half of what hangs on the roots. */
  void prune() {
    for (int i = 0; i < ROOTS; i++) if (random.nextBoolean()) put(roots, i, null);
  }

  void clear() {
    for (int i = 0; i < ROOTS; i++) put(roots, i, null);
  }

  /** All that Java's graph reaches is in the heap as it should be, at addresses of its own. */
  void check() {
    liveBytes = 0;
    Set<Mirror> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var pending = new ArrayDeque<Mirror>(List.of(roots));
    seen.add(roots);
    var addresses = new ArrayList<long[]>();
    while (!pending.isEmpty()) {
      var mirror = pending.remove();
      liveBytes += mirror.bytes;
      addresses.add(new long[] {mirror.address, mirror.address + mirror.bytes});
      assertEquals(mirror.className, machine.classNameOf(mirror.address));
      assertEquals(mirror.bytes, Layout.sizeBytes(mirror.address));
      data(mirror, true);
      for (int slot = 0; slot < slots(mirror); slot++) {
        int offset = mirror.className.equals("Node") ? node.referenceOffsets()[slot] : Layout.ARRAY_DATA_OFFSET + 8 * slot;
        var expected = mirror.references.get(offset);
        assertEquals(expected == null ? 0 : expected.address, Memory.getLong(mirror.address + offset));
        if (expected != null && seen.add(expected)) pending.add(expected);
      }
    }
    addresses.sort((a, b) -> Long.compare(a[0], b[0]));
    for (int i = 1; i < addresses.size(); i++) assertFalse(addresses.get(i)[0] < addresses.get(i - 1)[1], "objects overlap");
  }

  /** After {@link #check}: bytes of what it found. */
  long liveBytes() {
    assertTrue(liveBytes > 0);
    return liveBytes;
  }
}
