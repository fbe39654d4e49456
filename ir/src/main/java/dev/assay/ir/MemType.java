package dev.assay.ir;

import java.util.Optional;

/** How a value lies in memory: an array element, a field, the target of a low-level load or store. Sizes in bytes. */
public enum MemType {
  /** One byte holding 0 or 1. Told apart from {@link #I8} because the JVM tells {@code boolean[]} from {@code byte[]}. */
  BOOL("bool", 1, Type.I32),
  /** Signed byte; a store keeps the low 8 bits. */
  I8("i8", 1, Type.I32),
  /** Unsigned 16 bits, Java's {@code char}. */
  U16("u16", 2, Type.I32),
  I16("i16", 2, Type.I32),
  I32("i32", 4, Type.I32),
  I64("i64", 8, Type.I64),
  F32("f32", 4, Type.F32),
  F64("f64", 8, Type.F64),
  REF("ref", 8, Type.REF),
  PTR("ptr", 8, Type.PTR);

  private final String text;
  private final int sizeBytes;
  private final Type type;

  MemType(String text, int sizeBytes, Type type) {
    this.text = text;
    this.sizeBytes = sizeBytes;
    this.type = type;
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
    return switch (descriptor.charAt(0)) {
      case 'Z' -> BOOL;
      case 'B' -> I8;
      case 'C' -> U16;
      case 'S' -> I16;
      case 'I' -> I32;
      case 'J' -> I64;
      case 'F' -> F32;
      case 'D' -> F64;
      case 'L', '[' -> REF;
      default -> throw new IllegalArgumentException("no memory type for descriptor " + descriptor);
    };
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
