package dev.assay.jvm;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.Insn;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a virtual call becomes in the closed world. Cost: the first call of a selector on an owner looks at the owner's subtypes, until a
 * second function is found.
 */
final class Dispatch {
  /** What is emitted for a virtual call. */
  sealed interface Target {
    /** No class that has objects could be the receiver's: control never comes here. */
    record Nothing() implements Target {}

    /** One function alone can be selected. */
    record Direct(String function) implements Target {}

    /** {@code invokevirtual} or {@code invokeinterface} on this guest class. */
    record Virtual(String owner, boolean isInterface) implements Target {}

    /** The receiver is any object or array. */
    record Any() implements Target {}
  }

  private static final Target NOTHING = new Target.Nothing();
  private static final Target ANY = new Target.Any();

  private final HostTypes types;
  private final ClassHierarchy hierarchy;
  private final Map<String, Map<String, String>> selected = new HashMap<>();
  private final Map<List<String>, Target> targets = new HashMap<>();

  Dispatch(HostTypes types) {
    this.types = types;
    this.hierarchy = types.hierarchy();
    for (var name : types.generated()) {
      var model = types.model(name);
      if (model == null) continue;
      model.methods().forEach((selector, function) -> selected.computeIfAbsent(selector, _ -> new LinkedHashMap<>())
          .merge(function, types.isInterface(name) ? ReferenceTypes.OBJECT : name, types::commonSuperclass));
    }
  }

  /** Whatever functions any class selects, each with the lowest class that all of those are. */
  Map<String, String> selected(String selector) {
    return selected.getOrDefault(selector, Map.of());
  }

  String select(String guestClass, String selector) {
    return hierarchy.select(guestClass, selector);
  }

  /** As {@link #of(Insn.CallVirtual, String)} without knowing more of the receiver than the call says. */
  Target of(Insn.CallVirtual call) {
    return of(call.owner(), call.selector());
  }

  /**
   * @param receiverType what is known of the receiver, see {@link ReferenceTypes}
   */
  Target of(Insn.CallVirtual call, String receiverType) {
    if (ReferenceTypes.isArray(receiverType)) return of(receiverType, call.selector());
    boolean narrower = !receiverType.equals(ReferenceTypes.NULL) && !receiverType.equals(ReferenceTypes.OBJECT)
        && hierarchy.isSubtype(receiverType, call.owner());
    return of(narrower ? receiverType : call.owner(), call.selector());
  }

  private Target of(String owner, String selector) {
    var key = List.of(owner, selector);
    var known = targets.get(key);
    if (known != null) return known;
    var found = find(owner, selector);
    targets.put(key, found);
    return found;
  }

  private Target find(String owner, String selector) {
    var functions = functions(owner, selector);
    if (functions.isEmpty()) return NOTHING;
    if (functions.size() == 1) return new Target.Direct(functions.iterator().next());
    return types.hasArrays(owner) ? ANY : new Target.Virtual(owner, types.isInterface(owner));
  }

  /** What can be selected; if that is more than one function, two of them. */
  private Set<String> functions(String owner, String selector) {
    var functions = new LinkedHashSet<String>();
    if (ReferenceTypes.isArray(owner) || types.hasArrays(owner)) add(functions, ReferenceTypes.OBJECT, selector);
    // The host makes objects of these whether the program does or not.
    for (var name : RuntimeClasses.MADE_BY_HOST) if (hierarchy.isSubtype(name, owner)) add(functions, name, selector);
    for (var model : hierarchy.concreteSubtypes(owner)) {
      if (functions.size() > 1) break;
      add(functions, model.name(), selector);
    }
    return functions;
  }

  private void add(Set<String> functions, String guestClass, String selector) {
    var function = select(guestClass, selector);
    if (function != null) functions.add(function);
  }
}
