package dev.assay.jvm;

import dev.assay.ir.CompilerBug;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How throwables of the JDK's classes are made. */
final class ThrowableClasses {
  /** A public constructor that takes the message, or nothing. */
  record Constructor(Class<?> owner, boolean takesMessage) {}

  private static final Map<String, Optional<Constructor>> WITH_MESSAGE = new ConcurrentHashMap<>();
  private static final Map<String, Optional<Constructor>> WITHOUT_MESSAGE = new ConcurrentHashMap<>();

  private ThrowableClasses() {}

  /**
   * @param name internal name
   * @param noMessage whether the message is known to be null
   * @return empty if there is none that generated code may call
   */
  static Optional<Constructor> constructor(String name, boolean noMessage) {
    return (noMessage ? WITHOUT_MESSAGE : WITH_MESSAGE).computeIfAbsent(name, n -> find(n, noMessage));
  }

  private static Optional<Constructor> find(String name, boolean noMessage) {
    var found = HostTypes.hostClass(name);
    if (found.isEmpty() || !Throwable.class.isAssignableFrom(found.get()) || Modifier.isAbstract(found.get().getModifiers()))
      return Optional.empty();
    if (has(found.get(), String.class)) return Optional.of(new Constructor(found.get(), true));
    return noMessage && has(found.get()) ? Optional.of(new Constructor(found.get(), false)) : Optional.empty();
  }

  private static boolean has(Class<?> owner, Class<?>... params) {
    try {
      owner.getConstructor(params);
      return true;
    } catch (NoSuchMethodException _) {
      return false;
    }
  }

  /** A throwable made by reflection, of the class or, if that cannot be made with such a message, of its nearest superclass that can. */
  static Throwable make(String name, String message) {
    Class<?> start = HostTypes.hostClass(name).filter(Throwable.class::isAssignableFrom).orElse(Error.class);
    for (Class<?> c = start;; c = c.getSuperclass()) {
      if (Modifier.isAbstract(c.getModifiers())) continue;
      try {
        if (message == null && has(c)) return (Throwable) c.getConstructor().newInstance();
        if (has(c, String.class)) return (Throwable) c.getConstructor(String.class).newInstance(message);
        // AssertionError's.
        if (message != null && has(c, Object.class)) return (Throwable) c.getConstructor(Object.class).newInstance(message);
      } catch (ReflectiveOperationException e) {
        throw new CompilerBug("cannot make a " + c.getName(), e);
      }
    }
  }
}
