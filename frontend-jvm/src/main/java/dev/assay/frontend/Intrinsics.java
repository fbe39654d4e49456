package dev.assay.frontend;

import dev.assay.ir.BinaryOp;
import dev.assay.ir.ConvertOp;
import dev.assay.ir.HostOp;
import dev.assay.ir.Type;
import dev.assay.ir.UnaryOp;
import java.util.HashMap;
import java.util.Map;

/** The methods of the JDK that are ops or host functions; all others are compiled from their bytecode. */
final class Intrinsics {
  /** What a call becomes. */
  sealed interface Intrinsic {}

  /** An op on the argument; a wider result than the method's is truncated. */
  record OfUnary(UnaryOp op) implements Intrinsic {}

  record OfBinary(BinaryOp op) implements Intrinsic {}

  record OfFma() implements Intrinsic {}

  record OfConvert(ConvertOp op, Type to) implements Intrinsic {}

  record OfHost(HostOp op) implements Intrinsic {}

  record OfGetClass() implements Intrinsic {}

  record OfConstant(int value) implements Intrinsic {}

  /** One of the arguments, the receiver being the first. */
  record OfArgument(int index) implements Intrinsic {}

  record OfNothing() implements Intrinsic {}

  /** Its static methods read and write fields that Java does not let the substitutes see. */
  static final String ACCESS = Substitutes.own("Access");

  private static final String HOST = Substitutes.own("Host") + ".";

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

    add(new OfGetClass(), "java/lang/Object.getClass()Ljava/lang/Class;");
    add(new OfHost(HostOp.ARRAY_CLONE), HOST + "clone(Ljava/lang/Object;)Ljava/lang/Object;");
    add(new OfHost(HostOp.IDENTITY_HASH), "java/lang/Object.hashCode()I", HOST + "identityHash(Ljava/lang/Object;)I");
    add(new OfHost(HostOp.STRING_INTERN), "java/lang/String.intern()Ljava/lang/String;");
    add(new OfHost(HostOp.NANO_TIME), HOST + "nanoTime()J");
    add(new OfHost(HostOp.MILLI_TIME), HOST + "milliTime()J");
    add(new OfHost(HostOp.EXIT), HOST + "exit(I)V");
    add(new OfHost(HostOp.CHARACTER_DIGIT), HOST + "digit(II)I");
    add(new OfHost(HostOp.READ), HOST + "read()I");
    add(new OfHost(HostOp.FLUSH), HOST + "flush(I)V");
    add(new OfHost(HostOp.WRITE), HOST + "write(I[BII)V");
    add(new OfHost(HostOp.PRINT_BOOLEAN), HOST + "print(IZ)V");
    add(new OfHost(HostOp.PRINT_CHAR), HOST + "print(IC)V");
    add(new OfHost(HostOp.PRINT_INT), HOST + "print(II)V");
    add(new OfHost(HostOp.PRINT_LONG), HOST + "print(IJ)V");
    add(new OfHost(HostOp.PRINT_FLOAT), HOST + "print(IF)V");
    add(new OfHost(HostOp.PRINT_DOUBLE), HOST + "print(ID)V");
    add(new OfHost(HostOp.PRINT_STRING), HOST + "print(ILjava/lang/String;)V");
    add(new OfHost(HostOp.STRING_FLOAT), HOST + "string(F)Ljava/lang/String;");
    add(new OfHost(HostOp.STRING_DOUBLE), HOST + "string(D)Ljava/lang/String;");
    add(new OfHost(HostOp.CLASS_NAME), HOST + "className(Ljava/lang/Class;)Ljava/lang/String;");
    add(new OfHost(HostOp.CLASS_MODIFIERS), HOST + "classModifiers(Ljava/lang/Class;)I");
    add(new OfHost(HostOp.CLASS_SUPERCLASS), HOST + "superclass(Ljava/lang/Class;)Ljava/lang/Class;");
    add(new OfHost(HostOp.CLASS_COMPONENT), HOST + "component(Ljava/lang/Class;)Ljava/lang/Class;");
    add(new OfHost(HostOp.CLASS_IS_INSTANCE), HOST + "isInstance(Ljava/lang/Class;Ljava/lang/Object;)Z");
    add(new OfHost(HostOp.CLASS_IS_ASSIGNABLE), HOST + "isAssignable(Ljava/lang/Class;Ljava/lang/Class;)Z");
    add(new OfHost(HostOp.CLASS_PRIMITIVE), HOST + "primitive(Ljava/lang/String;)Ljava/lang/Class;");
    add(new OfHost(HostOp.TRACE_CAPTURE), HOST + "capture(Ljava/lang/Throwable;)Ljava/lang/Object;");
    add(new OfHost(HostOp.TRACE_DEPTH), HOST + "depth(Ljava/lang/Object;)I");
    add(new OfHost(HostOp.TRACE_CLASS), HOST + "frameClass(Ljava/lang/Object;I)Ljava/lang/String;");
    add(new OfHost(HostOp.TRACE_METHOD), HOST + "frameMethod(Ljava/lang/Object;I)Ljava/lang/String;");
    add(new OfHost(HostOp.TRACE_FILE), HOST + "frameFile(Ljava/lang/Object;I)Ljava/lang/String;");
    add(new OfHost(HostOp.TRACE_MODULE), HOST + "frameModule(Ljava/lang/Object;I)Ljava/lang/String;");
    add(new OfHost(HostOp.TRACE_LINE), HOST + "frameLine(Ljava/lang/Object;I)I");
    add(new OfHost(HostOp.UNCAUGHT), HOST + "uncaught(Ljava/lang/Throwable;Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)V");
  }

  private Intrinsics() {}

  /** What a call of a method becomes, or null if it is compiled like any other. */
  static Intrinsic of(LoadedMethod method) {
    return TABLE.get(method.functionName());
  }

  /** All methods of the table, as {@code owner.name + descriptor}. */
  static Iterable<String> methods() {
    return TABLE.keySet();
  }
}
