package dev.assay.runtime;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.ClassModel;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Module;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the records of a module's classes hold and where: the lowering writes code for it, the {@link Machine} the records. It depends on
 * the declared classes alone, which passes do not change.
 *
 * <pre>
 * record   0 the fixed part ({@link Layout})   n one bit per class: is it a supertype?   m one pointer per slot: what a virtual call runs
 * </pre>
 *
 * <p>Each selector has one slot for all classes, those of interfaces too, so that every virtual call is two loads and a jump. Two selectors
 * share a slot if no class has both: selector colouring (Dixon, McKee, Schweizer, Vaughan, "A fast method dispatcher for compiled languages
 * with multiple inheritance", OOPSLA 1989), greedy. Cost: for each selector, the classes that have it times the slots tried.
 */
public final class ClassRecords {
  private final Module module;
  private final ClassHierarchy hierarchy;
  private final Map<String, ObjectLayout> layouts = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> slots = new HashMap<>();
  // By class: the functions by slot, null where there is none.
  private final Map<String, List<String>> tables = new HashMap<>();

  private ClassRecords(Module module) {
    this.module = module;
    this.hierarchy = ClassHierarchy.of(module);
    for (var model : module.classes()) numbers.put(model.name(), numbers.size());
    assignSlots();
  }

  public static ClassRecords of(Module module) {
    return new ClassRecords(module);
  }

  private void assignSlots() {
    var classesOf = new LinkedHashMap<String, List<String>>();
    var functions = new HashMap<String, Map<String, String>>();
    for (var model : module.classes()) {
      // Arrays have the methods of Object.
      if (model.kind() != ClassModel.Kind.CLASS && !model.name().equals(ClassHierarchy.OBJECT)) continue;
      var all = new LinkedHashMap<String, String>();
      for (var at = model; at != null; at = at.superclass() == null ? null : module.classModel(at.superclass()))
        at.methods().forEach(all::putIfAbsent);
      functions.put(model.name(), all);
      for (var selector : all.keySet()) classesOf.computeIfAbsent(selector, _ -> new ArrayList<>()).add(model.name());
    }
    var used = new HashMap<String, BitSet>();
    classesOf.forEach((selector, classes) -> {
      var taken = new BitSet();
      for (var name : classes) taken.or(used.computeIfAbsent(name, _ -> new BitSet()));
      int slot = taken.nextClearBit(0);
      slots.put(selector, slot);
      for (var name : classes) {
        used.get(name).set(slot);
        var table = tables.computeIfAbsent(name, _ -> new ArrayList<>());
        while (table.size() <= slot) table.add(null);
        table.set(slot, functions.get(name).get(selector));
      }
    });
  }

  public ClassHierarchy hierarchy() {
    return hierarchy;
  }

  // Fields

  /** Where the fields of a class lie. */
  public ObjectLayout layout(String className) {
    var known = layouts.get(className);
    if (known != null) return known;
    var model = module.knownClass(className);
    if (model == null) throw new CompilerBug("no class " + className);
    var above = model.superclass() == null ? ObjectLayout.EMPTY : layout(model.superclass());
    var layout = ObjectLayout.of(above, model.fields().stream().map(f -> new ObjectLayout.Field(f.name(), f.mem())).toList());
    layouts.put(className, layout);
    return layout;
  }

  /**
   * The offset of an instance field in its object.
   *
   * @param field {@code owner.name}, the owner being the class that declares it
   */
  public int fieldOffset(String field) {
    int dot = field.lastIndexOf('.');
    return layout(field.substring(0, dot)).offset(field.substring(dot + 1))
        .orElseThrow(() -> new CompilerBug("no class has the field " + field));
  }

  // Supertypes

  /** Whether the records have a bit for a class, as they have for every class that the module declares. */
  public boolean hasTest(String className) {
    return numbers.containsKey(className);
  }

  /** The offset of the byte in every record that has the bit for a class. */
  public int testOffset(String className) {
    return Layout.CLASS_RECORD_BYTES + numbers.get(className) / 8;
  }

  public int testMask(String className) {
    return 1 << numbers.get(className) % 8;
  }

  // Methods

  /** The offset of a selector's slot in the records. */
  public int slotOffset(String selector) {
    var slot = slots.get(selector);
    // A call on which no class selects anything never runs; it needs a place nevertheless.
    return tableOffset() + 8 * (slot == null ? 0 : slot);
  }

  int tableOffset() {
    return Layout.CLASS_RECORD_BYTES + (numbers.size() + 63) / 64 * 8;
  }

  /** The functions of a class or array class by slot, null where there is none. */
  public List<String> table(String className) {
    return tables.getOrDefault(className.startsWith("[") ? ClassHierarchy.OBJECT : className, List.of());
  }

  /** The functions that virtual calls may run, in the order of the classes and their slots. */
  public Set<String> dispatched() {
    var functions = new LinkedHashSet<String>();
    for (var model : module.classes()) for (var function : table(model.name())) if (function != null) functions.add(function);
    return functions;
  }

  /** The size of a class's record. There is a slot at least. */
  int recordBytes(String className) {
    return tableOffset() + 8 * Math.max(1, table(className).size());
  }

  /** The offsets from the record, and the bits there, of the supertypes of a class or array class. */
  void forEachSupertype(String className, SupertypeVisitor visitor) {
    for (var name : numbers.keySet()) if (hierarchy.isSubtype(className, name)) visitor.visit(testOffset(name), testMask(name));
  }

  interface SupertypeVisitor {
    void visit(int offset, int mask);
  }
}
