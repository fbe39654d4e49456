package dev.assay.cranelift;

import dev.assay.ir.Function;
import dev.assay.ir.Insn;
import dev.assay.ir.MemType;
import dev.assay.ir.Type;
import dev.assay.ir.Value;
import dev.assay.runtime.Layout;

/**
 * Tells disjoint parts of memory apart by where an address comes from, so that Cranelift need not load a length again after a store to an
 * element. Two accesses in different regions must never meet; an access of unknown origin could meet any, so a function with one has a
 * single region.
 *
 * <p>Noted while instructions pass in an order in which definitions come before uses. Cost: a byte per value.
 */
final class Provenance {
  /** Numbers as the native library has them. */
  static final int CONTEXT = 0;
  static final int STATICS = 1;
  /** What stands in objects before fields and elements. */
  static final int HEADERS = 2;
  /** Elements that are references; no memory holds a reference at one time and a number at another while a function runs. */
  static final int REFERENCES = 3;
  /** All other elements. */
  static final int DATA = 4;
  static final int FIELDS = 5;
  static final int RECORDS = 6;
  static final int UNKNOWN = -1;

  private enum Origin {
    UNKNOWN, CONTEXT, STATIC, RECORD, NEW_OBJECT, OBJECT, ELEMENT
  }

  private static final Origin[] ORIGINS = Origin.values();

  // Indexes of ORIGINS; 0 is unknown.
  private final byte[] origins;

  Provenance(Function function) {
    origins = new byte[function.valueCount()];
  }

  private Origin of(Value value) {
    // References lead to the start of an object, whatever they come from.
    return value.type() == Type.REF ? Origin.OBJECT : ORIGINS[origins[value.id()]];
  }

  private void set(Value value, Origin origin) {
    origins[value.id()] = (byte) origin.ordinal();
  }

  void note(Insn.Symbol symbol) {
    set(symbol.result(), switch (symbol.op()) {
      case STRING, CLASS -> Origin.OBJECT;
      case CLASS_POINTER -> Origin.RECORD;
      case STATIC_ADDRESS -> Origin.STATIC;
      case CONTEXT -> Origin.CONTEXT;
    });
  }

  /** Of pointers in memory, the context's cursor is where the next object begins, and that of an object is its class record. */
  void note(Insn.Load load) {
    if (load.mem() != MemType.PTR) return;
    var base = of(load.base());
    if (base == Origin.OBJECT && load.offsetBytes() == Layout.CLASS_OFFSET) set(load.result(), Origin.RECORD);
    if (base == Origin.CONTEXT && load.offsetBytes() == Layout.CONTEXT_CURSOR) set(load.result(), Origin.NEW_OBJECT);
  }

  /** An i32 index is not negative, so the address is at least the offset above its base. */
  void note(Insn.Address address) {
    if (address.index().type() != Type.I32 || address.scale() < 0) return;
    long reach = switch (of(address.base())) {
      case OBJECT -> address.offsetBytes() - Layout.ARRAY_DATA_OFFSET;
      case ELEMENT -> address.offsetBytes();
      case UNKNOWN, CONTEXT, STATIC, RECORD, NEW_OBJECT -> -1;
    };
    if (reach >= 0) set(address.result(), Origin.ELEMENT);
  }

  /** The region of a load or store. */
  int region(MemType mem, Value base, long offsetBytes) {
    return switch (of(base)) {
      case CONTEXT -> CONTEXT;
      case STATIC -> STATICS;
      case RECORD -> RECORDS;
      case NEW_OBJECT -> offsetBytes >= 0 && offsetBytes <= Layout.LENGTH_OFFSET ? HEADERS : UNKNOWN;
      case OBJECT -> offsetBytes < 0 ? UNKNOWN : offsetBytes < Layout.FIELDS_OFFSET ? HEADERS : FIELDS;
      case ELEMENT -> offsetBytes < 0 ? UNKNOWN : element(mem);
      case UNKNOWN -> UNKNOWN;
    };
  }

  private static int element(MemType mem) {
    return mem == MemType.REF ? REFERENCES : DATA;
  }
}
