package dev.assay.substitute;

/** What the substitutes may not name in Java: fields by owner and name, e.g. {@code java/lang/Throwable.backtrace}, and classes. */
public final class Access {
  private Access() {}

  public static native Object getObject(Object object, String field);

  public static native void putObject(Object object, String field, Object value);

  public static native int getInt(Object object, String field);

  public static native void putInt(Object object, String field, int value);

  public static native void putStatic(Object value, String field);

  /** What a method without parameters returns, e.g. {@code java/lang/Throwable.getOurStackTrace()[Ljava/lang/StackTraceElement;}. */
  public static native Object invoke(Object receiver, String method);

  /** An object by the constructor without parameters of a class, e.g. {@code java/lang/System$1}. */
  public static native Object make(String className);

  /** An array of references, by the class of its elements: one that the program names or makes arrays of. */
  public static native Object newArray(Class<?> element, int length);

  /** The values of an enum of the program in order, by the method that its compiler wrote; null of other classes. */
  public static native Object[] enumConstants(Class<?> type);
}
