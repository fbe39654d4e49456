package dev.assay.runtime;

import dev.assay.ir.MemType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Where the instance fields of a class lie. Those of the superclass come first and keep their places, so that code compiled for it works
 * on every subclass. Those of the class itself follow: at each place the widest that is aligned there, of equal ones the one declared
 * first. So there is a gap only where nothing fits, as before the 8 bytes of a class whose fields are all that wide.
 *
 * @param fields all of them, inherited ones first, by ascending offset within each class
 * @param fieldsEnd where the fields end; a subclass goes on here
 */
public record ObjectLayout(List<Placed> fields, int fieldsEnd) {
  /** Of a class without fields, such as java/lang/Object. */
  public static final ObjectLayout EMPTY = new ObjectLayout(List.of(), Layout.FIELDS_OFFSET);

  /** A field to be placed. Names are unique within one class only: a subclass may hide a field. */
  public record Field(String name, MemType mem) {}

  /**
   * @param offset in bytes from the object's address
   */
  public record Placed(String name, MemType mem, int offset) {}

  public ObjectLayout {
    fields = List.copyOf(fields);
  }

  /**
   * @param superclass {@link #EMPTY} if there is none
   * @param declared in order of declaration
   */
  public static ObjectLayout of(ObjectLayout superclass, List<Field> declared) {
    var left = new ArrayList<>(declared);
    // Stable, so equal sizes keep their order.
    left.sort(Comparator.comparing((Field f) -> f.mem().sizeBytes()).reversed());
    var placed = new ArrayList<Placed>();
    int end = superclass.fieldsEnd;
    while (!left.isEmpty()) {
      var next = left.getFirst();
      for (var field : left) {
        if (end % field.mem().sizeBytes() != 0) continue;
        next = field;
        break;
      }
      left.remove(next);
      int size = next.mem().sizeBytes();
      int offset = (end + size - 1) & -size;
      placed.add(new Placed(next.name(), next.mem(), offset));
      end = offset + size;
    }
    var all = new ArrayList<>(superclass.fields);
    all.addAll(placed);
    return new ObjectLayout(all, end);
  }

  /** The size of an object in bytes, header and padding included. */
  public int instanceBytes() {
    return Math.toIntExact(Layout.align(fieldsEnd));
  }

  /** Offsets of the fields that hold references, ascending. */
  public int[] referenceOffsets() {
    return fields.stream().filter(f -> f.mem() == MemType.REF).mapToInt(Placed::offset).sorted().toArray();
  }

  /** The offset of a field by its name; of two that have it, that of the class nearest to this one. */
  public OptionalInt offset(String name) {
    for (var field : fields.reversed()) if (field.name().equals(name)) return OptionalInt.of(field.offset());
    return OptionalInt.empty();
  }
}
