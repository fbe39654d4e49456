package dev.assay.ir;

import static dev.assay.ir.Type.F32;
import static dev.assay.ir.Type.F64;
import static dev.assay.ir.Type.I32;
import static dev.assay.ir.Type.I64;
import static dev.assay.ir.Type.PTR;
import static dev.assay.ir.Type.REF;

/** Conversions from the operand's type to the result's. All are pure. */
public enum ConvertOp {
  SEXT("sext", "i32 to i64, signed."),
  ZEXT("zext", "i32 to i64, unsigned."),
  TRUNC("trunc", "i64 to its low 32 bits."),
  SEXT8("sext8", "The low 8 bits, sign-extended; Java's cast to byte."),
  SEXT16("sext16", "The low 16 bits, sign-extended; Java's cast to short."),
  ZEXT16("zext16", "The low 16 bits, zero-extended; Java's cast to char."),
  ITOF("itof", "Signed integer to the nearest float, ties to even."),
  FTOI("ftoi", "Float to signed integer toward zero; saturates, NaN gives 0 (JLS §5.1.3)."),
  FEXT("fext", "f32 to f64, exact."),
  FTRUNC("ftrunc", "f64 to the nearest f32, ties to even."),
  BITS("bits", "The raw bits of a float as an integer of its width, or back."),
  ASREF("asref", "A raw address as a reference, after the object there is complete. Low level only.");

  private final String text;
  private final String meaning;

  ConvertOp(String text, String meaning) {
    this.text = text;
    this.meaning = meaning;
  }

  public String text() {
    return text;
  }

  public String meaning() {
    return meaning;
  }

  public boolean accepts(Type from, Type to) {
    return switch (this) {
      case SEXT, ZEXT -> from == I32 && to == I64;
      case TRUNC -> from == I64 && to == I32;
      case SEXT8, SEXT16, ZEXT16 -> from == I32 && to == I32;
      case ITOF -> from.isInt() && to.isFloat();
      case FTOI -> from.isFloat() && to.isInt();
      case FEXT -> from == F32 && to == F64;
      case FTRUNC -> from == F64 && to == F32;
      case BITS -> from == I32 && to == F32 || from == F32 && to == I32 || from == I64 && to == F64 || from == F64 && to == I64;
      case ASREF -> from == PTR && to == REF;
    };
  }

  /** The result's bits for the operand's bits, see {@link Type}. */
  public long fold(Type from, Type to, long a) {
    return switch (this) {
      case SEXT, BITS, ASREF -> a;
      case ZEXT -> a & 0xffff_ffffL;
      case TRUNC -> (int) a;
      case SEXT8 -> (byte) a;
      case SEXT16 -> (short) a;
      case ZEXT16 -> (char) a;
      case ITOF -> to == F32 ? Float.floatToRawIntBits(from == I32 ? (float) (int) a : (float) a)
          : Double.doubleToRawLongBits(from == I32 ? (double) (int) a : (double) a);
      case FTOI -> floatToInt(from == F32 ? Float.intBitsToFloat((int) a) : Double.longBitsToDouble(a), to);
      case FEXT -> Double.doubleToRawLongBits(Float.intBitsToFloat((int) a));
      case FTRUNC -> Float.floatToRawIntBits((float) Double.longBitsToDouble(a));
    };
  }

  // Widening f32 to f64 first is exact, so one conversion serves both.
  private static long floatToInt(double value, Type to) {
    return to == I32 ? (int) value : (long) value;
  }
}
