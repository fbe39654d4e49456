package dev.assay.interp;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.CompilerBug;
import dev.assay.ir.Function;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.runtime.ObjectModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The code of a module's functions, either as they are now or of their baselines; calls stay within the one or the
 * other. It holds addresses of the object model that it is run over, but never the model itself, see {@link
 * BaselineInterpreter}.
 */
final class Program {
  private final Module module;
  private final boolean baseline;
  private final Map<String, Code> codes = new HashMap<>();
  // By owner.name. Module.staticField searches the class, which would be quadratic here.
  private Map<String, MemType> fieldTypes;
  private Program baselines;
  private ClassHierarchy hierarchy;
  private final Map<String, Map<String, Code>> selections = new HashMap<>();
  private final Map<String, Long> addresses = new HashMap<>();
  private final List<Code> addressed = new ArrayList<>();
  private long decodeNanos;
  private int decodedCount;

  private Program(Module module, boolean baseline) {
    this.module = module;
    this.baseline = baseline;
  }

  static Program of(Module module) {
    return new Program(module, false);
  }

  static Program ofBaselines(Module module) {
    return new Program(module, true);
  }

  Module module() {
    return module;
  }

  /** The program in which a failing guard continues. */
  Program baselines() {
    if (baseline) return this;
    if (baselines == null) baselines = ofBaselines(module);
    return baselines;
  }

  Code code(String name) {
    return codes.computeIfAbsent(name, n -> new Code(function(n), this));
  }

  /** What a virtual call of a selector runs on an object of exactly this class. */
  Code selected(String className, String selector) {
    return selections.computeIfAbsent(className, _ -> new HashMap<>())
        .computeIfAbsent(selector, s -> code(hierarchy().select(className, s)));
  }

  private ClassHierarchy hierarchy() {
    if (hierarchy == null) hierarchy = ClassHierarchy.of(module);
    return hierarchy;
  }

  /** The number that stands for a function's address in tables of the machine. */
  long address(String name) {
    return addresses.computeIfAbsent(name, n -> {
      addressed.add(code(n));
      return (long) addressed.size();
    });
  }

  Code codeAt(long address) {
    return addressed.get((int) address - 1);
  }

  private Function function(String name) {
    var function = baseline ? module.baseline(name) : module.function(name);
    if (function == null) throw new CompilerBug("there is no function @" + name);
    return function;
  }

  /** How a static field lies in memory. */
  MemType fieldType(String field) {
    if (fieldTypes == null) {
      fieldTypes = new HashMap<>();
      for (var model : module.classes())
        for (var f : model.statics()) fieldTypes.put(model.name() + "." + f.name(), f.mem());
    }
    var mem = fieldTypes.get(field);
    if (mem == null) throw new CompilerBug("no class has the static field " + field);
    return mem;
  }

  MemType instanceFieldType(String field) {
    var found = module.field(field);
    if (found == null) throw new CompilerBug("no class has the field " + field);
    return found.mem();
  }

  /** A function was decoded in that time. */
  void decoded(long nanos) {
    decodeNanos += nanos;
    decodedCount++;
  }

  long decodeNanos() {
    return decodeNanos;
  }

  int decodedCount() {
    return decodedCount;
  }

  /** Decodes all functions. */
  void decode(ObjectModel objects) {
    for (var function : module.functions()) code(function.name()).decode(objects);
  }
}
