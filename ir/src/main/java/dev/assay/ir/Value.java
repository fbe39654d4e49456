package dev.assay.ir;

/**
 * An SSA value. {@code id} is dense within its function, so that analyses index arrays and bit sets by it. {@code name} is for the
 * reader only and may be null: the printer then makes one from the id.
 */
public final class Value {
  private final int id;
  private final Type type;
  private final String name;

  Value(int id, Type type, String name) {
    this.id = id;
    this.type = type;
    this.name = name;
  }

  public int id() {
    return id;
  }

  public Type type() {
    return type;
  }

  /** The given name, or null. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return "%" + (name != null ? name : "v" + id);
  }
}
