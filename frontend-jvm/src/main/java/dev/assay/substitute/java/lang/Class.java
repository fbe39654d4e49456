package dev.assay.substitute.java.lang;

import dev.assay.substitute.Access;
import dev.assay.substitute.EnumDirectory;
import dev.assay.substitute.Host;
import java.util.Map;

/** What programs ask of classes without reflection. */
public final class Class<T> {
  private static final int PRIMITIVE = 0x10000;
  private static final int INTERFACE = 0x200;
  private static final int ENUM = 0x4000;

  private Class() {}

  static java.lang.Class<?> getPrimitiveClass(String name) {
    return Host.primitive(name);
  }

  private java.lang.Class<?> self() {
    return (java.lang.Class<?>) (Object) this;
  }

  public String getName() {
    return Host.className(self());
  }

  public String getTypeName() {
    if (!isArray()) return getName();
    return component().getTypeName().concat("[]");
  }

  private Class<?> component() {
    return (Class<?>) (Object) Host.component(self());
  }

  public String getSimpleName() {
    if (isArray()) return component().getSimpleName().concat("[]");
    var name = getName();
    name = name.substring(name.lastIndexOf('.') + 1);
    int nested = name.lastIndexOf('$');
    if (nested < 0) return name;
    // Of a local class, a number stands before its name; an anonymous class has nothing else.
    int start = nested + 1;
    while (start < name.length() && name.charAt(start) >= '0' && name.charAt(start) <= '9') start++;
    return name.substring(start);
  }

  public String getPackageName() {
    var name = getName();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  public boolean isArray() {
    return Host.component(self()) != null;
  }

  public boolean isPrimitive() {
    return (Host.classModifiers(self()) & PRIMITIVE) != 0;
  }

  public boolean isInterface() {
    return (Host.classModifiers(self()) & INTERFACE) != 0;
  }

  public boolean isEnum() {
    return (Host.classModifiers(self()) & ENUM) != 0;
  }

  public java.lang.Class<?> getComponentType() {
    return Host.component(self());
  }

  public java.lang.Class<?> componentType() {
    return Host.component(self());
  }

  public java.lang.Class<?> getSuperclass() {
    return Host.superclass(self());
  }

  public boolean isInstance(Object object) {
    return Host.isInstance(self(), object);
  }

  public boolean isAssignableFrom(java.lang.Class<?> other) {
    return Host.isAssignable(self(), java.util.Objects.requireNonNull(other));
  }

  @SuppressWarnings("unchecked")
  public T cast(Object object) {
    if (object != null && !Host.isInstance(self(), object))
      throw new ClassCastException("Cannot cast ".concat(object.getClass().getName()).concat(" to ").concat(getName()));
    return (T) object;
  }

  public boolean desiredAssertionStatus() {
    return false;
  }

  public String getCanonicalName() {
    if (isArray()) {
      var element = component().getCanonicalName();
      return element == null ? null : element.concat("[]");
    }
    var name = getName();
    // Neither local nor anonymous classes have one: a number begins their part of the name.
    for (int i = name.indexOf('$'); i >= 0 && i + 1 < name.length(); i = name.indexOf('$', i + 1))
      if (name.charAt(i + 1) >= '0' && name.charAt(i + 1) <= '9') return null;
    return name.replace('$', '.');
  }

  public boolean isRecord() {
    return Host.superclass(self()) == Record.class;
  }

  public boolean isAnonymousClass() {
    return !isArray() && getSimpleName().isEmpty();
  }

  @SuppressWarnings("unchecked")
  public T[] getEnumConstants() {
    var values = getEnumConstantsShared();
    return values == null ? null : (T[]) values.clone();
  }

  Object[] getEnumConstantsShared() {
    return Access.enumConstants(self());
  }

  Map<String, Object> enumConstantDirectory() {
    var values = getEnumConstantsShared();
    if (values == null) throw new IllegalArgumentException(getName().concat(" is not an enum class"));
    return new EnumDirectory(values);
  }

  @Override
  public String toString() {
    return (isInterface() ? "interface " : isPrimitive() ? "" : "class ").concat(getName());
  }
}
