package dev.assay.ir;

import java.util.Optional;

/**
 * The type of a value. Narrow integers exist only in memory, as {@link MemType}.
 *
 * <p>Where a value travels as raw bits (constants, interpreter registers, arguments of an entry call) it is one {@code long}:
 * {@code i32} sign-extended, {@code f32} as sign-extended {@code floatToRawIntBits}, {@code f64} as {@code doubleToRawLongBits},
 * {@code ref} and {@code ptr} as an address, 0 for null.
 */
public enum Type {
  I32("i32"),
  I64("i64"),
  F32("f32"),
  F64("f64"),
  /** A reference to an object or null; the collector knows it. */
  REF("ref"),
  /** A raw address, only below the lowering; the collector does not know it. */
  PTR("ptr");

  private final String text;

  Type(String text) {
    this.text = text;
  }

  public boolean isInt() {
    return this == I32 || this == I64;
  }

  public boolean isFloat() {
    return this == F32 || this == F64;
  }

  public boolean isAddress() {
    return this == REF || this == PTR;
  }

  /** The type written {@code text}, if there is one. */
  public static Optional<Type> of(String text) {
    for (var type : values()) if (type.text.equals(text)) return Optional.of(type);
    return Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
