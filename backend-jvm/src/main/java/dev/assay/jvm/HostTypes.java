package dev.assay.jvm;

import dev.assay.ir.ClassHierarchy;
import dev.assay.ir.ClassModel;
import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.runtime.ClassTable;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The host's class for each class of the guest: a generated one of another name. Three stand for themselves where only references to their
 * objects are meant: Object, because arrays are objects, and Cloneable and Serializable, which arrays implement.
 *
 * <p>This class knows names and who extends whom; {@link ObjectClasses} makes the class files.
 */
final class HostTypes {
  private static final String PREFIX = "assay/guest/";
  private static final String DOTTED_PREFIX = PREFIX.replace('/', '.');
  /** Interfaces without members that every array has. */
  private static final Set<String> OF_ARRAYS = Set.of("java/lang/Cloneable", "java/io/Serializable");

  private final Module module;
  private final ClassHierarchy hierarchy;
  private final Set<String> interfaces = new HashSet<>();
  private final UniqueNames names = new UniqueNames();
  private final Map<String, String> hostNames = new HashMap<>();
  private final Map<String, String> guestNames = new HashMap<>();
  private final Map<String, String> generatedNames = new LinkedHashMap<>();
  private final Map<String, String> superclasses = new HashMap<>();
  private final Map<String, Integer> depths = new HashMap<>();

  HostTypes(Module module) {
    this.module = module;
    this.hierarchy = ClassHierarchy.of(module);
    for (var model : module.classes()) {
      if (model.isInterface()) interfaces.add(model.name());
      interfaces.addAll(model.interfaces());
    }
    for (var name : RuntimeClasses.MADE_BY_HOST) generatedName(name);
    for (var model : module.classes()) generatedName(model.name());
  }

  Module module() {
    return module;
  }

  ClassHierarchy hierarchy() {
    return hierarchy;
  }

  /** The guest classes, by internal name, that have a generated class so far. */
  Collection<String> generated() {
    return Collections.unmodifiableCollection(generatedNames.keySet());
  }

  /** The generated class of a guest class that is no array. */
  String generatedName(String guestClass) {
    var known = generatedNames.get(guestClass);
    if (known != null) return known;
    var host = names.of(PREFIX, guestClass);
    generatedNames.put(guestClass, host);
    guestNames.put(host, guestClass);
    return host;
  }

  /** The host's internal name of a class, as casts and descriptors name it. */
  String name(String guestClass) {
    var known = hostNames.get(guestClass);
    if (known != null) return known;
    var host = hostName(guestClass);
    hostNames.put(guestClass, host);
    return host;
  }

  private String hostName(String guestClass) {
    if (guestClass.startsWith("[")) {
      if (ClassTable.elementType(guestClass) != MemType.REF) return guestClass;
      var element = ClassTable.elementClass(guestClass);
      return element.startsWith("[") ? "[" + name(element) : "[L" + name(element) + ";";
    }
    if (guestClass.equals(ReferenceTypes.OBJECT) || OF_ARRAYS.contains(guestClass)) return guestClass;
    return generatedName(guestClass);
  }

  /** The descriptor of a class. */
  String descriptor(String guestClass) {
    var name = name(guestClass);
    return name.startsWith("[") ? name : "L" + name + ";";
  }

  // Who extends whom

  boolean isInterface(String guestClass) {
    return interfaces.contains(guestClass);
  }

  /** Whether arrays are objects of this class too, and their methods those of Object. */
  boolean hasArrays(String guestClass) {
    return guestClass.equals(ReferenceTypes.OBJECT) || OF_ARRAYS.contains(guestClass);
  }

  /** The guest class that the generated class of one extends; null for Object. An interface extends Object. */
  String superclass(String guestClass) {
    if (guestClass.equals(ReferenceTypes.OBJECT)) return null;
    return superclasses.computeIfAbsent(guestClass, this::findSuperclass);
  }

  private String findSuperclass(String guestClass) {
    if (guestClass.equals(ReferenceTypes.THROWABLE) || isInterface(guestClass)) return ReferenceTypes.OBJECT;
    var declared = declaredSuperclass(guestClass);
    if (isInterface(declared)) return ReferenceTypes.OBJECT;
    // A class above itself is wrong, but no reason to go round for ever.
    for (var c = declared; !c.equals(ReferenceTypes.OBJECT); c = declaredSuperclass(c))
      if (c.equals(guestClass)) return ReferenceTypes.OBJECT;
    return declared;
  }

  private String declaredSuperclass(String guestClass) {
    if (guestClass.equals(ReferenceTypes.THROWABLE)) return ReferenceTypes.OBJECT;
    var model = module.knownClass(guestClass);
    return model == null || model.superclass() == null ? ReferenceTypes.OBJECT : model.superclass();
  }

  /** How many classes are above one. */
  private int depth(String guestClass) {
    var known = depths.get(guestClass);
    if (known != null) return known;
    int depth = 0;
    for (var c = guestClass; c != null; c = superclass(c)) depth++;
    depths.put(guestClass, depth);
    return depth;
  }

  /** The lowest class that both are or extend; of interfaces it is Object. */
  String commonSuperclass(String a, String b) {
    int depthA = depth(a);
    int depthB = depth(b);
    while (depthA > depthB) {
      a = superclass(a);
      depthA--;
    }
    while (depthB > depthA) {
      b = superclass(b);
      depthB--;
    }
    while (!a.equals(b)) {
      a = superclass(a);
      b = superclass(b);
    }
    return isInterface(a) ? ReferenceTypes.OBJECT : a;
  }

  /** Whether one class, no interface, is another or has it above it. */
  boolean isBelow(String guestClass, String above) {
    int wanted = depth(above);
    var c = guestClass;
    for (int depth = depth(c); depth > wanted; depth--) c = superclass(c);
    return c.equals(above);
  }

  boolean isThrowable(String guestClass) {
    return isBelow(guestClass, ReferenceTypes.THROWABLE);
  }

  /** What the module says of a class, declared or implied; null for a class that is only named. */
  ClassModel model(String guestClass) {
    return module.knownClass(guestClass);
  }

  // Back to the guest's names

  /** The guest's internal name of one of the host's classes. */
  String guestName(Class<?> host) {
    if (host.isArray()) {
      var component = host.getComponentType();
      if (component.isPrimitive()) return host.getName();
      var element = guestName(component);
      return element.startsWith("[") ? "[" + element : "[L" + element + ";";
    }
    var name = host.getName().replace('.', '/');
    return guestNames.getOrDefault(name, name);
  }

  /** A message of the host in which guest classes have the names that the guest knows. */
  String withGuestNames(String message) {
    int at = message == null ? -1 : message.indexOf(DOTTED_PREFIX);
    if (at < 0) return message;
    var text = new StringBuilder();
    int from = 0;
    for (; at >= 0; at = message.indexOf(DOTTED_PREFIX, from)) {
      int end = at;
      while (end < message.length() && (Character.isJavaIdentifierPart(message.charAt(end)) || message.charAt(end) == '.')) end++;
      // A full stop of the sentence is no part of the name.
      while (message.charAt(end - 1) == '.') end--;
      var name = message.substring(at, end).replace('.', '/');
      text.append(message, from, at).append(ClassTable.binaryName(guestNames.getOrDefault(name, name)));
      from = end;
    }
    return text.append(message, from, message.length()).toString();
  }
}
