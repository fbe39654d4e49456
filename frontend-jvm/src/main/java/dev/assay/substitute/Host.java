package dev.assay.substitute;

/** The host functions, as the substitutes call them. Each is one of the IR's host ops and has no body. */
public final class Host {
  private Host() {}

  public static native void write(int fd, byte[] bytes, int offset, int length);

  public static native void print(int fd, boolean value);

  public static native void print(int fd, char value);

  public static native void print(int fd, int value);

  public static native void print(int fd, long value);

  public static native void print(int fd, float value);

  public static native void print(int fd, double value);

  public static native void print(int fd, String value);

  public static native String string(float value);

  public static native String string(double value);

  public static native void flush(int fd);

  public static native int read();

  public static native int digit(int codePoint, int radix);

  public static native long nanoTime();

  public static native long milliTime();

  public static native void exit(int code);

  public static native Object clone(Object object);

  public static native int identityHash(Object object);

  public static native String className(Class<?> type);

  public static native int classModifiers(Class<?> type);

  public static native Class<?> superclass(Class<?> type);

  public static native Class<?> component(Class<?> type);

  public static native boolean isInstance(Class<?> type, Object object);

  public static native boolean isAssignable(Class<?> to, Class<?> from);

  public static native Class<?> primitive(String name);

  public static native Object capture(Throwable throwable);

  public static native int depth(Object trace);

  public static native String frameClass(Object trace, int index);

  public static native String frameMethod(Object trace, int index);

  public static native String frameFile(Object trace, int index);

  public static native String frameModule(Object trace, int index);

  public static native int frameLine(Object trace, int index);

  public static native void uncaught(Throwable throwable, String className, String message, String text);
}
