package dev.assay.substitute.java.lang;

import dev.assay.substitute.Host;

/** Bodies of methods of {@code Object}. */
public final class ObjectMethods {
  private ObjectMethods() {}

  public static Object clone(Object self) throws CloneNotSupportedException {
    if (!(self instanceof Cloneable)) throw new CloneNotSupportedException(self.getClass().getName());
    return Host.clone(self);
  }
}
