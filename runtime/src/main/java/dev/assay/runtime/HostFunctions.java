package dev.assay.runtime;

import dev.assay.ir.CompilerBug;
import dev.assay.ir.HostOp;
import dev.assay.ir.MemType;

/**
 * The host functions over an {@link ObjectModel}. Each is a method whose parameters are those of its {@link HostOp} row, so that native
 * backends link them one by one; {@link #call} serves the interpreters. They leave by {@link Unwinding}.
 */
public final class HostFunctions {
  private final ObjectModel objects;
  private final Console console;
  private final ClassFacts facts;
  private final Traces traces;

  public HostFunctions(ObjectModel objects, Console console) {
    this.objects = objects;
    this.console = console;
    this.facts = new ClassFacts(objects.module());
    this.traces = new Traces(objects.module());
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

  public long stringFloat(float value) {
    return objects.newString(String.valueOf(value));
  }

  public long stringDouble(double value) {
    return objects.newString(String.valueOf(value));
  }

  private String textOf(long string) {
    return string == 0 ? "null" : objects.stringText(string);
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

  public long arrayClone(long object) {
    return objects.copy(object);
  }

  public void write(int fd, long bytes, int offset, int length) {
    byte[] copy = new byte[length];
    for (int i = 0; i < length; i++) copy[i] = (byte) objects.load(MemType.I8, bytes, offset + i);
    console.stream(fd).write(copy, 0, length);
  }

  public long stringIntern(long string) {
    return objects.intern(string);
  }

  public int characterDigit(int codePoint, int radix) {
    return Character.digit(codePoint, radix);
  }

  public int identityHash(long object) {
    return objects.identityHash(object);
  }

  // Classes

  public long className(long classObject) {
    return objects.newString(ClassTable.binaryName(objects.classOfObject(classObject)));
  }

  public int classModifiers(long classObject) {
    return facts.modifiers(objects.classOfObject(classObject));
  }

  public long classSuperclass(long classObject) {
    return classOrNull(facts.superclass(objects.classOfObject(classObject)));
  }

  public long classComponent(long classObject) {
    return classOrNull(ClassFacts.component(objects.classOfObject(classObject)));
  }

  private long classOrNull(String name) {
    return name == null ? 0 : objects.classObject(name);
  }

  public int classIsInstance(long classObject, long object) {
    return object != 0 && objects.isInstance(object, objects.classOfObject(classObject)) ? 1 : 0;
  }

  public int classIsAssignable(long to, long from) {
    return facts.isAssignable(objects.classOfObject(to), objects.classOfObject(from)) ? 1 : 0;
  }

  public long classPrimitive(long name) {
    return objects.classObject(objects.stringText(name));
  }

  // Traces

  public long traceCapture(long throwable) {
    return objects.newTrace(facts.withoutConstructors(objects.callStack().frames(), objects.classNameOf(throwable)));
  }

  public int traceDepth(long trace) {
    return trace == 0 ? 0 : traces.lines(objects.trace(trace)).size();
  }

  public long traceClass(long trace, int index) {
    return objects.newString(line(trace, index).className());
  }

  public long traceMethod(long trace, int index) {
    return objects.newString(line(trace, index).method());
  }

  public long traceFile(long trace, int index) {
    return stringOrNull(line(trace, index).file());
  }

  public long traceModule(long trace, int index) {
    return stringOrNull(line(trace, index).module());
  }

  private long stringOrNull(String text) {
    return text == null ? 0 : objects.newString(text);
  }

  public int traceLine(long trace, int index) {
    return line(trace, index).line();
  }

  private Traces.Line line(long trace, int index) {
    return traces.lines(objects.trace(trace)).get(index);
  }

  public void uncaught(long throwable, long className, long message, long text) {
    throw new Unwinding.Uncaught(objects.stringText(className), message == 0 ? null : objects.stringText(message),
        objects.stringText(text));
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

    // Whatever is in an array of a subtype may be in the other.
    if (fromElement == MemType.REF && !fromClass.equals(toClass) && !facts.isAssignable(toClass, fromClass)) {
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
    return objects.exception(className, message, trace -> {
      trace.add(Traces.ARRAYCOPY);
      objects.callStack().walk(trace);
    });
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
      case STRING_FLOAT -> stringFloat(f32(a[0]));
      case STRING_DOUBLE -> stringDouble(f64(a[0]));
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
      case WRITE -> none(() -> write((int) a[0], a[1], (int) a[2], (int) a[3]));
      case STRING_INTERN -> stringIntern(a[0]);
      case CHARACTER_DIGIT -> characterDigit((int) a[0], (int) a[1]);
      case IDENTITY_HASH -> identityHash(a[0]);
      case CLASS_NAME -> className(a[0]);
      case CLASS_MODIFIERS -> classModifiers(a[0]);
      case CLASS_SUPERCLASS -> classSuperclass(a[0]);
      case CLASS_COMPONENT -> classComponent(a[0]);
      case CLASS_IS_INSTANCE -> classIsInstance(a[0], a[1]);
      case CLASS_IS_ASSIGNABLE -> classIsAssignable(a[0], a[1]);
      case CLASS_PRIMITIVE -> classPrimitive(a[0]);
      case TRACE_CAPTURE -> traceCapture(a[0]);
      case TRACE_DEPTH -> traceDepth(a[0]);
      case TRACE_CLASS -> traceClass(a[0], (int) a[1]);
      case TRACE_METHOD -> traceMethod(a[0], (int) a[1]);
      case TRACE_FILE -> traceFile(a[0], (int) a[1]);
      case TRACE_MODULE -> traceModule(a[0], (int) a[1]);
      case TRACE_LINE -> traceLine(a[0], (int) a[1]);
      case UNCAUGHT -> none(() -> uncaught(a[0], a[1], a[2], a[3]));
      case CLASS_OF, NEW_OBJECT, NEW_ARRAY -> throw new CompilerBug(op.text() + " is linked by the machine that owns the heap");
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
