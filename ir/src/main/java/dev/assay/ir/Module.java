package dev.assay.ir;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole program: classes, functions, the baseline of each function that was changed, a profile.
 *
 * <p>The <b>baseline</b> of a function is its IR as it was built. Frame states refer to it, and interpreters continue in it. A function
 * nobody changed is its own baseline.
 */
public final class Module {
  private final String name;
  private String entry;
  private final Map<String, ClassModel> classes = new LinkedHashMap<>();
  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, Function> baselines = new LinkedHashMap<>();
  private final Profile profile = new Profile();

  public Module(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** The name of the function a run starts with, or null: the module is then a library of functions. */
  public String entry() {
    return entry;
  }

  public void setEntry(String entry) {
    this.entry = entry;
  }

  public void add(ClassModel model) {
    classes.put(model.name(), model);
  }

  public Collection<ClassModel> classes() {
    return Collections.unmodifiableCollection(classes.values());
  }

  /** The class with this internal name, or null if the module has none. */
  public ClassModel classModel(String name) {
    return classes.get(name);
  }

  /** The class with this internal name, declared or one of those that every module has, or null. */
  public ClassModel knownClass(String name) {
    var declared = classes.get(name);
    return declared != null ? declared : ImpliedClasses.of(name);
  }

  /** Adds, or replaces the function of that name. */
  public void add(Function function) {
    functions.put(function.name(), function);
  }

  public Collection<Function> functions() {
    return Collections.unmodifiableCollection(functions.values());
  }

  /** The function with this name, or null. */
  public Function function(String name) {
    return functions.get(name);
  }

  public void addBaseline(Function function) {
    baselines.put(function.name(), function);
  }

  public Collection<Function> baselines() {
    return Collections.unmodifiableCollection(baselines.values());
  }

  /** The baseline of this function: the kept copy, or the function itself. Null if there is no such function. */
  public Function baseline(String name) {
    var kept = baselines.get(name);
    return kept != null ? kept : functions.get(name);
  }

  /** Keeps the present state of a function as its baseline, once: call it before the first change. */
  public void keepBaseline(Function function) {
    if (!baselines.containsKey(function.name())) baselines.put(function.name(), function.copy());
  }

  public Profile profile() {
    return profile;
  }

  /** The static field {@code owner.name}, or null. */
  public ClassModel.StaticField staticField(String field) {
    int dot = field.lastIndexOf('.');
    var model = dot < 0 ? null : classes.get(field.substring(0, dot));
    if (model != null)
      for (var f : model.statics()) if (f.name().equals(field.substring(dot + 1))) return f;
    return null;
  }

  /** The instance field {@code owner.name}, which the owner itself declares, or null. */
  public ClassModel.Field field(String field) {
    int dot = field.lastIndexOf('.');
    var model = dot < 0 ? null : knownClass(field.substring(0, dot));
    if (model != null)
      for (var f : model.fields()) if (f.name().equals(field.substring(dot + 1))) return f;
    return null;
  }

  /**
   * The function that initialises a class at most once. {@code class.init C} means: if the class's {@link ClassModel#STATE_FIELD} is
   * not DONE, call this.
   */
  public static String initializer(String className) {
    return className + ".<initialize>";
  }

  /** The field that holds the initialisation state of a class. */
  public static String stateField(String className) {
    return className + "." + ClassModel.STATE_FIELD;
  }

  /**
   * A module with the same classes, entry, profile and baselines and a copy of each function, so that a pipeline may change it and leave
   * this one as it is. Every function of the copy has its baseline kept.
   */
  public Module copyForChange() {
    var copy = new Module(name);
    copy.entry = entry;
    copy.classes.putAll(classes);
    copy.profile.merge(profile);
    for (var f : functions.values()) {
      copy.functions.put(f.name(), f.copy());
      copy.baselines.put(f.name(), baseline(f.name()));
    }
    return copy;
  }
}
