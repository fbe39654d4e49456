package dev.assay.ir;

/** Constants that stand for something of the module or the runtime, resolved when code is linked. All are pure. */
public enum SymbolOp {
  STRING("string", Type.REF, Level.HIGH, "The interned string with this text."),
  CLASS("class", Type.REF, Level.HIGH, "The java.lang.Class object of this class or array class."),
  CLASS_POINTER("class.pointer", Type.PTR, Level.LOW, "The address of the class record of this class, as object headers hold it."),
  STATIC_ADDRESS("static.address", Type.PTR, Level.LOW, "The address of this static field, owner.name."),
  CONTEXT("context", Type.PTR, Level.LOW, "The address of the running thread's native context.");

  private final String text;
  private final Type type;
  private final Level level;
  private final String meaning;

  SymbolOp(String text, Type type, Level level, String meaning) {
    this.text = text;
    this.type = type;
    this.level = level;
    this.meaning = meaning;
  }

  public String text() {
    return text;
  }

  public Type type() {
    return type;
  }

  /** {@code HIGH}: allowed at both levels. {@code LOW}: only below the lowering. */
  public Level level() {
    return level;
  }

  public String meaning() {
    return meaning;
  }

  public boolean hasName() {
    return this != CONTEXT;
  }
}
