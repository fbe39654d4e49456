package dev.assay.cranelift;

import dev.assay.ir.Type;

/** Values at which arithmetic is likely to be wrong, as raw bits. */
final class Edges {
  private static final long[] I32 = {0, 1, -1, 2, -2, 3, 7, -7, 10, 31, 32, 33, 63, 64, 100, 127, 128, -128, -129, 255, 256, 32767, 32768,
    -32768, 65535, 65536, 0x5555_5555, 0xffff_ffff_aaaa_aaaaL, 123456789, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE,
    Integer.MAX_VALUE - 1};
  private static final long[] I64 = {0, 1, -1, 2, -2, 3, 7, -7, 10, 63, 64, 65, 255, -128, 65535, 65536, Integer.MIN_VALUE,
    Integer.MIN_VALUE - 1L, Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, 0xffff_ffffL, 0x1_0000_0000L, -0x1_0000_0000L, (1L << 53) + 1,
    0x5555_5555_5555_5555L, 0xaaaa_aaaa_aaaa_aaaaL, 1234567890123456789L, Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE,
    Long.MAX_VALUE - 1};
  private static final double[] FLOATS = {0.0, -0.0, 1, -1, 0.5, -0.5, 0.49999997f, 1.5, -1.5, 2.5, -2.5, 3, 0.1f, -0.1f, 1e10f, -1e10f,
    1e-30f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE, 8388607.5f, 16777216, 16777217f,
    2147483520f, 2147483648f, -2147483648f, -2147483904f, 9223371487098961920f, 9223372036854775808f, -9223372036854775808f,
    Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};
  private static final double[] DOUBLES = {0.0, -0.0, 1, -1, 0.5, -0.5, 0.49999999999999994, 1.5, -1.5, 2.5, -2.5, 3, 0.1, -0.1, 1e100,
    -1e100, 1e-300, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 4503599627370495.5,
    9007199254740993.0, 2147483647, 2147483647.5, 2147483648.0, -2147483648.0, -2147483648.5, -2147483649.0, 9223372036854774784.0,
    9223372036854775808.0, -9223372036854775808.0, -9223372036854777856.0, 3.4028235677973366e38, Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY, Double.NaN};

  private Edges() {}

  static long[] of(Type type) {
    return switch (type) {
      case I32 -> I32;
      case I64 -> I64;
      case F32 -> {
        var bits = new long[FLOATS.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Float.floatToRawIntBits((float) FLOATS[i]);
        yield bits;
      }
      case F64 -> {
        var bits = new long[DOUBLES.length];
        for (int i = 0; i < bits.length; i++) bits[i] = Double.doubleToRawLongBits(DOUBLES[i]);
        yield bits;
      }
      case REF, PTR -> throw new IllegalArgumentException(type.toString());
    };
  }
}
