package dev.assay.frontend;

import dev.assay.spi.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * The classes of a program: loading, subtyping (JLS §4.10), resolution of members (JVMS §5.4.3) and selection of methods (§5.4.6).
 * Substitutes stand in for the classes of the JDK that they replace.
 */
final class Classes {
  static final String OBJECT = SlotValue.OBJECT;
  private static final Set<String> ARRAY_SUPERTYPES = Set.of(OBJECT, "java/lang/Cloneable", "java/io/Serializable");

  private final ClassPath classPath;
  private final Substitutes substitutes;
  private final KnownStatics knownStatics;
  private final Map<String, LoadedClass> loaded = new HashMap<>();
  private final Map<String, Set<String>> supertypes = new HashMap<>();

  Classes(ClassPath classPath, Substitutes substitutes) {
    this.classPath = classPath;
    this.substitutes = substitutes;
    this.knownStatics = new KnownStatics(substitutes.constants());
  }

  /** A field that was resolved. */
  record Field(String owner, FieldNode node) {
    /** As the IR names it. */
    String name() {
      return owner + "." + node.name;
    }

    boolean isStatic() {
      return (node.access & Opcodes.ACC_STATIC) != 0;
    }
  }

  // Loading

  LoadedClass load(String name) {
    var known = loaded.get(name);
    if (known != null) return known;
    Optional<ClassPath.ClassFile> file;
    LoadedClass read;
    try {
      file = substitutes.classFor(name).or(() -> classPath.find(name));
      if (file.isEmpty()) throw new Unsupported("class " + World.sourceName(name) + ", which is not in the class path,");
      read = LoadedClass.read(file.get());
      if (read.isOfJdk()) substitute(read);
    } catch (Refusal e) {
      throw new World.Broken(e);
    }
    removeIdleInitialiser(read);
    add(read);
    if (!read.isOfJdk()) refuseCycle(read, file.get().origin());
    return read;
  }

  private void substitute(LoadedClass read) throws Refusal {
    if (!substitutes.hasOwnInitialiser(read.name())) read.removeInitialiser();
    for (var method : substitutes.methodsFor(read)) read.replace(method);
  }

  /** An initialiser that does nothing need not run, and nothing tells whether it has. */
  private void removeIdleInitialiser(LoadedClass read) {
    var initialiser = read.method("<clinit>", "()V");
    if (initialiser == null) return;
    knownStatics.apply(initialiser.node());
    for (var insn : initialiser.node().instructions) if (insn.getOpcode() >= 0 && insn.getOpcode() != Opcodes.RETURN) return;
    read.removeInitialiser();
  }

  /** Rewrites a method's bytecode by what is known of the program at large, before anything is built from it. */
  void prepare(LoadedMethod method) {
    knownStatics.apply(method.node());
    if (isOfJdk(method.owner())) substitutes.redirectCalls(method);
  }

  /** A class that no class file holds. */
  void define(ClassNode node, LoadedClass host) {
    add(LoadedClass.synthetic(node, host.moduleName()));
  }

  private void add(LoadedClass read) {
    loaded.put(read.name(), read);
  }

  /** JVMS §5.3.5: no class is its own superclass or interface. The class of a cycle that is loaded last closes it. */
  private void refuseCycle(LoadedClass last, String origin) {
    var above = new ArrayDeque<LoadedClass>(List.of(last));
    var seen = new HashSet<String>();
    while (!above.isEmpty()) {
      var at = above.removeFirst();
      var names = new ArrayList<>(at.interfaces());
      if (at.node().superName != null) names.add(at.node().superName);
      for (var name : names) {
        if (name.equals(last.name()))
          throw new World.Broken(new Refusal(origin + ": class " + World.sourceName(name) + " is its own superclass or interface"));
        if (seen.add(name) && loaded.get(name) instanceof LoadedClass next) above.add(next);
      }
    }
  }

  boolean isOfJdk(String name) {
    return load(name).isOfJdk();
  }

  boolean isInterface(String name) {
    return load(name).isInterface();
  }

  boolean isEnum(String name) {
    return (load(name).node().access & Opcodes.ACC_ENUM) != 0 && "java/lang/Enum".equals(superclass(name));
  }

  /** The superclass of a class, null of java/lang/Object. */
  String superclass(String name) {
    return load(name).node().superName;
  }

  /** Why a method is not compiled but throws, or null. */
  String cut(LoadedMethod method) {
    return isOfJdk(method.owner()) ? substitutes.cut(method) : null;
  }

  /** The static field through which alone objects are seen that a method makes, or null. */
  String seenThrough(LoadedMethod maker, String className) {
    return isOfJdk(maker.owner()) ? substitutes.seenThrough(maker, className) : null;
  }

  /** The class without whose objects a method does nothing, or null. */
  String needs(LoadedMethod method) {
    return isOfJdk(method.owner()) ? substitutes.needs(method) : null;
  }

  // Subtyping

  /** The class itself, its superclasses and all their interfaces. */
  Set<String> supertypes(String name) {
    var known = supertypes.get(name);
    if (known != null) return known;
    var all = new LinkedHashSet<String>();
    var work = new ArrayDeque<String>(List.of(name));
    while (!work.isEmpty()) {
      var at = work.removeFirst();
      if (!all.add(at)) continue;
      var loadedClass = load(at);
      if (loadedClass.node().superName != null) work.add(loadedClass.node().superName);
      work.addAll(loadedClass.interfaces());
    }
    supertypes.put(name, all);
    return all;
  }

  /** Whether a class is known to be another or a subclass of it. Null is of every class. */
  boolean isSubclass(String name, String of) {
    if (name == null) return false;
    if (name.equals(of) || name.equals(SlotValue.NULL) || of.equals(OBJECT)) return true;
    if (name.startsWith("[")) {
      if (ARRAY_SUPERTYPES.contains(of)) return true;
      if (!of.startsWith("[")) return false;
      var a = name.substring(1);
      var b = of.substring(1);
      boolean references = (a.startsWith("[") || a.startsWith("L")) && (b.startsWith("[") || b.startsWith("L"));
      return references && isSubclass(Bytecode.elementClass(name), Bytecode.elementClass(of));
    }
    return !of.startsWith("[") && supertypes(name).contains(of);
  }

  /** The closest common superclass of two classes that are no arrays. Interfaces count as Object, as in JVMS §4.10.1.2. */
  String commonSuperclass(String a, String b) {
    for (var at = a; at != null; at = superclass(at))
      if (!isInterface(at) && isSubclass(b, at)) return at;
    return OBJECT;
  }

  // Members

  /** Resolves a method (JVMS §5.4.3.3, §5.4.3.4), static or not. */
  LoadedMethod method(String owner, String name, String descriptor) {
    var start = owner.startsWith("[") ? OBJECT : owner;
    for (var at = start; at != null; at = superclass(at)) {
      var found = load(at).method(name, descriptor);
      if (found != null) return found;
    }
    var inherited = maximallySpecific(start, name, descriptor);
    if (inherited.size() == 1) return inherited.getFirst();
    // Any of the others will do (§5.4.3.3, last step): an abstract one.
    for (var type : supertypes(start)) {
      var found = isInterface(type) ? load(type).method(name, descriptor) : null;
      if (found != null && !found.isPrivate() && !found.isStatic()) return found;
    }
    if (supertypes(start).stream().anyMatch(substitutes::isReplaced))
      throw new Unsupported("the method " + World.sourceName(owner) + "." + name);
    throw new Unsupported("method " + World.sourceName(owner) + "." + name + descriptor + ", which does not exist,");
  }

  /** The default methods of this signature that no subinterface overrides (§5.4.3.3). */
  private List<LoadedMethod> maximallySpecific(String start, String name, String descriptor) {
    var candidates = new LinkedHashMap<String, LoadedMethod>();
    for (var type : supertypes(start)) {
      if (!isInterface(type)) continue;
      var found = load(type).method(name, descriptor);
      if (found != null && !found.isPrivate() && !found.isStatic()) candidates.put(type, found);
    }
    var specific = new ArrayList<LoadedMethod>();
    for (var candidate : candidates.entrySet()) {
      boolean overridden = candidates.keySet().stream()
          .anyMatch(other -> !other.equals(candidate.getKey()) && supertypes(other).contains(candidate.getKey()));
      if (!overridden && !candidate.getValue().isAbstract()) specific.add(candidate.getValue());
    }
    return specific;
  }

  /** A field by the class that declares it. */
  Field field(String owner, String name) {
    return load(owner).node().fields.stream().filter(f -> f.name.equals(name)).findFirst().map(f -> new Field(owner, f))
        .orElseThrow(() -> new Unsupported("field " + World.sourceName(owner) + "." + name + ", which does not exist,"));
  }

  /** Resolves a field (JVMS §5.4.3.2), or null. */
  Field field(String owner, String name, String descriptor) {
    for (var at = owner; at != null; at = superclass(at)) {
      var found = load(at).field(name, descriptor);
      if (found != null) return new Field(at, found);
      for (var i : load(at).interfaces()) {
        var inherited = field(i, name, descriptor);
        if (inherited != null) return inherited;
      }
    }
    return null;
  }

  /**
   * The method that a call of a resolved method runs on an object of exactly this class (JVMS §5.4.6).
   *
   * @return null if there is none that is not abstract
   */
  LoadedMethod select(String className, LoadedMethod resolved) {
    if (resolved.isPrivate()) return resolved;
    var name = resolved.node().name;
    var descriptor = resolved.node().desc;
    for (var at = className; at != null; at = superclass(at)) {
      var found = load(at).method(name, descriptor);
      if (found == null || found.isStatic() || found.isPrivate()) continue;
      if (found.owner().equals(resolved.owner()) || overrides(found, resolved)) return found.isAbstract() ? null : found;
    }
    var inherited = maximallySpecific(className, name, descriptor);
    return inherited.size() == 1 ? inherited.getFirst() : null;
  }

  /** JVMS §5.4.5: a package-private method is overridden in its package, and by what overrides those that do. */
  private boolean overrides(LoadedMethod method, LoadedMethod resolved) {
    if (!resolved.isPackagePrivate() || packageOf(method.owner()).equals(packageOf(resolved.owner()))) return true;
    for (var at = superclass(method.owner()); at != null && !at.equals(resolved.owner()); at = superclass(at)) {
      var between = load(at).method(method.node().name, method.node().desc);
      if (between != null && !between.isStatic() && !between.isPrivate() && overrides(method, between) && overrides(between, resolved))
        return true;
    }
    return false;
  }

  static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('/') + 1);
  }

  /** What the IR calls the methods among which a call of this one selects. */
  static String selector(LoadedMethod resolved) {
    var signature = resolved.node().name + resolved.node().desc;
    return resolved.isPackagePrivate() ? packageOf(resolved.owner()) + signature : signature;
  }
}
