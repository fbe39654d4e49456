package dev.assay.jvm;

/**
 * How host code makes and reads the objects that it must know. The program's own subclass is generated, so that the host's compilers see
 * plain field accesses. References are those of the guest's classes. Public only for generated code.
 */
public abstract class Accessors {
  /** A new string of bytes that nobody else has. */
  public abstract Object newString(byte[] value, int coder);

  public abstract byte[] value(Object string);

  public abstract int coder(Object string);

  /** A throwable of the class with this index in {@link ObjectClasses#throwables}, whose constructor has not run: it has no message. */
  public abstract Throwable newThrowable(int index);

  /** Makes a new throwable what a constructor without a cause would. */
  public abstract void describe(Throwable throwable, Object message, Object backtrace);

  public abstract Object message(Throwable throwable);

  /** Itself if it has none. */
  public abstract Object cause(Throwable throwable);

  public abstract Object backtrace(Throwable throwable);

  public abstract boolean isThrowable(Object object);

  /** The class object that stands for what the mirror tells. */
  public abstract Object newClassObject(Object mirror);

  public abstract Object mirror(Object classObject);

  /** Object.clone of an object, no array, that is Cloneable. */
  public abstract Object copy(Object object) throws CloneNotSupportedException;
}
