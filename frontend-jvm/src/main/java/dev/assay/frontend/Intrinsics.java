package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.HostOp;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import java.util.HashMap;
import java.util.Map;

/** The static methods of the JDK that are ops or host functions; all others are compiled from their bytecode. */
final class Intrinsics {
  /** What a call becomes. */
  sealed interface Intrinsic {}

  /** An op on the argument; a wider result than the method's is truncated. */
  record OfUnary(UnaryOp op) implements Intrinsic {}

  record OfBinary(BinaryOp op) implements Intrinsic {}

  record OfFma() implements Intrinsic {}

  record OfConvert(ConvertOp op, Type to) implements Intrinsic {}

  record OfHost(HostOp op) implements Intrinsic {}

  /** A string constant. */
  record OfString(String text) implements Intrinsic {}

  /** A null reference that stands for something nobody looks at. */
  record OfNull() implements Intrinsic {}

  private static final Map<String, Intrinsic> TABLE = new HashMap<>();

  private static void add(Intrinsic intrinsic, String... methods) {
    for (var method : methods) TABLE.put(method, intrinsic);
  }

  static {
    for (var owner : new String[] {"java/lang/Math", "java/lang/StrictMath"}) {
      add(new OfUnary(UnaryOp.SQRT), owner + ".sqrt(D)D");
      add(new OfUnary(UnaryOp.ABS), owner + ".abs(D)D", owner + ".abs(F)F");
      add(new OfUnary(UnaryOp.FLOOR), owner + ".floor(D)D");
      add(new OfUnary(UnaryOp.CEIL), owner + ".ceil(D)D");
      add(new OfUnary(UnaryOp.RINT), owner + ".rint(D)D");
      add(new OfFma(), owner + ".fma(DDD)D", owner + ".fma(FFF)F");
      add(new OfBinary(BinaryOp.MULHIGH), owner + ".multiplyHigh(JJ)J");
      add(new OfBinary(BinaryOp.UMULHIGH), owner + ".unsignedMultiplyHigh(JJ)J");
      add(new OfBinary(BinaryOp.MIN), owner + ".min(II)I", owner + ".min(JJ)J", owner + ".min(FF)F", owner + ".min(DD)D");
      add(new OfBinary(BinaryOp.MAX), owner + ".max(II)I", owner + ".max(JJ)J", owner + ".max(FF)F", owner + ".max(DD)D");
    }
    for (var kind : new String[] {"Integer", "Long"}) {
      var t = kind.equals("Integer") ? "I" : "J";
      add(new OfUnary(UnaryOp.POPCOUNT), "java/lang/" + kind + ".bitCount(" + t + ")I");
      add(new OfUnary(UnaryOp.CLZ), "java/lang/" + kind + ".numberOfLeadingZeros(" + t + ")I");
      add(new OfUnary(UnaryOp.CTZ), "java/lang/" + kind + ".numberOfTrailingZeros(" + t + ")I");
      add(new OfUnary(UnaryOp.BITREV), "java/lang/" + kind + ".reverse(" + t + ")" + t);
      add(new OfUnary(UnaryOp.BSWAP), "java/lang/" + kind + ".reverseBytes(" + t + ")" + t);
    }
    add(new OfConvert(ConvertOp.BITS, Type.I32), "java/lang/Float.floatToRawIntBits(F)I");
    add(new OfConvert(ConvertOp.BITS, Type.F32), "java/lang/Float.intBitsToFloat(I)F");
    add(new OfConvert(ConvertOp.BITS, Type.I64), "java/lang/Double.doubleToRawLongBits(D)J");
    add(new OfConvert(ConvertOp.BITS, Type.F64), "java/lang/Double.longBitsToDouble(J)D");

    // The host's own results of these differ in the last place from those of their bytecode.
    add(new OfHost(HostOp.SIN), "java/lang/Math.sin(D)D");
    add(new OfHost(HostOp.COS), "java/lang/Math.cos(D)D");
    add(new OfHost(HostOp.TAN), "java/lang/Math.tan(D)D");
    add(new OfHost(HostOp.SINH), "java/lang/Math.sinh(D)D");
    add(new OfHost(HostOp.TANH), "java/lang/Math.tanh(D)D");
    add(new OfHost(HostOp.CBRT), "java/lang/Math.cbrt(D)D");
    add(new OfHost(HostOp.EXP), "java/lang/Math.exp(D)D");
    add(new OfHost(HostOp.LOG), "java/lang/Math.log(D)D");
    add(new OfHost(HostOp.LOG10), "java/lang/Math.log10(D)D");
    add(new OfHost(HostOp.POW), "java/lang/Math.pow(DD)D");

    add(new OfHost(HostOp.NANO_TIME), "java/lang/System.nanoTime()J");
    add(new OfHost(HostOp.MILLI_TIME), "java/lang/System.currentTimeMillis()J");
    add(new OfHost(HostOp.EXIT), "java/lang/System.exit(I)V");
    add(new OfHost(HostOp.ARRAY_COPY), "java/lang/System.arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V");
    add(new OfString(System.lineSeparator()), "java/lang/System.lineSeparator()Ljava/lang/String;");

    add(new OfHost(HostOp.PARSE_INT), "java/lang/Integer.parseInt(Ljava/lang/String;)I");
    add(new OfHost(HostOp.PARSE_LONG), "java/lang/Long.parseLong(Ljava/lang/String;)J");
    add(new OfHost(HostOp.PARSE_DOUBLE), "java/lang/Double.parseDouble(Ljava/lang/String;)D");
    add(new OfHost(HostOp.STRING_BOOLEAN), "java/lang/String.valueOf(Z)Ljava/lang/String;",
        "java/lang/Boolean.toString(Z)Ljava/lang/String;");
    add(new OfHost(HostOp.STRING_CHAR), "java/lang/String.valueOf(C)Ljava/lang/String;",
        "java/lang/Character.toString(C)Ljava/lang/String;");
    add(new OfHost(HostOp.STRING_INT), "java/lang/String.valueOf(I)Ljava/lang/String;", "java/lang/Integer.toString(I)Ljava/lang/String;",
        "java/lang/Short.toString(S)Ljava/lang/String;", "java/lang/Byte.toString(B)Ljava/lang/String;");
    add(new OfHost(HostOp.STRING_LONG), "java/lang/String.valueOf(J)Ljava/lang/String;", "java/lang/Long.toString(J)Ljava/lang/String;");
    add(new OfHost(HostOp.STRING_FLOAT), "java/lang/String.valueOf(F)Ljava/lang/String;", "java/lang/Float.toString(F)Ljava/lang/String;");
    add(new OfHost(HostOp.STRING_DOUBLE), "java/lang/String.valueOf(D)Ljava/lang/String;",
        "java/lang/Double.toString(D)Ljava/lang/String;");

    // Class objects are not there yet; initialisers of the JDK store some that no static code reads.
    add(new OfNull(), "java/lang/Class.getPrimitiveClass(Ljava/lang/String;)Ljava/lang/Class;");
  }

  private Intrinsics() {}

  /** What a call of a static method becomes, or null if it is compiled like any other. */
  static Intrinsic of(String owner, String name, String descriptor) {
    return TABLE.get(owner + "." + name + descriptor);
  }

  /** All methods of the table, as {@code owner.name + descriptor}. */
  static Iterable<String> methods() {
    return TABLE.keySet();
  }
}
