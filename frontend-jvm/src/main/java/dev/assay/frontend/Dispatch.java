package dev.assay.frontend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Rapid type analysis: every virtual call meets every class that has objects and is a subtype of the call's owner, whichever is found
 * first. Cost: linear in these pairs.
 */
final class Dispatch {
  private final World world;
  private final Classes classes;
  private final Set<String> instantiated = new LinkedHashSet<>();
  private final Set<String> unseen = new LinkedHashSet<>();
  private final Map<String, SequencedMap<String, String>> stubs = new HashMap<>();
  // By supertype: the classes that have objects.
  private final Map<String, List<String>> subtypes = new HashMap<>();
  // By owner and selector: the method that the call resolves to.
  private final Map<String, Map<String, LoadedMethod>> calls = new HashMap<>();
  // By class and selector: the function selected.
  private final Map<String, SequencedMap<String, String>> methods = new HashMap<>();

  Dispatch(World world, Classes classes) {
    this.world = world;
    this.classes = classes;
  }

  /** Whether there are objects of exactly this class, seen or not. */
  boolean isMade(String className) {
    return instantiated.contains(className) || unseen.contains(className);
  }

  /** The class has objects that no reached code gets hold of. */
  void makeUnseen(String className) {
    unseen.add(className);
  }

  boolean isInstantiated(String className) {
    return instantiated.contains(className);
  }

  /** Whether the program makes objects of a class or of a subclass. */
  boolean hasObjects(String className) {
    return subtypes.containsKey(className);
  }

  void instantiate(String className) {
    if (!instantiated.add(className)) return;
    for (var type : classes.supertypes(className)) {
      subtypes.computeIfAbsent(type, _ -> new ArrayList<>()).add(className);
      // Selecting reaches methods, which are built later, so no call is added meanwhile.
      calls.getOrDefault(type, Map.of()).forEach((selector, resolved) -> select(className, selector, resolved));
    }
  }

  /** A virtual call of a resolved method on objects of this class or interface. */
  void call(String owner, LoadedMethod resolved) {
    var selector = Classes.selector(resolved);
    if (calls.computeIfAbsent(owner, _ -> new LinkedHashMap<>()).putIfAbsent(selector, resolved) != null) return;
    for (var className : List.copyOf(subtypes.getOrDefault(owner, List.of()))) select(className, selector, resolved);
  }

  private void select(String className, String selector, LoadedMethod resolved) {
    var own = methods.computeIfAbsent(className, _ -> new LinkedHashMap<>());
    if (own.containsKey(selector)) return;
    var selected = classes.select(className, resolved);
    own.put(selector, selected != null ? world.requireMethod(selected)
        : world.synthetics().requireAbstractMethodError(world, className, resolved));
  }

  /**
   * Gives the classes whose objects nobody sees methods that cannot run, so that every class answers what is asked of its supertypes.
   *
   * @return whether there were any to give
   */
  boolean closeUnseen() {
    boolean changed = false;
    for (var className : unseen) {
      if (instantiated.contains(className)) continue;
      var own = stubs.computeIfAbsent(className, _ -> new LinkedHashMap<>());
      for (var type : classes.supertypes(className))
        for (var call : calls.getOrDefault(type, Map.of()).entrySet())
          changed |= own.putIfAbsent(call.getKey(), world.synthetics().requireUnseen(world, call.getValue())) == null;
    }
    return changed;
  }

  /** Of a class, by selector. */
  SequencedMap<String, String> methods(String className) {
    if (stubs.containsKey(className) && !instantiated.contains(className)) return stubs.get(className);
    return methods.getOrDefault(className, new LinkedHashMap<>());
  }
}
