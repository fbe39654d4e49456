package dev.assay.ir;

import static dev.assay.ir.Trait.ALLOCATES;
import static dev.assay.ir.Trait.CALLS;
import static dev.assay.ir.Trait.PURE;
import static dev.assay.ir.Trait.READS;
import static dev.assay.ir.Trait.SAFEPOINT;
import static dev.assay.ir.Trait.THROWS;
import static dev.assay.ir.Trait.WRITES;
import static dev.assay.ir.Type.F32;
import static dev.assay.ir.Type.F64;
import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;
import static dev.assay.ir.Type.PTR;
import static dev.assay.ir.Type.REF;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Functions that the host provides to every backend alike. A null result type means none. */
public enum HostOp {
  PRINT_BOOLEAN("print.boolean", "Writes true or false to file descriptor 1 or 2.", null, io(), I32, I32),
  PRINT_CHAR("print.char", "Writes one UTF-16 unit.", null, io(), I32, I32),
  PRINT_INT("print.int", "Writes an integer in decimal.", null, io(), I32, I32),
  PRINT_LONG("print.long", "Writes a long in decimal.", null, io(), I32, I64),
  PRINT_FLOAT("print.float", "Writes a float as Float.toString does.", null, io(), I32, F32),
  PRINT_DOUBLE("print.double", "Writes a double as Double.toString does.", null, io(), I32, F64),
  PRINT_STRING("print.string", "Writes a string, or null.", null, io(), I32, REF),
  FLUSH("flush", "Flushes file descriptor 1 or 2.", null, io(), I32),
  READ("read", "Reads a byte of standard input, -1 at its end.", I32, io()),

  STRING_FLOAT("string.float", "The string of a float, as Float.toString.", REF, allocates(), F32),
  STRING_DOUBLE("string.double", "The string of a double, as Double.toString.", REF, allocates(), F64),

  WRITE("write", "Writes bytes: file descriptor 1 or 2, a byte array, position, length, which are in range.", null, io(), I32, REF, I32,
      I32),
  STRING_INTERN("string.intern", "The interned string of the same text, String.intern.", REF, allocates(), REF),

  NANO_TIME("nano.time", "System.nanoTime.", I64, io()),
  MILLI_TIME("milli.time", "System.currentTimeMillis.", I64, io()),
  EXIT("exit", "Ends the program with this exit code; does not return.", null, throwing(), I32),

  SIN("math.sin", "Math.sin of the host.", F64, pure(), F64),
  COS("math.cos", "Math.cos of the host.", F64, pure(), F64),
  TAN("math.tan", "Math.tan of the host.", F64, pure(), F64),
  SINH("math.sinh", "Math.sinh of the host.", F64, pure(), F64),
  TANH("math.tanh", "Math.tanh of the host.", F64, pure(), F64),
  CBRT("math.cbrt", "Math.cbrt of the host.", F64, pure(), F64),
  EXP("math.exp", "Math.exp of the host.", F64, pure(), F64),
  LOG("math.log", "Math.log of the host.", F64, pure(), F64),
  LOG10("math.log10", "Math.log10 of the host.", F64, pure(), F64),
  POW("math.pow", "Math.pow of the host.", F64, pure(), F64, F64),

  ARRAY_CLONE("array.clone", "A copy of an object or array that is not null, field by field or element by element.", REF, allocates(), REF),
  ARRAY_COPY("array.copy", "System.arraycopy: source, position, destination, position, length; with its checks and messages.", null,
      Trait.of(CALLS, SAFEPOINT, READS, WRITES, THROWS), REF, I32, REF, I32, I32),

  CHARACTER_DIGIT("character.digit", "Character.digit of a code point in a radix.", I32, pure(), I32, I32),

  IDENTITY_HASH("identity.hash", "System.identityHashCode of an object that is not null.", I32, io(), REF),

  CLASS_NAME("class.name", "Class.getName.", REF, allocates(), REF),
  CLASS_MODIFIERS("class.modifiers", "The access flags of a class as Class.getModifiers gives them; 0x10000 more for a primitive type.",
      I32,
      reads(), REF),
  CLASS_SUPERCLASS("class.superclass", "Class.getSuperclass.", REF, reads(), REF),
  CLASS_COMPONENT("class.component", "Class.getComponentType.", REF, reads(), REF),
  CLASS_IS_INSTANCE("class.is.instance", "Whether an object, or null, is an instance of a class.", I32, reads(), REF, REF),
  CLASS_IS_ASSIGNABLE("class.is.assignable", "Whether each object of the second class is one of the first, Class.isAssignableFrom.", I32,
      reads(), REF, REF),
  CLASS_PRIMITIVE("class.primitive", "The class of a primitive type or void, by its name.", REF, reads(), REF),

  TRACE_CAPTURE("trace.capture",
      "The calls under way, as an object for the other ops of this kind; without the constructors of this throwable, in which it is called.",
      REF, allocates(), REF),
  TRACE_DEPTH("trace.depth", "How many frames a trace has; null has none.", I32, reads(), REF),
  TRACE_CLASS("trace.class", "The binary name of the class of a frame, 0 being the innermost.", REF, allocates(), REF, I32),
  TRACE_METHOD("trace.method", "The name of the method of a frame.", REF, allocates(), REF, I32),
  TRACE_FILE("trace.file", "The source file of a frame, or null.", REF, allocates(), REF, I32),
  TRACE_MODULE("trace.module", "The module of a frame's class, or null.", REF, allocates(), REF, I32),
  TRACE_LINE("trace.line", "The line of a frame; -1 if it is not known, -2 in a native method.", I32, reads(), REF, I32),
  UNCAUGHT("uncaught",
      "Ends the run with this exception: the throwable, its class's binary name, its message or null, its text with stack trace.", null,
      throwing(), REF, REF, REF, REF),

  CLASS_OF("class.of.slow", "The java.lang.Class object of an object that is not null, when it has not been made yet. Low level only.",
      REF, allocates(), REF),
  NEW_OBJECT("new.object.slow", "Allocates an object of this class record when the fast path cannot. Low level only.", REF, allocates(),
      PTR),
  NEW_ARRAY("new.array.slow", "Allocates an array of this class record and length when the fast path cannot. Low level only.", REF,
      allocates(),
      PTR, I32);

  private final String text;
  private final String meaning;
  private final Type result;
  private final Set<Trait> traits;
  private final List<Type> params;

  HostOp(String text, String meaning, Type result, Set<Trait> traits, Type... params) {
    this.text = text;
    this.meaning = meaning;
    this.result = result;
    this.traits = traits;
    this.params = List.of(params);
  }

  private static Set<Trait> io() {
    return Trait.of(CALLS, SAFEPOINT, READS, WRITES);
  }

  private static Set<Trait> reads() {
    return Trait.of(CALLS, SAFEPOINT, READS);
  }

  private static Set<Trait> pure() {
    return Trait.of(CALLS, PURE);
  }

  private static Set<Trait> throwing() {
    return Trait.of(CALLS, SAFEPOINT, READS, WRITES, THROWS);
  }

  private static Set<Trait> allocates() {
    return Trait.of(CALLS, SAFEPOINT, ALLOCATES, THROWS);
  }

  public String text() {
    return text;
  }

  public String meaning() {
    return meaning;
  }

  /** The result's type, or null for none. */
  public Type result() {
    return result;
  }

  public List<Type> params() {
    return params;
  }

  public Set<Trait> traits() {
    return traits;
  }

  public static Optional<HostOp> of(String text) {
    for (var op : values()) if (op.text.equals(text)) return Optional.of(op);
    return Optional.empty();
  }
}
