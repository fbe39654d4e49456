package dev.assay.cli;

import dev.assay.ir.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values at which arithmetic goes wrong, as raw bits, see {@link Type}. */
final class EdgeValues {
  /** Around the widths, and with all bits above them set. */
  static final List<Long> SHIFT_COUNTS = bits(-1, 0, 1, 2, 7, 8, 15, 16, 31, 32, 33, 63, 64, 65, 95, 127, 128, -31, -32, -33, -63, -64,
      0x55555555,
      Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE);

  static final List<Long> I32 = i32();
  static final List<Long> I64 = i64();
  static final List<Long> F32 = f32();
  static final List<Long> F64 = f64();

  private EdgeValues() {}

  static List<Long> of(Type type) {
    return switch (type) {
      case I32 -> I32;
      case I64 -> I64;
      case F32 -> F32;
      case F64 -> F64;
      case REF, PTR -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** A sample of them, for products of three. */
  static List<Long> few(Type type) {
    return sample(of(type), 16);
  }

  /** Those that stand in code as constants, one function each: 0, ±1, ±2, the ends of the range, and a sample of the others. */
  static List<Long> constants(Type type) {
    var all = of(type);
    int first = type.isInt() ? 14 : 6;
    var constants = new ArrayList<>(all.subList(0, first));
    constants.addAll(sample(all.subList(first, all.size()), 12));
    return constants;
  }

  /** At least so many, evenly spread. */
  private static List<Long> sample(List<Long> all, int count) {
    var sample = new ArrayList<Long>();
    for (int i = 0; i < all.size(); i += Math.max(1, all.size() / count)) sample.add(all.get(i));
    return sample;
  }

  private static List<Long> bits(int... values) {
    var list = new ArrayList<Long>();
    for (int v : values) list.add((long) v);
    return List.copyOf(list);
  }

  private static List<Long> i32() {
    Set<Long> values = new LinkedHashSet<>(
        bits(0, 1, -1, 2, -2, 3, 7, 8, 10, -10, Integer.MIN_VALUE, Integer.MAX_VALUE, Integer.MIN_VALUE + 1,
            Integer.MAX_VALUE - 1, -3, 5, 100, 0x55555555, 0xaaaaaaaa, 0x33333333, 0x0f0f0f0f, 0xff00ff00, 0x12345678, 0xcafebabe));
    for (int k : new int[] {5, 7, 8, 15, 16, 24, 30, 31}) for (int d = -1; d <= 1; d++) values.add((long) ((1 << k) + d));
    for (int k : new int[] {7, 8, 15, 16}) values.add((long) -(1 << k));
    return List.copyOf(values);
  }

  private static List<Long> i64() {
    Set<Long> values = new LinkedHashSet<>(
        List.of(0L, 1L, -1L, 2L, -2L, 3L, 7L, 8L, 10L, -10L, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1,
            Long.MAX_VALUE - 1, -3L, 0x5555555555555555L, 0xaaaaaaaaaaaaaaaaL, 0x3333333333333333L, 0x00ff00ff00ff00ffL,
            0x123456789abcdef0L, 0xcafebabe00000000L,
            0xffffffffL, 0xffffffff00000000L, (long) Integer.MIN_VALUE, Integer.MIN_VALUE - 1L));
    for (int k : new int[] {8, 16, 31, 32, 33, 52, 53, 62, 63}) for (int d = -1; d <= 1; d++) values.add((1L << k) + d);
    return List.copyOf(values);
  }

  private static List<Long> f32() {
    Set<Long> values = new LinkedHashSet<>();
    float[] magnitudes = {0f, 1f, 0.5f, 1.5f, 2.5f, 0.1f, 3f, (float) Math.PI, Float.MIN_VALUE, Float.MIN_NORMAL,
      Math.nextDown(Float.MIN_NORMAL),
      Float.MAX_VALUE, Float.POSITIVE_INFINITY, 0x1p23f - 1, 0x1p23f, 0x1p23f + 1, 0x1p24f, 0x1p24f + 2, 0x1p31f, Math.nextDown(0x1p31f),
      Math.nextUp(0x1p31f),
      0x1p32f, 0x1p63f, Math.nextDown(0x1p63f), 1e30f, 1e-30f, 255.5f};
    for (float m : magnitudes) {
      values.add((long) Float.floatToRawIntBits(m));
      values.add((long) Float.floatToRawIntBits(-m));
    }
    // The canonical NaN, one with its sign, quiet and signalling ones with a payload.
    for (int nan : new int[] {0x7fc00000, 0xffc00000, 0x7fc12345, 0x7f812345}) values.add((long) nan);
    return List.copyOf(values);
  }

  private static List<Long> f64() {
    Set<Long> values = new LinkedHashSet<>();
    double[] magnitudes = {0, 1, 0.5, 1.5, 2.5, 0.1, 3, Math.PI, Math.nextDown(0.5), Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE,
      Double.POSITIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE, 0x1p-150, 0x1.000001p0, 0x1.fffffefp127, 0x1p31 - 1, 0x1p31 - 0.5, 0x1p31,
      0x1p31 + 1, 0x1p32,
      0x1p52 - 0.5, 0x1p52 - 1, 0x1p52, 0x1p52 + 1, 0x1p53, 0x1p63, Math.nextDown(0x1p63), Math.nextUp(0x1p63), 1e300, 1e-300, 1e22};
    for (double m : magnitudes) {
      values.add(Double.doubleToRawLongBits(m));
      values.add(Double.doubleToRawLongBits(-m));
    }
    for (long nan : new long[] {0x7ff8000000000000L, 0xfff8000000000000L, 0x7ff8000012345678L, 0x7ff0000012345678L}) values.add(nan);
    return List.copyOf(values);
  }
}
