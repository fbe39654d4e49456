package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.HostOp;
import dev.assay.ir.MemType;
import dev.assay.ir.Position;

/**
 * The host functions over an {@link ObjectModel}. Each is a method whose parameters are those of its {@link HostOp} row, so that native
 * backends link them one by one; {@link #call} serves the interpreters. They leave by {@link Unwinding}.
 */
public final class HostFunctions {
  private final ObjectModel objects;
  private final Console console;

  public HostFunctions(ObjectModel objects, Console console) {
    this.objects = objects;
    this.console = console;
  }

  public Console console() {
    return console;
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

  public void printString(int fd, long string) {
    console.stream(fd).print(textOf(string));
  }

  public void flush(int fd) {
    console.stream(fd).flush();
  }

  public int read() {
    return console.read();
  }

  public long stringBoolean(int value) {
    return objects.newString(String.valueOf(value != 0));
  }

  public long stringChar(int value) {
    return objects.newString(String.valueOf((char) value));
  }

  public long stringInt(int value) {
    return objects.newString(String.valueOf(value));
  }

  public long stringLong(long value) {
    return objects.newString(String.valueOf(value));
  }

  public long stringFloat(float value) {
    return objects.newString(String.valueOf(value));
  }

  public long stringDouble(double value) {
    return objects.newString(String.valueOf(value));
  }

  public long stringConcat(long a, long b) {
    return objects.newString(textOf(a).concat(textOf(b)));
  }

  private String textOf(long string) {
    return string == 0 ? "null" : objects.stringText(string);
  }

  public int parseInt(long string) {
    try {
      return Integer.parseInt(string == 0 ? null : objects.stringText(string));
    } catch (NumberFormatException e) {
      throw objects.exception("java/lang/NumberFormatException", e.getMessage());
    }
  }

  public long parseLong(long string) {
    try {
      return Long.parseLong(string == 0 ? null : objects.stringText(string));
    } catch (NumberFormatException e) {
      throw objects.exception("java/lang/NumberFormatException", e.getMessage());
    }
  }

  public double parseDouble(long string) {
    try {
      return Double.parseDouble(string == 0 ? null : objects.stringText(string));
    } catch (NullPointerException e) {
      throw objects.exception("java/lang/NullPointerException", e.getMessage());
    } catch (NumberFormatException e) {
      throw objects.exception("java/lang/NumberFormatException", e.getMessage());
    }
  }

  public long nanoTime() {
    return System.nanoTime();
  }

  public long milliTime() {
    return System.currentTimeMillis();
  }

  public void exit(int code) {
    throw new Unwinding.Exit(code);
  }

  public long arrayClone(long array) {
    int length = objects.arrayLength(array);
    long copy = objects.newArray(objects.classNameOf(array), length);
    objects.copyElements(array, 0, copy, 0, length);
    return copy;
  }

  /** {@code System.arraycopy}, with its order of checks and its messages. */
  public void arrayCopy(long from, int fromIndex, long to, int toIndex, int length) {
    if (from == 0 || to == 0) throw inArraycopy("java/lang/NullPointerException", null);
    var fromClass = objects.classNameOf(from);
    var toClass = objects.classNameOf(to);
    if (!fromClass.startsWith("["))
      throw mismatch("source type " + ClassTable.binaryName(fromClass) + " is not an array");
    if (!toClass.startsWith("["))
      throw mismatch("destination type " + ClassTable.binaryName(toClass) + " is not an array");
    var fromElement = ClassTable.elementType(fromClass);
    var toElement = ClassTable.elementType(toClass);
    if (fromElement != toElement) throw mismatch("type mismatch: can not copy " + kind(fromClass) + "[] into " + kind(toClass) + "[]");

    int fromLength = objects.arrayLength(from);
    int toLength = objects.arrayLength(to);
    if (fromIndex < 0) throw outOfBounds("source index " + fromIndex, fromClass, fromLength);
    if (toIndex < 0) throw outOfBounds("destination index " + toIndex, toClass, toLength);
    if (length < 0) throw inArraycopy("java/lang/ArrayIndexOutOfBoundsException", "arraycopy: length " + length + " is negative");
    if ((long) fromIndex + length > fromLength)
      throw outOfBounds("last source index " + Integer.toUnsignedString(fromIndex + length), fromClass, fromLength);
    if ((long) toIndex + length > toLength)
      throw outOfBounds("last destination index " + Integer.toUnsignedString(toIndex + length), toClass, toLength);

    if (fromElement == MemType.REF && from != to) {
      copyReferences(from, fromIndex, to, toIndex, length, fromClass, toClass);
    } else {
      objects.copyElements(from, fromIndex, to, toIndex, length);
    }
  }

  private void copyReferences(long from, int fromIndex, long to, int toIndex, int length, String fromClass, String toClass) {
    var element = ClassTable.elementClass(toClass);
    int copied = 0;
    while (copied < length) {
      long ref = objects.load(MemType.REF, from, fromIndex + copied);
      if (ref != 0 && !objects.isInstance(ref, element)) break;
      copied++;
    }
    objects.copyElements(from, fromIndex, to, toIndex, copied);
    if (copied < length)
      throw mismatch("element type mismatch: can not cast one of the elements of " + ClassTable.sourceName(fromClass)
          + " to the type of the destination array, " + ClassTable.binaryName(element));
  }

  private static String kind(String arrayClass) {
    return ClassTable.elementType(arrayClass) == MemType.REF ? "object array"
        : ClassTable.sourceName(arrayClass.substring(0, 2)).replace("[]", "");
  }

  private Unwinding.Thrown outOfBounds(String what, String arrayClass, int length) {
    var kind = ClassTable.elementType(arrayClass) == MemType.REF ? "object array" : ClassTable.sourceName(arrayClass).replace("[]", "");
    return inArraycopy("java/lang/ArrayIndexOutOfBoundsException",
        "arraycopy: " + what + " out of bounds for " + kind + "[" + length + "]");
  }

  private Unwinding.Thrown mismatch(String what) {
    return inArraycopy("java/lang/ArrayStoreException", "arraycopy: " + what);
  }

  private Unwinding.Thrown inArraycopy(String className, String message) {
    var thrown = objects.exception(className, message);
    thrown.throwable().leave("java/lang/System.arraycopy()", new Position(null, -1, Traces.NATIVE_METHOD, null));
    return thrown;
  }

  /** An Error passes, anything else is wrapped (JVMS §5.5, step 10). */
  public long initializerError(long exception) {
    if (objects.isInstance(exception, "java/lang/Error")) return exception;
    return objects.newThrowable(new GuestThrowable("java/lang/ExceptionInInitializerError", null, objects.throwable(exception)));
  }

  public long classFailed(long className) {
    var name = ClassTable.binaryName(objects.stringText(className));
    return objects.newThrowable(new GuestThrowable("java/lang/NoClassDefFoundError", "Could not initialize class " + name, null));
  }

  public long newThrowable(long className, long message) {
    return objects.newThrowable(new GuestThrowable(objects.stringText(className), message == 0 ? null : objects.stringText(message), null));
  }

  public long throwableMessage(long throwable) {
    var message = objects.throwable(throwable).message();
    return message == null ? 0 : objects.newString(message);
  }

  public long throwableString(long throwable) {
    var t = objects.throwable(throwable);
    var name = ClassTable.binaryName(t.className());
    return objects.newString(t.message() == null ? name : name + ": " + t.message());
  }

  public double sin(double x) {
    return Math.sin(x);
  }

  public double cos(double x) {
    return Math.cos(x);
  }

  public double tan(double x) {
    return Math.tan(x);
  }

  public double sinh(double x) {
    return Math.sinh(x);
  }

  public double tanh(double x) {
    return Math.tanh(x);
  }

  public double cbrt(double x) {
    return Math.cbrt(x);
  }

  public double exp(double x) {
    return Math.exp(x);
  }

  public double log(double x) {
    return Math.log(x);
  }

  public double log10(double x) {
    return Math.log10(x);
  }

  public double pow(double x, double y) {
    return Math.pow(x, y);
  }

  /** Calls by row, arguments and result as raw bits; 0 for no result. */
  public long call(HostOp op, long[] a) {
    return switch (op) {
      case PRINT_BOOLEAN -> none(() -> printBoolean((int) a[0], (int) a[1]));
      case PRINT_CHAR -> none(() -> printChar((int) a[0], (int) a[1]));
      case PRINT_INT -> none(() -> printInt((int) a[0], (int) a[1]));
      case PRINT_LONG -> none(() -> printLong((int) a[0], a[1]));
      case PRINT_FLOAT -> none(() -> printFloat((int) a[0], f32(a[1])));
      case PRINT_DOUBLE -> none(() -> printDouble((int) a[0], f64(a[1])));
      case PRINT_STRING -> none(() -> printString((int) a[0], a[1]));
      case FLUSH -> none(() -> flush((int) a[0]));
      case READ -> read();
      case STRING_BOOLEAN -> stringBoolean((int) a[0]);
      case STRING_CHAR -> stringChar((int) a[0]);
      case STRING_INT -> stringInt((int) a[0]);
      case STRING_LONG -> stringLong(a[0]);
      case STRING_FLOAT -> stringFloat(f32(a[0]));
      case STRING_DOUBLE -> stringDouble(f64(a[0]));
      case STRING_CONCAT -> stringConcat(a[0], a[1]);
      case PARSE_INT -> parseInt(a[0]);
      case PARSE_LONG -> parseLong(a[0]);
      case PARSE_DOUBLE -> bits(parseDouble(a[0]));
      case NANO_TIME -> nanoTime();
      case MILLI_TIME -> milliTime();
      case EXIT -> none(() -> exit((int) a[0]));
      case SIN -> bits(sin(f64(a[0])));
      case COS -> bits(cos(f64(a[0])));
      case TAN -> bits(tan(f64(a[0])));
      case SINH -> bits(sinh(f64(a[0])));
      case TANH -> bits(tanh(f64(a[0])));
      case CBRT -> bits(cbrt(f64(a[0])));
      case EXP -> bits(exp(f64(a[0])));
      case LOG -> bits(log(f64(a[0])));
      case LOG10 -> bits(log10(f64(a[0])));
      case POW -> bits(pow(f64(a[0]), f64(a[1])));
      case ARRAY_CLONE -> arrayClone(a[0]);
      case ARRAY_COPY -> none(() -> arrayCopy(a[0], (int) a[1], a[2], (int) a[3], (int) a[4]));
      case INITIALIZER_ERROR -> initializerError(a[0]);
      case CLASS_FAILED -> classFailed(a[0]);
      case NEW_THROWABLE -> newThrowable(a[0], a[1]);
      case THROWABLE_MESSAGE -> throwableMessage(a[0]);
      case THROWABLE_STRING -> throwableString(a[0]);
      case NEW_ARRAY -> throw new CompilerBug(op.text() + " is linked by the machine that owns the heap");
    };
  }

  private static long none(Runnable call) {
    call.run();
    return 0;
  }

  private static float f32(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double f64(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}
