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

  STRING_BOOLEAN("string.boolean", "The string of a boolean.", REF, allocates(), I32),
  STRING_CHAR("string.char", "The string of one UTF-16 unit.", REF, allocates(), I32),
  STRING_INT("string.int", "The decimal string of an integer.", REF, allocates(), I32),
  STRING_LONG("string.long", "The decimal string of a long.", REF, allocates(), I64),
  STRING_FLOAT("string.float", "The string of a float, as Float.toString.", REF, allocates(), F32),
  STRING_DOUBLE("string.double", "The string of a double, as Double.toString.", REF, allocates(), F64),
  STRING_CONCAT("string.concat", "Two strings joined; null counts as \"null\".", REF, allocates(), REF, REF),
  PARSE_INT("parse.int", "Integer.parseInt.", I32, throwing(), REF),
  PARSE_LONG("parse.long", "Long.parseLong.", I64, throwing(), REF),
  PARSE_DOUBLE("parse.double", "Double.parseDouble.", F64, throwing(), REF),

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

  ARRAY_CLONE("array.clone", "A copy of an array that is not null.", REF, allocates(), REF),
  ARRAY_COPY("array.copy", "System.arraycopy: source, position, destination, position, length; with its checks and messages.", null,
      Trait.of(CALLS, SAFEPOINT, READS, WRITES, THROWS), REF, I32, REF, I32, I32),
  INITIALIZER_ERROR("initializer.error", "What a class initialiser that threw this makes its trigger throw (JVMS §5.5).", REF, allocates(),
      REF),
  CLASS_FAILED("class.failed", "The NoClassDefFoundError of a class, by its name, whose initialiser has failed before.", REF, allocates(),
      REF),

  NEW_THROWABLE("new.throwable",
      "A throwable of a class of the JDK, by its internal name, with a message or null. Throwing it begins its trace.",
      REF, allocates(), REF, REF),
  THROWABLE_MESSAGE("throwable.message", "The message of a throwable that is not null, or null.", REF, allocates(), REF),
  THROWABLE_STRING("throwable.string", "Throwable.toString of a throwable that is not null.", REF, allocates(), REF),

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
