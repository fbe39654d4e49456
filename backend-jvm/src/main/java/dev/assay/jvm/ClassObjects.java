package dev.assay.jvm;

import dev.assay.runtime.ClassFacts;
import dev.assay.runtime.ClassTable;
import java.util.HashMap;
import java.util.Map;

/** The guest's class objects, one for each class, array class and primitive type. What they say is {@link ClassFacts}'. */
final class ClassObjects {
  private final LoadedProgram program;
  private final HostTypes types;
  private final Accessors accessors;
  private final ClassFacts facts;
  private final Map<String, Object> classes = new HashMap<>();
  // What stands for them on the host, of those that objects have been tested for.
  private final Map<String, Class<?>> hosts = new HashMap<>();
  // Arrays of primitives have classes of the host's own, which would hold on to the program.
  private final Map<Class<?>, Object> arrays = new HashMap<>();
  private final ClassValue<Object> generated = new ClassValue<>() {
    @Override
    protected Object computeValue(Class<?> host) {
      return of(types.guestName(host));
    }
  };

  ClassObjects(LoadedProgram program, HostTypes types, Accessors accessors) {
    this.program = program;
    this.types = types;
    this.accessors = accessors;
    this.facts = new ClassFacts(program.module());
  }

  /** Of a class or array class, by its internal name, or of a primitive type or void, by its name. */
  Object of(String name) {
    return classes.computeIfAbsent(name, accessors::newClassObject);
  }

  private Object ofNullable(String name) {
    return name == null ? null : of(name);
  }

  Object ofObject(Object object) {
    Class<?> host = object.getClass();
    return host.isArray() ? arrays.computeIfAbsent(host, h -> of(types.guestName(h))) : generated.get(host);
  }

  String internalName(Object classObject) {
    return (String) accessors.mirror(classObject);
  }

  String name(Object classObject) {
    return ClassTable.binaryName(internalName(classObject));
  }

  int modifiers(Object classObject) {
    return facts.modifiers(internalName(classObject));
  }

  Object superclass(Object classObject) {
    return ofNullable(facts.superclass(internalName(classObject)));
  }

  Object component(Object classObject) {
    return ofNullable(ClassFacts.component(internalName(classObject)));
  }

  boolean isInstance(Object classObject, Object object) {
    var name = internalName(classObject);
    return object != null && !ClassFacts.isPrimitive(name) && hosts.computeIfAbsent(name, program::hostClass).isInstance(object);
  }

  boolean isAssignable(Object to, Object from) {
    return facts.isAssignable(internalName(to), internalName(from));
  }
}
