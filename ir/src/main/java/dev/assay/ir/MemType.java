package dev.assay.ir;

import java.util.Optional;

/** How a value lies in memory: an array element, a field, the target of a low-level load or store. Sizes in bytes. */
public enum MemType {
  /** One byte holding 0 or 1. Told apart from {@link #I8} because the JVM tells {@code boolean[]} from {@code byte[]}. */
  BOOL("bool", 1, Type.I32, 'Z'),
  /** Signed byte; a store keeps the low 8 bits. */
  I8("i8", 1, Type.I32, 'B'),
  /** Unsigned 16 bits, Java's {@code char}. */
  U16("u16", 2, Type.I32, 'C'),
  I16("i16", 2, Type.I32, 'S'),
  I32("i32", 4, Type.I32, 'I'),
  I64("i64", 8, Type.I64, 'J'),
  F32("f32", 4, Type.F32, 'F'),
  F64("f64", 8, Type.F64, 'D'),
  REF("ref", 8, Type.REF, 'L'),
  PTR("ptr", 8, Type.PTR, 'P');

  private final String text;
  private final int sizeBytes;
  private final Type type;
  private final char descriptor;

  MemType(String text, int sizeBytes, Type type, char descriptor) {
    this.text = text;
    this.sizeBytes = sizeBytes;
    this.type = type;
    this.descriptor = descriptor;
  }

  public int sizeBytes() {
    return sizeBytes;
  }

  /** log2 of {@link #sizeBytes}. */
  public int shift() {
    return Integer.numberOfTrailingZeros(sizeBytes);
  }

  /** The type of the value that a load gives and a store takes. */
  public Type type() {
    return type;
  }

  /** The memory type of a field or array element with this JVM descriptor (JVMS §4.3.2). */
  public static MemType ofDescriptor(String descriptor) {
    char first = descriptor.charAt(0);
    if (first == '[') return REF;
    for (var mem : values()) if (mem.descriptor == first && mem != PTR) return mem;
    throw new IllegalArgumentException("no memory type for descriptor " + descriptor);
  }

  public static Optional<MemType> of(String text) {
    for (var mem : values()) if (mem.text.equals(text)) return Optional.of(mem);
    return Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
