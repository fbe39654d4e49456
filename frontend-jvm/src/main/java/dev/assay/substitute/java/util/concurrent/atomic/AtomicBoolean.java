package dev.assay.substitute.java.util.concurrent.atomic;

/** A flag that one thread at a time changes. */
public class AtomicBoolean {
  private boolean value;

  public AtomicBoolean() {}

  public AtomicBoolean(boolean value) {
    this.value = value;
  }

  public final boolean get() {
    return value;
  }

  public final void set(boolean to) {
    value = to;
  }

  public final boolean compareAndSet(boolean from, boolean to) {
    if (value != from) return false;
    value = to;
    return true;
  }

  public final boolean getAndSet(boolean to) {
    boolean before = value;
    value = to;
    return before;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
