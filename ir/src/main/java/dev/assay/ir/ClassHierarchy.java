package dev.assay.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is a subtype of whom in a module (JLS §4.10), and which function a virtual call runs on which class. A snapshot: it does not follow
 * changes of the module's classes. Cost: linear in the pairs of a class and one of its supertypes.
 */
public final class ClassHierarchy {
  public static final String OBJECT = "java/lang/Object";
  private static final Set<String> ARRAY_SUPERTYPES = Set.of(OBJECT, "java/lang/Cloneable", "java/io/Serializable");

  private final Module module;
  private final Map<String, Set<String>> supertypes = new HashMap<>();
  private final Map<String, List<ClassModel>> concreteSubtypes = new HashMap<>();

  private ClassHierarchy(Module module) {
    this.module = module;
    for (var model : module.classes()) {
      if (model.kind() != ClassModel.Kind.CLASS) continue;
      for (var name : supertypes(model.name())) concreteSubtypes.computeIfAbsent(name, _ -> new ArrayList<>()).add(model);
    }
  }

  public static ClassHierarchy of(Module module) {
    return new ClassHierarchy(module);
  }

  /** The class itself, its superclasses and all their interfaces. Of a class that is not in the module, itself and Object. */
  private Set<String> supertypes(String name) {
    var known = supertypes.get(name);
    if (known != null) return known;
    var all = new HashSet<String>();
    var work = new ArrayList<String>(List.of(name));
    all.add(OBJECT);
    all.add(name);
    while (!work.isEmpty()) {
      var model = module.knownClass(work.removeLast());
      if (model == null) continue;
      for (var i : model.interfaces()) if (all.add(i)) work.add(i);
      if (model.superclass() != null && all.add(model.superclass())) work.add(model.superclass());
    }
    supertypes.put(name, all);
    return all;
  }

  /** Whether every object of a class or array class is one of another. */
  public boolean isSubtype(String name, String of) {
    if (!name.startsWith("[")) return supertypes(name).contains(of);
    if (name.equals(of) || ARRAY_SUPERTYPES.contains(of)) return true;
    if (!of.startsWith("[")) return false;
    var element = elementClass(name);
    var ofElement = elementClass(of);
    return element != null && ofElement != null && isSubtype(element, ofElement);
  }

  /** The element's class of an array class, or null if its elements are no references. */
  private static String elementClass(String arrayClass) {
    var element = arrayClass.substring(1);
    if (element.startsWith("[")) return element;
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : null;
  }

  /** The classes of the module that have objects of their own, among this one and its subtypes; in the module's order. */
  public List<ClassModel> concreteSubtypes(String name) {
    return concreteSubtypes.getOrDefault(name, List.of());
  }

  /** The function that a virtual call runs on an object of exactly this class, or null if there is none. */
  public String select(String className, String selector) {
    var name = className.startsWith("[") ? OBJECT : className;
    for (var model = module.knownClass(name); model != null; model = module.knownClass(model.superclass())) {
      var function = model.methods().get(selector);
      if (function != null) return function;
      if (model.superclass() == null) break;
    }
    return null;
  }
}
