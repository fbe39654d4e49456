package dev.assay.jvm;

import dev.assay.ir.MemType;
import dev.assay.ir.Module;
import dev.assay.runtime.ClassTable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * The host's class for each class that guest code names. What the JDK exports stands for itself. Every other class gets an empty one of
 * a name of its own, with the same superclass and interfaces: it has no instances, but there are arrays of it and tests against it.
 */
final class HostTypes {
  private static final String PREFIX = "assay/type/";

  private final Module module;
  private final Set<String> interfaces = new HashSet<>();
  private final UniqueNames names = new UniqueNames();
  private final Map<String, String> hostNames = new HashMap<>();
  private final Map<String, String> guestNames = new HashMap<>();
  private final Map<String, byte[]> generated = new LinkedHashMap<>();

  HostTypes(Module module) {
    this.module = module;
    for (var model : module.classes()) interfaces.addAll(model.interfaces());
  }

  /** The class files made so far, by internal name. */
  Map<String, byte[]> generated() {
    return generated;
  }

  /** The host's internal name of a class, as instructions name it. */
  String name(String guestClass) {
    var known = hostNames.get(guestClass);
    if (known != null) return known;
    if (guestClass.startsWith("[")) {
      if (ClassTable.elementType(guestClass) != MemType.REF) return guestClass;
      var element = ClassTable.elementClass(guestClass);
      var host = element.startsWith("[") ? "[" + name(element) : "[L" + name(element) + ";";
      hostNames.put(guestClass, host);
      return host;
    }
    if (hostClass(guestClass).isPresent()) {
      hostNames.put(guestClass, guestClass);
      return guestClass;
    }
    var host = names.of(PREFIX, guestClass);
    hostNames.put(guestClass, host);
    guestNames.put(host, guestClass);
    generated.put(host, generate(host, guestClass));
    return host;
  }

  /** The descriptor of a class. */
  String descriptor(String guestClass) {
    var name = name(guestClass);
    return name.startsWith("[") ? name : "L" + name + ";";
  }

  /** The guest's internal name of one of the host's classes. */
  String guestName(Class<?> host) {
    if (host.isArray()) {
      var component = host.getComponentType();
      if (component.isPrimitive()) return host.getName();
      var element = guestName(component);
      return element.startsWith("[") ? "[" + element : "[L" + element + ";";
    }
    return guestName(host.getName().replace('.', '/'));
  }

  private String guestName(String host) {
    return guestNames.getOrDefault(host, host);
  }

  /** A message of the host in which guest classes have the names that the guest knows. */
  String withGuestNames(String message) {
    int at = message == null ? -1 : message.indexOf(PREFIX.replace('/', '.'));
    if (at < 0) return message;
    var text = new StringBuilder();
    int from = 0;
    for (; at >= 0; at = message.indexOf(PREFIX.replace('/', '.'), from)) {
      int end = at;
      while (end < message.length() && (Character.isJavaIdentifierPart(message.charAt(end)) || message.charAt(end) == '.')) end++;
      // A full stop of the sentence is no part of the name.
      while (message.charAt(end - 1) == '.') end--;
      text.append(message, from, at).append(ClassTable.binaryName(guestName(message.substring(at, end).replace('.', '/'))));
      from = end;
    }
    return text.append(message, from, message.length()).toString();
  }

  /** The JDK's class of this name, if every module may use it. */
  static Optional<Class<?>> hostClass(String name) {
    if (!name.startsWith("java/")) return Optional.empty();
    try {
      Class<?> found = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
      boolean usable = Modifier.isPublic(found.getModifiers()) && found.getModule().isExported(found.getPackageName());
      return usable ? Optional.of(found) : Optional.empty();
    } catch (ClassNotFoundException | LinkageError _) {
      return Optional.empty();
    }
  }

  private byte[] generate(String host, String guest) {
    var model = module.classModel(guest);
    boolean isInterface = interfaces.contains(guest);
    var superclass = model == null || model.superclass() == null || isInterface ? ReferenceTypes.OBJECT
        : superclass(guest, model.superclass());
    List<String> implemented = new ArrayList<>();
    if (model != null)
      for (var i : model.interfaces())
        if (mayExtend(i, true)) implemented.add(name(i));
    int kind = isInterface ? Opcodes.ACC_INTERFACE : Opcodes.ACC_SUPER;
    var writer = new ClassWriter(0);
    writer.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC | kind, host, null, superclass,
        implemented.toArray(String[]::new));
    writer.visitEnd();
    return writer.toByteArray();
  }

  private String superclass(String guest, String superclass) {
    // A class above itself is wrong, but no reason to go round for ever.
    for (var c = superclass; c != null; c = module.classModel(c) == null ? null : module.classModel(c).superclass())
      if (c.equals(guest)) return ReferenceTypes.OBJECT;
    return mayExtend(superclass, false) ? name(superclass) : ReferenceTypes.OBJECT;
  }

  private boolean mayExtend(String name, boolean asInterface) {
    var host = hostClass(name);
    if (host.isEmpty()) return interfaces.contains(name) == asInterface;
    var c = host.get();
    return c.isInterface() == asInterface && !Modifier.isFinal(c.getModifiers()) && !c.isSealed();
  }
}
