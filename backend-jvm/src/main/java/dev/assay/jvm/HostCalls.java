package dev.assay.jvm;

import dev.assay.ir.HostOp;
import dev.assay.runtime.ClassTable;
import dev.assay.runtime.Console;
import dev.assay.runtime.Unwinding;
import java.lang.reflect.Array;

/**
 * The host functions over host objects, one method per {@link HostOp} that no method of the JDK does as it is. Public only for generated
 * code.
 */
public final class HostCalls {
  private final Console console;
  private final Throwables throwables;

  HostCalls(Console console, Throwables throwables) {
    this.console = console;
    this.throwables = throwables;
  }

  public void printBoolean(int fd, int value) {
    console.stream(fd).print(value != 0);
  }

  public void printChar(int fd, int value) {
    console.stream(fd).print((char) value);
  }

  public void printInt(int fd, int value) {
    console.stream(fd).print(value);
  }

  public void printLong(int fd, long value) {
    console.stream(fd).print(value);
  }

  public void printFloat(int fd, float value) {
    console.stream(fd).print(value);
  }

  public void printDouble(int fd, double value) {
    console.stream(fd).print(value);
  }

  public void printString(int fd, String text) {
    console.stream(fd).print(text);
  }

  public void flush(int fd) {
    console.stream(fd).flush();
  }

  public int read() {
    return console.read();
  }

  public String throwableMessage(Throwable throwable) {
    return throwables.message(throwable);
  }

  public String throwableString(Throwable throwable) {
    var name = ClassTable.binaryName(throwables.className(throwable));
    var message = throwables.message(throwable);
    return message == null ? name : name + ": " + message;
  }

  public static String stringBoolean(int value) {
    return String.valueOf(value != 0);
  }

  /** Always a new string, as the + of Java makes it. */
  public static String stringConcat(String a, String b) {
    return a + b;
  }

  public static void exit(int code) {
    throw new Unwinding.Exit(code);
  }

  public static Object arrayClone(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  public static Throwable newThrowable(String className, String message) {
    return ThrowableClasses.make(className, message);
  }

  public static Throwable initializerError(Throwable thrown) {
    return thrown instanceof Error ? thrown : new ExceptionInInitializerError(thrown);
  }

  public static Throwable classFailed(String className) {
    return new NoClassDefFoundError("Could not initialize class " + ClassTable.binaryName(className));
  }
}
